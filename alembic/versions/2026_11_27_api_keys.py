"""keys of programs, and answers kept for requests that come again

Revision ID: 0160_api_keys
Revises: 0141_jobs
Create Date: 2026-11-27 02:40:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0160_api_keys"
down_revision: str | None = "0141_jobs"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", text(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("name", text(), nullable=False),
        sa.Column("token_hash", text(), nullable=False),
        sa.Column("hint", text(), nullable=False),
        sa.Column("permissions", sa.JSON(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_by", text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("last_used_at", instant, nullable=True),
        sa.Column("last_address", text(), nullable=False),
        sa.Column("revoked_at", instant, nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name="ck_api_key_expires"),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by_id IS NULL)", name="ck_api_key_revoked"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(op.f("ix_api_key_operator_id"), "api_key", ["operator_id"])
    op.create_table(
        "kept_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", text(), nullable=False),
        sa.Column("key", text(), nullable=False),
        sa.Column("fingerprint", text(), nullable=False),
        sa.Column("begun_at", instant, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "key", name="uq_kept_answer"),
    )
    op.create_index("ix_kept_answer_begun", "kept_answer", ["begun_at"])


def downgrade() -> None:
    op.drop_table("kept_answer")
    op.drop_table("api_key")
