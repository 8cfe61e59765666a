"""the books' triggers once a statement on PostgreSQL, which look for debts too

Revision ID: 0130_books_once_a_statement
Revises: 0122_signers
Create Date: 2026-11-26 19:00:00
"""

from collections.abc import Sequence

from alembic import op

from ser_app.base.balanced_books import (
    create_book_triggers,
    create_day_trigger,
    drop_book_triggers,
    drop_day_trigger,
)

revision: str = "0130_books_once_a_statement"
down_revision: str | None = "0122_signers"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEYS = (("operator_id", "operator"), ("obligation_id", "ledger_obligation"))


def upgrade() -> None:
    """SQLite keeps its foreign keys: there they cost next to nothing."""
    connection = op.get_bind()
    drop_book_triggers(connection)
    drop_day_trigger(connection)
    create_book_triggers(connection)
    create_day_trigger(connection)
    if connection.dialect.name == "postgresql":
        for column, _ in _KEYS:
            op.drop_constraint(f"ledger_entry_{column}_fkey", "ledger_entry", type_="foreignkey")


def downgrade() -> None:
    """Only the keys: the triggers are right for the version before, too."""
    if op.get_bind().dialect.name == "postgresql":
        for column, table in _KEYS:
            op.create_foreign_key(
                f"ledger_entry_{column}_fkey", "ledger_entry", table, [column], ["id"]
            )
