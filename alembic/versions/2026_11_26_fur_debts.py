"""FURs that pay debts of the books, and one way to pay each debt

Revision ID: 0040_fur_debts
Revises: 0040_refunds
Create Date: 2026-11-26 11:50:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.one_way_to_pay import create_payment_triggers, drop_payment_triggers

revision: str = "0040_fur_debts"
down_revision: str | None = "0040_refunds"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_APPEND_ONLY = ("fur_debt",)
_INDEXES = {
    "uq_fur_payable": "state IN ('issued', 'filed') AND reference IS NOT NULL",
    "uq_fur_waiting": "state = 'issued'",
}


def upgrade() -> None:
    _change(nullable=True)
    op.create_table(
        "fur_debt",
        sa.Column("fur_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("penalty", sa.BigInteger(), nullable=False),
        sa.Column("interest", sa.BigInteger(), nullable=False),
        sa.Column("principal", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "penalty >= 0 AND interest >= 0 AND principal >= 0", name="ck_fur_debt_amounts"
        ),
        sa.ForeignKeyConstraint(["fur_id"], ["fur.id"]),
        sa.ForeignKeyConstraint(["obligation_id"], ["ledger_obligation.id"]),
        sa.PrimaryKeyConstraint("fur_id", "obligation_id"),
    )
    with op.batch_alter_table("fur_debt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fur_debt_obligation_id"), ["obligation_id"])
    create_triggers(op.get_bind(), _APPEND_ONLY)
    create_payment_triggers(op.get_bind())


def downgrade() -> None:
    """Go back; refused while there are FURs that the older table cannot hold."""
    drop_payment_triggers(op.get_bind())
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    op.drop_table("fur_debt")
    _change(nullable=False)


def _change(*, nullable: bool) -> None:
    """SQLite copies the table: its partial indexes are made anew, with their conditions."""
    with op.batch_alter_table("fur", schema=None) as batch_op:
        for name in _INDEXES:
            batch_op.drop_index(name)
        for column in ("declaration_id", "expediente_id"):
            batch_op.alter_column(column, existing_type=sa.Integer(), nullable=nullable)
    for name, condition in _INDEXES.items():
        op.create_index(
            name,
            "fur",
            ["declaration_id"],
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
