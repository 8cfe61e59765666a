"""alerts of declarations as they were told, and the operators' notes about them

Revision ID: 0160_alerts
Revises: 0150_held_payments
Create Date: 2026-11-27 07:50:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.database import UtcInstant

revision: str = "0160_alerts"
down_revision: str | None = "0150_held_payments"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = ("declaration_alert", "declaration_alert_note")
_KINDS = "kind IN ('history', 'peers', 'returns', 'nil', 'missing')"


def upgrade() -> None:
    """Add both tables; nothing in them is ever rewritten."""
    op.create_table(
        "declaration_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("content_hash", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("kept_at", UtcInstant(), nullable=False),
        sa.CheckConstraint(_KINDS, name="ck_declaration_alert_kind"),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("declaration_id", "content_hash", "kind", name="uq_declaration_alert"),
    )
    op.create_index(op.f("ix_declaration_alert_kind"), "declaration_alert", ["kind"])
    op.create_table(
        "declaration_alert_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author_name", AutoString(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("written_at", UtcInstant(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name="ck_declaration_alert_note_text"),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_declaration_alert_note_declaration_id"),
        "declaration_alert_note",
        ["declaration_id"],
    )
    create_triggers(op.get_bind(), _TABLES)


def downgrade() -> None:
    """Take both away again."""
    drop_triggers(op.get_bind(), _TABLES)
    op.drop_table("declaration_alert_note")
    op.drop_table("declaration_alert")
