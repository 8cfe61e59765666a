"""an index of the debts that were open for long, for statements of days long ago

Revision ID: 0133_long_open
Revises: 0132_paid_in_place
Create Date: 2026-11-26 23:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa

from alembic import op

revision: str = "0133_long_open"
down_revision: str | None = "0132_paid_in_place"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """As the model says it."""
    op.create_index(
        "ix_ledger_standing_long",
        "ledger_standing",
        ["operator_id", "last_day", "first_day"],
        sqlite_where=sa.text("julianday(last_day) - julianday(first_day) > 120"),
        postgresql_where=sa.text("last_day - first_day > 120"),
    )


def downgrade() -> None:
    """Without it."""
    op.drop_index("ix_ledger_standing_long", "ledger_standing")
