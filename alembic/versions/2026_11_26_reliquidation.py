"""filings liquidated again because their due day moved

Revision ID: 0030_reliquidation
Revises: 0030_bank_files
Create Date: 2026-11-26 12:00:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0030_reliquidation"
down_revision: str | None = "0030_bank_files"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_INSTANT = sa.DateTime(timezone=True)
_PESOS = (
    "old_penalty",
    "new_penalty",
    "old_interest",
    "new_interest",
    "penalty_relief",
    "interest_relief",
    "in_favour",
)


def upgrade() -> None:
    op.create_table(
        "reliquidation_run",
        sa.Column("exception", _TEXT(), nullable=False),
        sa.Column("decided_at", _INSTANT, nullable=False),
        sa.Column("finished_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("exception"),
    )
    op.create_table(
        "reliquidation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("exception", _TEXT(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("kind", _TEXT(), nullable=False),
        sa.Column("norm", _TEXT(), nullable=False),
        sa.Column("reason", _TEXT(), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=False),
        sa.Column("new_due_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _PESOS),
        sa.Column("review", _TEXT(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("rules_version", _TEXT(), nullable=False),
        sa.Column("engine_version", _TEXT(), nullable=False),
        sa.Column("fur_before", _TEXT(), nullable=False),
        sa.Column("fur_after", _TEXT(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("declaration_id", "exception", name="uq_reliquidation_once"),
    )
    for column in ("exception", "declaration_id", "operator_id"):
        op.create_index(f"ix_reliquidation_{column}", "reliquidation", [column])
    create_triggers(op.get_bind(), ("reliquidation",))


def downgrade() -> None:
    drop_triggers(op.get_bind(), ("reliquidation",))
    op.drop_table("reliquidation")
    op.drop_table("reliquidation_run")
