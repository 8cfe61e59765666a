"""charges of one kind, the newest first

Revision ID: 0051_charges_by_kind
Revises: 0050_treasury_day
Create Date: 2026-11-26 13:30:00
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0051_charges_by_kind"
down_revision: str | None = "0050_treasury_day"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_ledger_charge_kind", "ledger_charge", ["kind", "id"])


def downgrade() -> None:
    op.drop_index("ix_ledger_charge_kind", "ledger_charge")
