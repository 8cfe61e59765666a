"""failures of sign-in counted by account and by address, apart from the accounts

Revision ID: 0061_attempts
Revises: 0100_audit_chain
Create Date: 2026-11-26 15:40:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0061_attempts"
down_revision: str | None = "0100_audit_chain"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "attempt_tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _TEXT(), nullable=False),
        sa.Column("key", _TEXT(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locks", sa.Integer(), nullable=False),
        sa.Column("last_at", _INSTANT, nullable=False),
        sa.Column("locked_until", _INSTANT, nullable=True),
        sa.Column("told_at", _INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "key", name="uq_attempt_tally_kind_key"),
    )
    op.create_index("ix_attempt_tally_user_id", "attempt_tally", ["user_id"])
    op.create_index("ix_attempt_tally_last_at", "attempt_tally", ["last_at"])
    with op.batch_alter_table("app_user") as table:
        table.drop_column("failed_attempts")
        table.drop_column("locked_until")


def downgrade() -> None:
    with op.batch_alter_table("app_user") as table:
        table.add_column(
            sa.Column("failed_attempts", sa.Integer(), nullable=False, server_default="0")
        )
        table.add_column(sa.Column("locked_until", _INSTANT, nullable=True))
    with op.batch_alter_table("app_user") as table:
        table.alter_column("failed_attempts", server_default=None)
    op.drop_table("attempt_tally")
