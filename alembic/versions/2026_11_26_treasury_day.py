"""the treasury's day: closes, days without movement, deposits of PSE, claims, accounting codes

Revision ID: 0050_treasury_day
Revises: 0090_million
Create Date: 2026-11-26 12:55:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.balanced_books import create_day_trigger, drop_day_trigger

revision: str = "0050_treasury_day"
down_revision: str | None = "0090_million"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


_APPEND_ONLY = (
    "accounting_code",
    "bank_silence",
    "cycle_resolution",
    "day_close",
    "day_reopening",
    "day_reopening_request",
    "money_notice",
)


def upgrade() -> None:
    op.create_table(
        "accounting_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("concept", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("regime", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("written_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["written_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("accounting_code", schema=None) as batch_op:
        batch_op.create_index("ix_accounting_code", ["account", "concept", "regime"], unique=False)

    op.create_table(
        "bank_silence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["bank_agreement.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agreement_id", "day", name="uq_bank_silence_day"),
    )
    with op.batch_alter_table("bank_silence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bank_silence_day"), ["day"], unique=False)

    op.create_table(
        "cycle_resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cycle", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("approved", sa.BigInteger(), nullable=False),
        sa.Column("deposited", sa.BigInteger(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("resolved_by_id", sa.Integer(), nullable=False),
        sa.Column("resolved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["resolved_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("cycle_resolution", schema=None) as batch_op:
        batch_op.create_index("ix_cycle_resolution_day", ["day", "cycle"], unique=False)

    op.create_table(
        "day_close",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("day", "number", name="uq_day_close_number"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "pse_deposit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cycle", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("annulled_by_id", sa.Integer(), nullable=True),
        sa.Column("annulled_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("annulled_because", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("annulled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "annulled_at IS NULL OR annulled_because <> ''", name="ck_pse_deposit_annulled"
        ),
        sa.CheckConstraint("amount > 0", name="ck_pse_deposit_amount"),
        sa.ForeignKeyConstraint(
            ["annulled_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("pse_deposit", schema=None) as batch_op:
        batch_op.create_index(
            "uq_pse_deposit_reference",
            ["day", "cycle", "reference"],
            unique=True,
            sqlite_where=sa.text("annulled_at IS NULL"),
            postgresql_where=sa.text("annulled_at IS NULL"),
        )

    op.create_table(
        "day_reopening_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("close_id", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["close_id"],
            ["day_close.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("day_reopening_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_day_reopening_request_close_id"), ["close_id"], unique=False
        )

    op.create_table(
        "day_reopening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("close_id", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("decided_by_id <> asked_by_id", name="ck_day_reopening_second_person"),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["close_id"],
            ["day_close.id"],
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["day_reopening_request.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("request_id"),
    )
    with op.batch_alter_table("day_reopening", schema=None) as batch_op:
        batch_op.create_index(
            "uq_day_reopening_approved",
            ["close_id"],
            unique=True,
            sqlite_where=sa.text("approved"),
            postgresql_where=sa.text("approved"),
        )

    op.create_table(
        "money_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("bank", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exception_id", sa.Integer(), nullable=True),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'accepted' OR exception_id IS NOT NULL", name="ck_money_claim_accepted"
        ),
        sa.CheckConstraint("state = 'open' OR answer <> ''", name="ck_money_claim_answered"),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'rejected')", name="ck_money_claim_state"
        ),
        sa.CheckConstraint("amount > 0", name="ck_money_claim_amount"),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["exception_id"],
            ["bank_exception.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("money_claim", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_money_claim_operator_id"), ["operator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_money_claim_state"), ["state"], unique=False)

    op.create_table(
        "money_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exception_id", sa.Integer(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=False),
        sa.Column("published_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exception_id"],
            ["bank_exception.id"],
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("exception_id"),
    )
    with op.batch_alter_table("bank_agreement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since", sa.Date(), nullable=True))

    with op.batch_alter_table("ledger_journal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_journal_posted_on"), ["posted_on"], unique=False
        )
    create_triggers(op.get_bind(), _APPEND_ONLY)
    create_day_trigger(op.get_bind())


def downgrade() -> None:
    drop_day_trigger(op.get_bind())
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    with op.batch_alter_table("ledger_journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_journal_posted_on"))

    with op.batch_alter_table("bank_agreement", schema=None) as batch_op:
        batch_op.drop_column("since")

    op.drop_table("money_notice")
    with op.batch_alter_table("money_claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_money_claim_state"))
        batch_op.drop_index(batch_op.f("ix_money_claim_operator_id"))

    op.drop_table("money_claim")
    with op.batch_alter_table("day_reopening", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_day_reopening_approved",
            sqlite_where=sa.text("approved"),
            postgresql_where=sa.text("approved"),
        )

    op.drop_table("day_reopening")
    with op.batch_alter_table("day_reopening_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_day_reopening_request_close_id"))

    op.drop_table("day_reopening_request")
    with op.batch_alter_table("pse_deposit", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pse_deposit_reference",
            sqlite_where=sa.text("annulled_at IS NULL"),
            postgresql_where=sa.text("annulled_at IS NULL"),
        )

    op.drop_table("pse_deposit")
    op.drop_table("day_close")
    with op.batch_alter_table("cycle_resolution", schema=None) as batch_op:
        batch_op.drop_index("ix_cycle_resolution_day")

    op.drop_table("cycle_resolution")
    with op.batch_alter_table("bank_silence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bank_silence_day"))

    op.drop_table("bank_silence")
    with op.batch_alter_table("accounting_code", schema=None) as batch_op:
        batch_op.drop_index("ix_accounting_code")

    op.drop_table("accounting_code")
