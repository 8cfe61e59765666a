"""the outbox of mails

Revision ID: 0060_mail
Revises: 0051_charges_by_kind
Create Date: 2026-11-26 15:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0060_mail"
down_revision: str | None = "0051_charges_by_kind"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("recipient", _TEXT(), nullable=False),
        sa.Column("subject", _TEXT(), nullable=False),
        sa.Column("text", _TEXT(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("queued_at", _INSTANT, nullable=False),
        sa.Column("next_try_at", _INSTANT, nullable=True),
        sa.Column("last_error", _TEXT(), nullable=False),
        sa.Column("settled_at", _INSTANT, nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'given_up', 'shown')", name="ck_outgoing_mail_state"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_outgoing_mail_next_try_at", "outgoing_mail", ["next_try_at"])


def downgrade() -> None:
    op.drop_table("outgoing_mail")
