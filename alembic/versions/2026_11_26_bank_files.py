"""agreements with banks, their files, and the exceptions that a person resolves

Revision ID: 0030_bank_files
Revises: 0022_rule_uses
Create Date: 2026-11-26 12:00:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0030_bank_files"
down_revision: str | None = "0022_rule_uses"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_APPEND_ONLY = (
    "bank_file_line",
    "bank_file_defect",
    "bank_exception_resolution",
    "claim_evidence",
    "payment_move",
)


def _instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    _create_files()
    _create_exceptions()
    for table, columns in _INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
    op.create_index("ix_bank_exception_open", "bank_exception", ["resolved_at", "id"])
    op.create_index(
        "uq_bank_file_sha256",
        "bank_file",
        ["sha256"],
        unique=True,
        sqlite_where=sa.text("state <> 'refused'"),
        postgresql_where=sa.text("state <> 'refused'"),
    )
    with op.batch_alter_table("payment_attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bank_file_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("bank_file_line", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            "fk_payment_attempt_bank_file", "bank_file", ["bank_file_id"], ["id"]
        )
        batch_op.create_unique_constraint(
            "uq_payment_bank_file_line", ["bank_file_id", "bank_file_line"]
        )
    create_triggers(op.get_bind(), _APPEND_ONLY)


def _create_files() -> None:
    op.create_table(
        "bank_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("code", _TEXT(), nullable=False),
        sa.Column("name", _TEXT(), nullable=False),
        sa.Column("account", _TEXT(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "account", name="uq_bank_agreement_account"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "bank_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("sha256", _TEXT(), nullable=False),
        sa.Column("name", _TEXT(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("collected_on", sa.Date(), nullable=True),
        sa.Column("modifier", _TEXT(), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("posted_through", sa.Integer(), nullable=False),
        sa.Column("credited", sa.Integer(), nullable=False),
        sa.Column("credited_amount", sa.BigInteger(), nullable=False),
        sa.Column("exceptions", sa.Integer(), nullable=False),
        sa.Column("exceptions_amount", sa.BigInteger(), nullable=False),
        sa.Column("defects", sa.Integer(), nullable=False),
        sa.Column("loaded_by_id", sa.Integer(), nullable=True),
        sa.Column("loaded_by", _TEXT(), nullable=False),
        _instant("loaded_at"),
        sa.Column("loaded_on", sa.Date(), nullable=False),
        _instant("finished_at", nullable=True),
        sa.CheckConstraint("state IN ('posting', 'posted', 'refused')", name="ck_bank_file_state"),
        sa.ForeignKeyConstraint(["agreement_id"], ["bank_agreement.id"]),
        sa.ForeignKeyConstraint(["loaded_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "bank_file_line",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reference", _TEXT(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("origin", _TEXT(), nullable=False),
        sa.Column("means", _TEXT(), nullable=False),
        sa.Column("operation", _TEXT(), nullable=False),
        sa.Column("authorisation", _TEXT(), nullable=False),
        sa.Column("branch", _TEXT(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["bank_file.id"]),
        sa.PrimaryKeyConstraint("file_id", "line"),
    )
    op.create_table(
        "bank_file_defect",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("found", _TEXT(), nullable=False),
        sa.Column("expected", _TEXT(), nullable=False),
        sa.Column("tolerated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["bank_file.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def _create_exceptions() -> None:
    op.create_table(
        "bank_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", _TEXT(), nullable=False),
        sa.Column("reference", _TEXT(), nullable=False),
        sa.Column("cents", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("fur_id", sa.Integer(), nullable=True),
        sa.Column("value_day", sa.Date(), nullable=False),
        _instant("found_at"),
        _instant("resolved_at", nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["bank_file.id"]),
        sa.ForeignKeyConstraint(["fur_id"], ["fur.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("file_id", "line", name="uq_bank_exception_line"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "claim_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("exception_id", sa.Integer(), nullable=False),
        sa.Column("sha256", _TEXT(), nullable=False),
        sa.Column("media", _TEXT(), nullable=False),
        sa.Column("name", _TEXT(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_by_id", sa.Integer(), nullable=False),
        _instant("at"),
        sa.ForeignKeyConstraint(["exception_id"], ["bank_exception.id"]),
        sa.ForeignKeyConstraint(["stored_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )
    op.create_table(
        "bank_exception_resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exception_id", sa.Integer(), nullable=False),
        sa.Column("way", _TEXT(), nullable=False),
        sa.Column("target", _TEXT(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("reason", _TEXT(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=False),
        sa.Column("resolved_by", _TEXT(), nullable=False),
        _instant("at"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "way IN ('fur', 'debt', 'operator', 'bank')", name="ck_bank_exception_resolution_way"
        ),
        sa.ForeignKeyConstraint(["exception_id"], ["bank_exception.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.ForeignKeyConstraint(["evidence_id"], ["claim_evidence.id"]),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("exception_id"),
    )
    op.create_table(
        "payment_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", _TEXT(), nullable=False),
        sa.Column("payment", _TEXT(), nullable=False),
        sa.Column("from_source", _TEXT(), nullable=False),
        sa.Column("to_source", _TEXT(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", _TEXT(), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=False),
        sa.Column("moved_by", _TEXT(), nullable=False),
        _instant("at"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.ForeignKeyConstraint(["moved_by_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
    )


_INDEXES = (
    ("bank_file", ("state",)),
    ("bank_file", ("agreement_id",)),
    ("bank_file", ("collected_on",)),
    ("bank_file", ("loaded_at",)),
    ("bank_file_line", ("reference",)),
    ("bank_file_defect", ("file_id",)),
    ("bank_exception", ("reference",)),
    ("bank_exception", ("fur_id",)),
    ("claim_evidence", ("exception_id",)),
    ("bank_exception_resolution", ("operator_id",)),
    ("payment_move", ("payment",)),
    ("payment_move", ("operator_id",)),
)


def downgrade() -> None:
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    with op.batch_alter_table("payment_attempt", schema=None) as batch_op:
        batch_op.drop_constraint("uq_payment_bank_file_line", type_="unique")
        batch_op.drop_constraint("fk_payment_attempt_bank_file", type_="foreignkey")
        batch_op.drop_column("bank_file_line")
        batch_op.drop_column("bank_file_id")
    for table in (
        "payment_move",
        "bank_exception_resolution",
        "claim_evidence",
        "bank_exception",
        "bank_file_defect",
        "bank_file_line",
        "bank_file",
        "bank_agreement",
    ):
        op.drop_table(table)
