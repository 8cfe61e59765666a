"""requests of users, their annexes, invitations

Revision ID: 0120_access_requests
Revises: 0112_withdrawn_refunds
Create Date: 2026-11-26 18:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0120_access_requests"
down_revision: str | None = "0112_withdrawn_refunds"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_APPEND_ONLY = ("access_request_step",)


def _text() -> sqlmodel.sql.sqltypes.AutoString:
    return sqlmodel.sql.sqltypes.AutoString()


def upgrade() -> None:
    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("invited", sa.Boolean(), server_default=sa.text("false"), nullable=False)
        )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", _text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_invitation_user_id", "invitation", ["user_id"])
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])
    op.create_table(
        "access_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _text(), nullable=False),
        sa.Column("number", _text(), nullable=False),
        sa.Column("code_hash", _text(), nullable=False),
        sa.Column("kind", _text(), nullable=False),
        sa.Column("nit", _text(), nullable=False),
        sa.Column("operator_name", _text(), nullable=False),
        sa.Column("contact_email", _text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", _text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_hash", _text(), nullable=True),
        sa.Column("link_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", _text(), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by", _text(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", _text(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('unconfirmed', 'sent', 'incomplete', 'reviewed', 'approved', 'done', "
            "'rejected')",
            name="ck_access_request_state",
        ),
        sa.CheckConstraint(
            "kind IN ('creation', 'modification', 'removal')", name="ck_access_request_kind"
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR reviewed_by_id IS NULL OR approved_by_id <> reviewed_by_id",
            name="ck_access_request_second_person",
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("link_hash"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("public_id"),
    )
    for column in ("nit", "state", "user_id"):
        op.create_index(f"ix_access_request_{column}", "access_request", [column])
    op.create_table(
        "access_request_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _text(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", _text(), nullable=False),
        sa.Column("media", _text(), nullable=False),
        sa.Column("sha256", _text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["access_request.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_access_request_file_request_id", "access_request_file", ["request_id"])
    op.create_table(
        "access_request_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("state", _text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", _text(), nullable=False),
        sa.Column("note", _text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["request_id"], ["access_request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_access_request_step_request_id", "access_request_step", ["request_id"])
    create_triggers(op.get_bind(), _APPEND_ONLY)


def downgrade() -> None:
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    for table in ("access_request_step", "access_request_file", "access_request", "invitation"):
        op.drop_table(table)
    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.drop_column("invited")
