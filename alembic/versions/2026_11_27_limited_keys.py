"""keys of programs may be limited to some expedientes

Revision ID: 0192_limited_keys
Revises: 0191_given_back
Create Date: 2026-11-27 11:40:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0192_limited_keys"
down_revision: str | None = "0191_given_back"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Keys that are there keep acting for their whole operator."""
    op.add_column(
        "api_key", sa.Column("limited", sa.Boolean(), nullable=False, server_default=sa.text("false"))
    )
    op.create_table(
        "api_key_expediente",
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"]),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"]),
        sa.PrimaryKeyConstraint("key_id", "expediente_id"),
    )


def downgrade() -> None:
    """A limited key would act for the whole operator without its limits: it is ended first."""
    op.execute(
        "UPDATE api_key SET revoked_at = created_at, revoked_by_id = created_by_id "
        "WHERE limited AND revoked_at IS NULL"
    )
    op.drop_table("api_key_expediente")
    with op.batch_alter_table("api_key") as batch:
        batch.drop_column("limited")
