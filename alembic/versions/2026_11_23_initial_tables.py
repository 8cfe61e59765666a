"""initial tables

Revision ID: 0001
Revises:
Create Date: 2026-11-23 04:34:11.299183
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# What this migration protected; later tables get their triggers in their own migration.
_APPEND_ONLY = ("audit_event", "declaration_signature", "fur_document", "payment_step")


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_event_operator_id"), ["operator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_audit_event_subject"), ["subject"], unique=False)

    op.create_table(
        "declaration_receipt_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "demo_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "fur_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "operator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("nit", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("check_digit", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("municipality", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("phone", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nit"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "sandbox_nonce",
        sa.Column("nonce", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("nonce"),
    )
    with op.batch_alter_table("sandbox_nonce", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sandbox_nonce_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "sandbox_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("message", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scenario", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("notices", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("currency", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("return_url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cancel_url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_table(
        "app_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("full_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("professional_card", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("statutory_auditor", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_app_user_operator_id"), ["operator_id"], unique=False)

    op.create_table(
        "expediente",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("regime", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("service", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_expediente_operator_id"), ["operator_id"], unique=False
        )

    op.create_table(
        "sandbox_transaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("message", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bank", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cus", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cycle", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("refunded", sa.Boolean(), nullable=False),
        sa.Column("settles_to", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("settles_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sandbox_session.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("sandbox_transaction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sandbox_transaction_session_id"), ["session_id"], unique=False
        )

    op.create_table(
        "declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("regime", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("use", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("payment_day", sa.Date(), nullable=False),
        sa.Column("nil_confirmed", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("gross_income", sa.BigInteger(), nullable=False),
        sa.Column("returns", sa.BigInteger(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("levy", sa.BigInteger(), nullable=False),
        sa.Column("late_filing_penalty", sa.BigInteger(), nullable=False),
        sa.Column("arrears_interest", sa.BigInteger(), nullable=False),
        sa.Column("balance_applied", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("rules_version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("liquidated_on", sa.Date(), nullable=True),
        sa.Column("content_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("receipt_number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'prepared', 'filed', 'discarded')", name="ck_declaration_state"
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"],
            ["expediente.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("receipt_number"),
    )
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_declaration_expediente_id"), ["expediente_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_declaration_filed_on"), ["filed_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_declaration_operator_id"), ["operator_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_declaration_paid_on"), ["paid_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_declaration_period"), ["period"], unique=False)
        batch_op.create_index(
            "uq_declaration_filed",
            ["expediente_id", "period"],
            unique=True,
            sqlite_where=sa.text("state = 'filed'"),
            postgresql_where=sa.text("state = 'filed'"),
        )
        batch_op.create_index(
            "uq_declaration_live",
            ["expediente_id", "period"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'prepared')"),
            postgresql_where=sa.text("state IN ('draft', 'prepared')"),
        )

    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("user_agent", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("expires_at > created_at", name="ck_user_session_expires"),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index(
            "ix_user_session_live",
            ["user_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "declaration_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('income', 'return')", name="ck_declaration_line_kind"),
        sa.CheckConstraint("amount >= 0", name="ck_declaration_line_amount"),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("declaration_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_declaration_line_declaration_id"), ["declaration_id"], unique=False
        )

    op.create_table(
        "declaration_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("signer_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("signer_document", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("professional_card", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("statement", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("declaration_id", "role", "content_hash", name="uq_signature_role"),
    )
    with op.batch_alter_table("declaration_signature", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_declaration_signature_declaration_id"), ["declaration_id"], unique=False
        )

    op.create_table(
        "fur",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("regime", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("use", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("levy", sa.BigInteger(), nullable=False),
        sa.Column("late_filing_penalty", sa.BigInteger(), nullable=False),
        sa.Column("arrears_interest", sa.BigInteger(), nullable=False),
        sa.Column("balance_applied", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("filing_day", sa.Date(), nullable=False),
        sa.Column("payment_day", sa.Date(), nullable=False),
        sa.Column("payment_pending", sa.Boolean(), nullable=False),
        sa.Column("rules_version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("verification_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state IN ('issued', 'filed', 'paid', 'replaced', 'annulled')", name="ck_fur_state"
        ),
        sa.CheckConstraint("reference IS NULL OR total > 0", name="ck_fur_reference"),
        sa.CheckConstraint("total >= 0", name="ck_fur_total"),
        sa.ForeignKeyConstraint(
            ["declaration_id"],
            ["declaration.id"],
        ),
        sa.ForeignKeyConstraint(
            ["expediente_id"],
            ["expediente.id"],
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["fur.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("reference"),
    )
    with op.batch_alter_table("fur", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fur_declaration_id"), ["declaration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fur_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index("ix_fur_operator_issued", ["operator_id", "issued_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_fur_paid_on"), ["paid_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_fur_payment_day"), ["payment_day"], unique=False)
        batch_op.create_index(batch_op.f("ix_fur_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_fur_payable",
            ["declaration_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('issued', 'filed') AND reference IS NOT NULL"),
            postgresql_where=sa.text("state IN ('issued', 'filed') AND reference IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_fur_waiting",
            ["declaration_id"],
            unique=True,
            sqlite_where=sa.text("state = 'issued'"),
            postgresql_where=sa.text("state = 'issued'"),
        )

    op.create_table(
        "fur_document",
        sa.Column("fur_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fur_id"],
            ["fur.id"],
        ),
        sa.PrimaryKeyConstraint("fur_id"),
    )
    op.create_table(
        "payment_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fur_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("gateway", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("reference", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("description", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("request_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("process_url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cus", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cycle", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("bank", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("receipt", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("message", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value_day", sa.Date(), nullable=True),
        sa.Column("transacted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("queried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_poll_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("polls", sa.Integer(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.CheckConstraint("channel IN ('pse', 'bank')", name="ck_payment_channel"),
        sa.CheckConstraint("amount > 0", name="ck_payment_amount"),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["fur_id"],
            ["fur.id"],
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("request_id"),
    )
    with op.batch_alter_table("payment_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_payment_attempt_created_on"), ["created_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_payment_attempt_fur_id"), ["fur_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_payment_attempt_next_poll_at"), ["next_poll_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_payment_attempt_reference"), ["reference"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_payment_attempt_state"), ["state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_payment_attempt_value_day"), ["value_day"], unique=False
        )
        batch_op.create_index(
            "ix_payment_operator_created", ["operator_id", "created_at"], unique=False
        )
        batch_op.create_index(
            "uq_payment_live",
            ["fur_id"],
            unique=True,
            sqlite_where=sa.text("live"),
            postgresql_where=sa.text("live"),
        )

    op.create_table(
        "payment_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("to_state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("event", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["payment_attempt.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("payment_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_payment_step_attempt_id"), ["attempt_id"], unique=False
        )

    create_triggers(op.get_bind(), _APPEND_ONLY)


def downgrade() -> None:
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    with op.batch_alter_table("payment_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_step_attempt_id"))

    op.drop_table("payment_step")
    with op.batch_alter_table("payment_attempt", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_payment_live", sqlite_where=sa.text("live"), postgresql_where=sa.text("live")
        )
        batch_op.drop_index("ix_payment_operator_created")
        batch_op.drop_index(batch_op.f("ix_payment_attempt_value_day"))
        batch_op.drop_index(batch_op.f("ix_payment_attempt_state"))
        batch_op.drop_index(batch_op.f("ix_payment_attempt_reference"))
        batch_op.drop_index(batch_op.f("ix_payment_attempt_next_poll_at"))
        batch_op.drop_index(batch_op.f("ix_payment_attempt_fur_id"))
        batch_op.drop_index(batch_op.f("ix_payment_attempt_created_on"))

    op.drop_table("payment_attempt")
    op.drop_table("fur_document")
    with op.batch_alter_table("fur", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_fur_waiting",
            sqlite_where=sa.text("state = 'issued'"),
            postgresql_where=sa.text("state = 'issued'"),
        )
        batch_op.drop_index(
            "uq_fur_payable",
            sqlite_where=sa.text("state IN ('issued', 'filed') AND reference IS NOT NULL"),
            postgresql_where=sa.text("state IN ('issued', 'filed') AND reference IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_fur_state"))
        batch_op.drop_index(batch_op.f("ix_fur_payment_day"))
        batch_op.drop_index(batch_op.f("ix_fur_paid_on"))
        batch_op.drop_index("ix_fur_operator_issued")
        batch_op.drop_index(batch_op.f("ix_fur_issued_on"))
        batch_op.drop_index(batch_op.f("ix_fur_declaration_id"))

    op.drop_table("fur")
    with op.batch_alter_table("declaration_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_signature_declaration_id"))

    op.drop_table("declaration_signature")
    with op.batch_alter_table("declaration_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_line_declaration_id"))

    op.drop_table("declaration_line")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index("ix_user_session_live", sqlite_where=sa.text("ended_at IS NULL"))

    op.drop_table("user_session")
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_declaration_live",
            sqlite_where=sa.text("state IN ('draft', 'prepared')"),
            postgresql_where=sa.text("state IN ('draft', 'prepared')"),
        )
        batch_op.drop_index(
            "uq_declaration_filed",
            sqlite_where=sa.text("state = 'filed'"),
            postgresql_where=sa.text("state = 'filed'"),
        )
        batch_op.drop_index(batch_op.f("ix_declaration_period"))
        batch_op.drop_index(batch_op.f("ix_declaration_paid_on"))
        batch_op.drop_index(batch_op.f("ix_declaration_operator_id"))
        batch_op.drop_index(batch_op.f("ix_declaration_filed_on"))
        batch_op.drop_index(batch_op.f("ix_declaration_expediente_id"))

    op.drop_table("declaration")
    with op.batch_alter_table("sandbox_transaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sandbox_transaction_session_id"))

    op.drop_table("sandbox_transaction")
    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expediente_operator_id"))

    op.drop_table("expediente")
    with op.batch_alter_table("app_user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_app_user_operator_id"))

    op.drop_table("app_user")
    op.drop_table("sandbox_session")
    with op.batch_alter_table("sandbox_nonce", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sandbox_nonce_seen_at"))

    op.drop_table("sandbox_nonce")
    op.drop_table("operator")
    op.drop_table("fur_counter")
    op.drop_table("demo_clock")
    op.drop_table("declaration_receipt_counter")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_event_operator_id"))
        batch_op.drop_index(batch_op.f("ix_audit_event_at"))
        batch_op.drop_index(batch_op.f("ix_audit_event_actor_id"))
        batch_op.drop_index(batch_op.f("ix_audit_event_action"))

    op.drop_table("audit_event")
