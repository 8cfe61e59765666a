"""which values of the rules each filing used

Revision ID: 0022_rule_uses
Revises: 0021_one_balance
Create Date: 2026-11-26 12:00:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0022_rule_uses"
down_revision: str | None = "0021_one_balance"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "rule_set",
        sa.Column("key", _TEXT(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "rule_use",
        sa.Column("declaration_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set_key", _TEXT(), nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"]),
        sa.ForeignKeyConstraint(["set_key"], ["rule_set.key"]),
        sa.PrimaryKeyConstraint("declaration_id"),
    )
    with op.batch_alter_table("rule_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_use_set_key"), ["set_key"], unique=False)


def downgrade() -> None:
    op.drop_table("rule_use")
    op.drop_table("rule_set")
