"""room beside declarations for what changes when they are paid; an index of what is polled alone

Revision ID: 0132_paid_in_place
Revises: 0131_digital_signature
Create Date: 2026-11-26 22:00:00
"""

from collections.abc import Sequence

import sqlalchemy as sa

from alembic import op

revision: str = "0132_paid_in_place"
down_revision: str | None = "0131_digital_signature"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TO_POLL = sa.text("next_poll_at IS NOT NULL")


def upgrade() -> None:
    """Pages that are full stay so until PostgreSQL rewrites them."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE declaration SET (fillfactor = 80)")
    op.drop_index("ix_payment_attempt_next_poll_at", "payment_attempt")
    op.create_index(
        "ix_payment_next_poll",
        "payment_attempt",
        ["next_poll_at"],
        sqlite_where=_TO_POLL,
        postgresql_where=_TO_POLL,
    )


def downgrade() -> None:
    """The index of all again."""
    op.drop_index("ix_payment_next_poll", "payment_attempt")
    op.create_index("ix_payment_attempt_next_poll_at", "payment_attempt", ["next_poll_at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE declaration RESET (fillfactor)")
