"""payment agreements, reported defaulters, referrals to coercive collection

Revision ID: 0170_agreements
Revises: 0151_calendar
Create Date: 2026-11-27 02:11:48.523085
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0170_agreements"
down_revision: str | None = "0151_calendar"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_APPEND_ONLY = (
    "ledger_agreement_debt",
    "ledger_agreement_file",
    "ledger_agreement_instalment",
    "ledger_defaulter_report",
    "ledger_referral",
)


def upgrade() -> None:
    """Create the tables and keep their history."""
    op.create_table(
        "ledger_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("request_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_payment", sa.BigInteger(), nullable=False),
        sa.Column("instalments", sa.Integer(), nullable=False),
        sa.Column("every_months", sa.Integer(), nullable=False),
        sa.Column("guarantee", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("guarantee_note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("shown_total", sa.BigInteger(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint(
            "guarantee IN ('bank', 'insurance', 'personal', 'mortgage', 'other')",
            name="ck_ledger_agreement_guarantee",
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'reviewed', 'in_force', 'fulfilled', 'accelerated', 'rejected', 'withdrawn')",
            name="ck_ledger_agreement_state",
        ),
        sa.CheckConstraint(
            "state NOT IN ('in_force', 'fulfilled', 'accelerated') OR (approved_by_id IS NOT NULL AND starts_on IS NOT NULL)",
            name="ck_ledger_agreement_approved",
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR (reviewed_by_id IS NOT NULL AND approved_by_id <> reviewed_by_id)",
            name="ck_ledger_agreement_second_person",
        ),
        sa.CheckConstraint(
            "first_payment >= 0 AND instalments > 0 AND every_months > 0",
            name="ck_ledger_agreement_terms",
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
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
    with op.batch_alter_table("ledger_agreement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_agreement_operator_id"), ["operator_id"], unique=False
        )
        batch_op.create_index("ix_ledger_agreement_state", ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_ledger_agreement_undecided",
            ["operator_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('proposed', 'reviewed')"),
            postgresql_where=sa.text("state IN ('proposed', 'reviewed')"),
        )

    op.create_table(
        "ledger_defaulter_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("ledger_defaulter_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_defaulter_report_operator_id"), ["operator_id"], unique=False
        )

    op.create_table(
        "ledger_agreement_debt",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["ledger_agreement.id"],
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["ledger_obligation.id"],
        ),
        sa.PrimaryKeyConstraint("agreement_id", "obligation_id"),
    )
    with op.batch_alter_table("ledger_agreement_debt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_agreement_debt_obligation_id"), ["obligation_id"], unique=False
        )

    op.create_table(
        "ledger_agreement_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["ledger_agreement.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("ledger_agreement_file", schema=None) as batch_op:
        batch_op.create_index("uq_ledger_agreement_file", ["agreement_id", "sha256"], unique=True)

    op.create_table(
        "ledger_agreement_instalment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("capital", sa.BigInteger(), nullable=False),
        sa.Column("penalty", sa.BigInteger(), nullable=False),
        sa.Column("arrears", sa.BigInteger(), nullable=False),
        sa.Column("term_interest", sa.BigInteger(), nullable=False),
        sa.Column("certified", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "capital >= 0 AND penalty >= 0 AND arrears >= 0 AND term_interest >= 0",
            name="ck_ledger_agreement_instalment_amounts",
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["ledger_agreement.id"],
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["ledger_obligation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("obligation_id"),
    )
    with op.batch_alter_table("ledger_agreement_instalment", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_agreement_instalment_due", ["due_on"], unique=False)
        batch_op.create_index(
            "ix_ledger_agreement_instalment_order", ["agreement_id", "number"], unique=False
        )

    op.create_table(
        "ledger_referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("act", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("act_day", sa.Date(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["ledger_obligation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("obligation_id"),
    )
    with op.batch_alter_table("ledger_referral", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_referral_operator_id"), ["operator_id"], unique=False
        )
    create_triggers(op.get_bind(), _APPEND_ONLY)


def downgrade() -> None:
    """Take them away."""
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    with op.batch_alter_table("ledger_referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_referral_operator_id"))

    op.drop_table("ledger_referral")
    with op.batch_alter_table("ledger_agreement_instalment", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_agreement_instalment_order")
        batch_op.drop_index("ix_ledger_agreement_instalment_due")

    op.drop_table("ledger_agreement_instalment")
    with op.batch_alter_table("ledger_agreement_file", schema=None) as batch_op:
        batch_op.drop_index("uq_ledger_agreement_file")

    op.drop_table("ledger_agreement_file")
    with op.batch_alter_table("ledger_agreement_debt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_agreement_debt_obligation_id"))

    op.drop_table("ledger_agreement_debt")
    with op.batch_alter_table("ledger_defaulter_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_defaulter_report_operator_id"))

    op.drop_table("ledger_defaulter_report")
    with op.batch_alter_table("ledger_agreement", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_ledger_agreement_undecided",
            sqlite_where=sa.text("state IN ('proposed', 'reviewed')"),
            postgresql_where=sa.text("state IN ('proposed', 'reviewed')"),
        )
        batch_op.drop_index("ix_ledger_agreement_state")
        batch_op.drop_index(batch_op.f("ix_ledger_agreement_operator_id"))

    op.drop_table("ledger_agreement")
