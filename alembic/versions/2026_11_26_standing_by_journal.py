"""what debts have come to, written once a journal

Revision ID: 0062_standing_by_journal
Revises: 0061_attempts
Create Date: 2026-11-26 15:40:00
"""

from collections.abc import Sequence

from alembic import op

from ser_app.base.standing_debts import create_standing_trigger, drop_standing_trigger

revision: str = "0062_standing_by_journal"
down_revision: str | None = "0061_attempts"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Only SQLite has a trigger for each row; the sums stay as they are."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        drop_standing_trigger(connection)
        create_standing_trigger(connection)


def downgrade() -> None:
    """Nothing: the trigger is right for the version before, too."""
