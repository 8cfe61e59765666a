"""corrections and the balance in favour

Revision ID: 0002_corrections
Revises: 0001
Create Date: 2026-11-24 11:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0002_corrections"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_APPEND_ONLY = ("balance_in_favour_entry",)
_STATES = "state IN ('draft', 'prepared', 'filed', 'discarded')"
_STATES_NOW = "state IN ('draft', 'prepared', 'filed', 'discarded', 'replaced')"


def upgrade() -> None:
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paid_amount", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("corrects_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("balance_in_favour", sa.BigInteger(), nullable=False, server_default="0")
        )
        batch_op.drop_constraint("ck_declaration_state", type_="check")
        batch_op.create_check_constraint("ck_declaration_state", _STATES_NOW)
        batch_op.create_foreign_key(
            "fk_declaration_corrects", "declaration", ["corrects_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_declaration_corrects_id"), ["corrects_id"])

    with op.batch_alter_table("fur", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "annulled_because",
                sqlmodel.sql.sqltypes.AutoString(),
                nullable=False,
                server_default="",
            )
        )

    op.create_table(
        "balance_in_favour_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("expediente_id", sa.Integer(), nullable=False),
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount > 0", name="ck_balance_entry_amount"),
        sa.CheckConstraint(
            "kind IN ('credit', 'applied', 'released')", name="ck_balance_entry_kind"
        ),
        sa.ForeignKeyConstraint(["declaration_id"], ["declaration.id"]),
        sa.ForeignKeyConstraint(["expediente_id"], ["expediente.id"]),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("balance_in_favour_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_balance_in_favour_entry_declaration_id"), ["declaration_id"]
        )
        batch_op.create_index(batch_op.f("ix_balance_in_favour_entry_operator_id"), ["operator_id"])
    create_triggers(op.get_bind(), _APPEND_ONLY)


def downgrade() -> None:
    drop_triggers(op.get_bind(), _APPEND_ONLY)
    op.drop_table("balance_in_favour_entry")

    with op.batch_alter_table("fur", schema=None) as batch_op:
        batch_op.drop_column("annulled_because")

    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_corrects_id"))
        batch_op.drop_constraint("fk_declaration_corrects", type_="foreignkey")
        batch_op.drop_constraint("ck_declaration_state", type_="check")
        batch_op.create_check_constraint("ck_declaration_state", _STATES)
        batch_op.drop_column("balance_in_favour")
        batch_op.drop_column("corrects_id")
        batch_op.drop_column("paid_amount")
