"""signed copies of FURs, revocation lists, and how a signature was made

Revision ID: 0131_digital_signature
Revises: 0130_books_once_a_statement
Create Date: 2026-11-26 22:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0131_digital_signature"
down_revision: str | None = "0130_books_once_a_statement"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    """Add the tables; what was signed before was signed electronically."""
    op.add_column(
        "declaration_signature",
        sa.Column("method", _TEXT(), server_default="electronic", nullable=False),
    )
    op.create_table(
        "fur_signed_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("fur_id", sa.Integer(), nullable=False),
        sa.Column("sha256", _TEXT(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("verdict", _TEXT(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("timestamp_token", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", _TEXT(), nullable=False),
        sa.Column("address", _TEXT(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('valid', 'indeterminate', 'invalid')", name="ck_signed_copy_verdict"
        ),
        sa.CheckConstraint(
            "(verdict = 'valid') = (content IS NOT NULL)", name="ck_signed_copy_content"
        ),
        sa.ForeignKeyConstraint(["fur_id"], ["fur.id"]),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_index("ix_signed_copy_fur", "fur_signed_copy", ["fur_id", "sha256"])
    op.create_table(
        "revocation_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", _TEXT(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("problem", _TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("address"),
    )
    create_triggers(op.get_bind(), ("fur_signed_copy",))


def downgrade() -> None:
    """Take them away; signatures stay, without how they were made."""
    drop_triggers(op.get_bind(), ("fur_signed_copy",))
    op.drop_table("revocation_list")
    op.drop_table("fur_signed_copy")
    op.drop_column("declaration_signature", "method")
