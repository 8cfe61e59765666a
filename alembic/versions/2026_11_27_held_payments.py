"""money by PSE that a person has to resolve, and what the sandbox's banks do wrong

Revision ID: 0150_held_payments
Revises: 0142_wompi_sandbox
Create Date: 2026-11-27 02:50:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from ser_app.base.append_only import create_triggers

revision: str = "0150_held_payments"
down_revision: str | None = "0142_wompi_sandbox"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ORIGIN = "(file_id IS NULL) <> (attempt_id IS NULL)"


def upgrade() -> None:
    """Let an exception come from a payment by PSE, and be resolved by the gateway itself."""
    with op.batch_alter_table("bank_exception", schema=None) as batch_op:
        batch_op.alter_column("file_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("attempt_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            "fk_bank_exception_attempt", "payment_attempt", ["attempt_id"], ["id"]
        )
        batch_op.create_unique_constraint("uq_bank_exception_attempt", ["attempt_id", "kind"])
        batch_op.create_check_constraint("ck_bank_exception_origin", _ORIGIN)
    with op.batch_alter_table("bank_exception_resolution", schema=None) as batch_op:
        batch_op.alter_column("resolved_by_id", existing_type=sa.Integer(), nullable=True)
    create_triggers(op.get_bind(), ("bank_exception_resolution",))
    with op.batch_alter_table("sandbox_transaction", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("currency", AutoString(), nullable=False, server_default="COP")
        )
    with op.batch_alter_table("sandbox_transaction", schema=None) as batch_op:
        batch_op.alter_column("currency", existing_type=AutoString(), server_default=None)


def downgrade() -> None:
    """Refuse them again; there is no way back while some are kept."""
    with op.batch_alter_table("sandbox_transaction", schema=None) as batch_op:
        batch_op.drop_column("currency")
    with op.batch_alter_table("bank_exception_resolution", schema=None) as batch_op:
        batch_op.alter_column("resolved_by_id", existing_type=sa.Integer(), nullable=False)
    create_triggers(op.get_bind(), ("bank_exception_resolution",))
    with op.batch_alter_table("bank_exception", schema=None) as batch_op:
        batch_op.drop_constraint("ck_bank_exception_origin", type_="check")
        batch_op.drop_constraint("uq_bank_exception_attempt", type_="unique")
        batch_op.drop_constraint("fk_bank_exception_attempt", type_="foreignkey")
        batch_op.drop_column("attempt_id")
        batch_op.alter_column("file_id", existing_type=sa.Integer(), nullable=False)
