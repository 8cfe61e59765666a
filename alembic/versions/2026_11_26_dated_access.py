"""days between which an account works

Revision ID: 0110_dated_access
Revises: 0062_standing_by_journal
Create Date: 2026-11-26 16:15:00
"""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from alembic import op

revision: str = "0110_dated_access"
down_revision: str | None = "0062_standing_by_journal"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("app_user", sa.Column("access_from", sa.Date(), nullable=True))
    op.add_column("app_user", sa.Column("access_to", sa.Date(), nullable=True))
    # Nobody is locked out in the middle of an audit: whoever is an auditor has a year from now.
    today = date.today()
    users = sa.table(
        "app_user",
        sa.column("role", sa.String()),
        sa.column("access_from", sa.Date()),
        sa.column("access_to", sa.Date()),
    )
    op.execute(
        users.update()
        .where(users.c.role == "auditor")
        .values(access_from=today, access_to=date(today.year + 1, today.month, min(today.day, 28)))
    )


def downgrade() -> None:
    op.drop_column("app_user", "access_to")
    op.drop_column("app_user", "access_from")
