"""the instant of each filing, and the service's beats and stops

Revision ID: 0020_deadline
Revises: 0007_obligations
Create Date: 2026-11-26 11:40:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0020_deadline"
down_revision: str | None = "0007_obligations"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_INSTANT = sa.DateTime(timezone=True)
_APPEND_ONLY = ("filing_instant", "service_stop")


def upgrade() -> None:
    op.create_table(
        "filing_instant",
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("act", _TEXT(), nullable=False),
        sa.Column("reached_at", _INSTANT, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("business_at", _INSTANT, nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("deadline_at", _INSTANT, nullable=False),
        sa.Column("margin_us", sa.BigInteger(), nullable=True),
        sa.Column("shift_days", sa.Integer(), nullable=False),
        sa.Column("clock_name", _TEXT(), nullable=False),
        sa.Column("clock_synchronised", sa.Boolean(), nullable=True),
        sa.Column("clock_offset_us", sa.BigInteger(), nullable=True),
        sa.Column("clock_error_us", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("act IN ('signature', 'collection')", name="ck_filing_instant_act"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"]),
        sa.PrimaryKeyConstraint("declaration_id"),
    )
    op.create_table(
        "service_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process", _TEXT(), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("beat_at", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_service_run_beat_at", "service_run", ["beat_at"])
    op.create_table(
        "service_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began_at", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT, nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("began_at"),
    )
    op.create_index("ix_service_stop_began_on", "service_stop", ["began_on"])
    op.create_index("ix_service_stop_ended_on", "service_stop", ["ended_on"])
    create_triggers(op.get_bind(), _APPEND_ONLY)


def downgrade() -> None:
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    op.drop_table("service_stop")
    op.drop_table("service_run")
    op.drop_table("filing_instant")
