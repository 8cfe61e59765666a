"""a chain over the audit, what changed and to which request it belongs

Revision ID: 0100_audit_chain
Revises: 0060_mail
Create Date: 2026-11-26 15:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0100_audit_chain"
down_revision: str | None = "0060_mail"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_OLD = (
    ("ix_audit_event_action", ["action"]),
    ("ix_audit_event_actor_id", ["actor_id"]),
    ("ix_audit_event_at", ["at"]),
    ("ix_audit_event_operator_id", ["operator_id"]),
)


def upgrade() -> None:
    # What was recorded before is sealed by the first sealing.
    op.add_column("audit_event", sa.Column("request", _TEXT(), server_default="", nullable=False))
    op.add_column("audit_event", sa.Column("before", sa.JSON(), nullable=True))
    op.add_column("audit_event", sa.Column("after", sa.JSON(), nullable=True))
    for name, _ in _OLD:
        op.drop_index(name, table_name="audit_event")
    op.create_index(
        "ix_audit_event_search", "audit_event", ["at", "id", "action", "actor_id", "operator_id"]
    )
    op.create_table(
        "audit_link",
        sa.Column("sequence", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("event_id", sa.Integer(), nullable=False, unique=True),
        sa.Column("event_digest", _TEXT(), nullable=False),
        sa.Column("digest", _TEXT(), nullable=False),
    )
    op.create_table(
        "audit_seal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("digest", _TEXT(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("horizon", sa.BigInteger(), nullable=False),
    )
    create_triggers(op.get_bind(), ("audit_link",))


def downgrade() -> None:
    drop_triggers(op.get_bind(), ("audit_link",))
    op.drop_table("audit_seal")
    op.drop_table("audit_link")
    op.drop_index("ix_audit_event_search", table_name="audit_event")
    for name, columns in _OLD:
        op.create_index(name, "audit_event", columns)
    for name in ("after", "before", "request"):
        op.drop_column("audit_event", name)
