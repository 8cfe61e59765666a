"""debts of every kind, and money that belongs to nobody yet

Revision ID: 0007_obligations
Revises: 0006_ledger
Create Date: 2026-11-26 11:40:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.balanced_books import create_book_triggers, drop_book_triggers

revision: str = "0007_obligations"
down_revision: str | None = "0006_ledger"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_APPEND_ONLY = ("ledger_entry", "ledger_journal")
_KINDS = "kind IN ('declaration', 'right', 'fine', 'instalment')"
_ACCOUNTS = "account IN ('debtor', 'revenue', 'collected', 'in_favour'{})"
_MORE_ACCOUNTS = ", 'unidentified', 'refund_payable', 'write_off'"
_CONCEPTS = "concept IN ('levy', 'adjustment', 'penalty', 'interest'{})"
_MORE_CONCEPTS = ", 'fine'"


def upgrade() -> None:
    _change(nullable=True, accounts=_MORE_ACCOUNTS, concepts=_MORE_CONCEPTS)


def downgrade() -> None:
    """Go back; refused while there are debts or accounts that the older tables cannot hold."""
    _change(nullable=False, accounts="", concepts="")


def _change(*, nullable: bool, accounts: str, concepts: str) -> None:
    """Change the three tables; the triggers stand aside, since SQLite copies whole tables."""
    connection = op.get_bind()
    drop_book_triggers(connection)
    drop_triggers(connection, _APPEND_ONLY)
    with op.batch_alter_table("ledger_obligation", schema=None) as batch_op:
        batch_op.alter_column("expediente_id", existing_type=sa.Integer(), nullable=nullable)
        batch_op.alter_column("regime", existing_type=_TEXT(), nullable=nullable)
        if nullable:
            batch_op.create_check_constraint("ck_ledger_obligation_kind", _KINDS)
        else:
            batch_op.drop_constraint("ck_ledger_obligation_kind", type_="check")
    with op.batch_alter_table("ledger_journal", schema=None) as batch_op:
        batch_op.alter_column("operator_id", existing_type=sa.Integer(), nullable=nullable)
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.alter_column("operator_id", existing_type=sa.Integer(), nullable=nullable)
        for name, text in (
            ("ck_ledger_entry_account", _ACCOUNTS.format(accounts)),
            ("ck_ledger_entry_concept", _CONCEPTS.format(concepts)),
        ):
            batch_op.drop_constraint(name, type_="check")
            batch_op.create_check_constraint(name, text)
    create_triggers(connection, _APPEND_ONLY)
    create_book_triggers(connection)
