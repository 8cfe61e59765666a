"""which periods each expediente has filed, kept for the board

Revision ID: 0190_filing_sums
Revises: 0180_collections
Create Date: 2026-11-27 11:20:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from ser_app.base.filing_sums import create_filing_triggers, drop_filing_triggers, fill_filings

revision: str = "0190_filing_sums"
down_revision: str | None = "0180_collections"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """A new table, filled from the filings that are there."""
    op.create_table(
        "filing_sum",
        sa.Column("expediente_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("decade", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column(
            "part", sa.BigInteger(), primary_key=True, autoincrement=False, server_default="0"
        ),
        sa.Column("periods", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    fill_filings(op.get_bind())
    create_filing_triggers(op.get_bind())


def downgrade() -> None:
    drop_filing_triggers(op.get_bind())
    op.drop_table("filing_sum")
