"""the books: obligations, journals and entries

Revision ID: 0006_ledger
Revises: 0005_rule_proposals
Create Date: 2026-11-24 16:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.balanced_books import create_book_triggers, drop_book_triggers

revision: str = "0006_ledger"
down_revision: str | None = "0005_rule_proposals"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_APPEND_ONLY = ("ledger_entry", "ledger_journal")


def upgrade() -> None:
    op.create_table(
        "ledger_obligation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", _TEXT(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("kind", _TEXT(), nullable=False),
        sa.Column("regime", _TEXT(), nullable=False),
        sa.Column("period", _TEXT(), nullable=False),
        sa.Column("description", _TEXT(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source"),
    )
    op.create_table(
        "ledger_journal",
        sa.Column("source", _TEXT(), nullable=False),
        sa.Column("kind", _TEXT(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("value_day", sa.Date(), nullable=False),
        sa.Column("description", _TEXT(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("account", _TEXT(), nullable=False),
        sa.Column("concept", _TEXT(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("value_day", sa.Date(), nullable=False),
        sa.CheckConstraint("amount <> 0", name="ck_ledger_entry_amount"),
        sa.CheckConstraint(
            "account IN ('debtor', 'revenue', 'collected', 'in_favour')",
            name="ck_ledger_entry_account",
        ),
        sa.CheckConstraint(
            "concept IN ('levy', 'adjustment', 'penalty', 'interest')",
            name="ck_ledger_entry_concept",
        ),
        sa.ForeignKeyConstraint(["obligation_id"], ["ledger_obligation.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.ForeignKeyConstraint(
            ["source"], ["ledger_journal.source"], deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    op.create_index("ix_ledger_entry_operator_day", "ledger_entry", ["operator_id", "value_day"])
    create_triggers(op.get_bind(), _APPEND_ONLY)
    create_book_triggers(op.get_bind())


_INDEXES = (
    ("ledger_obligation", ("operator_id",)),
    ("ledger_obligation", ("expediente_id",)),
    ("ledger_journal", ("operator_id",)),
    ("ledger_entry", ("source",)),
    ("ledger_entry", ("obligation_id",)),
)


def downgrade() -> None:
    drop_book_triggers(op.get_bind())
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    op.drop_table("ledger_entry")
    op.drop_table("ledger_journal")
    op.drop_table("ledger_obligation")
