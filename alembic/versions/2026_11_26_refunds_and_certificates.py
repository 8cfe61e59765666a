"""refunds of the balance in favour, and certificates of good standing

Revision ID: 0040_refunds
Revises: 0031_charges
Create Date: 2026-11-26 12:05:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0040_refunds"
down_revision: str | None = "0031_charges"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_APPEND_ONLY = ("good_standing_certificate",)


def upgrade() -> None:
    op.create_table(
        "ledger_counter",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "year"),
    )
    op.create_table(
        "good_standing_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("operator_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("nit", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("issued_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("verification_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issued_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("operator_id", "issued_on", name="uq_good_standing_day"),
    )
    op.create_table(
        "refund_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("request_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("bank", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("account_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("account_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("rejected_by_id", sa.Integer(), nullable=True),
        sa.Column("rejected_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rejected_because", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("paid_by_id", sa.Integer(), nullable=True),
        sa.Column("paid_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("transfer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "account_type IN ('savings', 'checking')", name="ck_refund_account_type"
        ),
        sa.CheckConstraint(
            "state <> 'paid' OR (paid_on IS NOT NULL AND transfer <> '')", name="ck_refund_paid"
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR rejected_because <> ''", name="ck_refund_rejected"
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'reviewed', 'approved', 'rejected', 'paid')",
            name="ck_refund_state",
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'paid') OR approved_by_id IS NOT NULL",
            name="ck_refund_approved",
        ),
        sa.CheckConstraint("amount > 0", name="ck_refund_amount"),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR (reviewed_by_id IS NOT NULL AND approved_by_id <> reviewed_by_id)",
            name="ck_refund_second_person",
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["paid_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["rejected_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("request_key"),
    )
    with op.batch_alter_table("refund_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_refund_request_operator_id"), ["operator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_refund_request_state"), ["state"], unique=False)

    create_triggers(op.get_bind(), _APPEND_ONLY)


def downgrade() -> None:
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    with op.batch_alter_table("refund_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_refund_request_state"))
        batch_op.drop_index(batch_op.f("ix_refund_request_operator_id"))

    op.drop_table("refund_request")
    op.drop_table("good_standing_certificate")
    op.drop_table("ledger_counter")
