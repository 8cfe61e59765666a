"""rule books as filings used them, and the engine's version

Revision ID: 0003_rules_snapshots
Revises: 0002_corrections
Create Date: 2026-11-24 12:00:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0003_rules_snapshots"
down_revision: str | None = "0002_corrections"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_APPEND_ONLY = ("rules_snapshot",)


def upgrade() -> None:
    op.create_table(
        "rules_snapshot",
        sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )
    create_triggers(op.get_bind(), _APPEND_ONLY)
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "engine_version",
                sqlmodel.sql.sqltypes.AutoString(),
                nullable=False,
                server_default="",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_column("engine_version")
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    op.drop_table("rules_snapshot")
