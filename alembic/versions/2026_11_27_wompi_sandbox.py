"""transactions of the second gateway's sandbox

Revision ID: 0142_wompi_sandbox
Revises: 0170_agreements
Create Date: 2026-11-27 02:40:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0142_wompi_sandbox"
down_revision: str | None = "0170_agreements"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    op.create_table(
        "wompi_sandbox_transaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", text(), nullable=False),
        sa.Column("token", text(), nullable=False),
        sa.Column("status", text(), nullable=False),
        sa.Column("message", text(), nullable=False),
        sa.Column("reference", text(), nullable=False),
        sa.Column("amount_in_cents", sa.BigInteger(), nullable=False),
        sa.Column("told_cents", sa.BigInteger(), nullable=False),
        sa.Column("currency", text(), nullable=False),
        sa.Column("payer", text(), nullable=False),
        sa.Column("description", text(), nullable=False),
        sa.Column("bank", text(), nullable=False),
        sa.Column("redirect_url", text(), nullable=False),
        sa.Column("notices", text(), nullable=False),
        sa.Column("cus", text(), nullable=False),
        sa.Column("cycle", text(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finalized_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settles_to", text(), nullable=False),
        sa.Column("settles_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("reference"),
    )


def downgrade() -> None:
    op.drop_table("wompi_sandbox_transaction")
