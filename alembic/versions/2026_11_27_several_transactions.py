"""a payment by PSE may bring more than one exception of a kind

Revision ID: 0193_several_transactions
Revises: 0192_limited_keys
Create Date: 2026-11-27 11:50:00
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0193_several_transactions"
down_revision: str | None = "0192_limited_keys"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NAME = "uq_bank_exception_attempt"


def upgrade() -> None:
    """Tell them by their number in the payment, too."""
    with op.batch_alter_table("bank_exception", schema=None) as batch_op:
        batch_op.drop_constraint(_NAME, type_="unique")
        batch_op.create_unique_constraint(_NAME, ["attempt_id", "kind", "line"])


def downgrade() -> None:
    """Admit one of a kind again; there is no way back while a payment has two."""
    with op.batch_alter_table("bank_exception", schema=None) as batch_op:
        batch_op.drop_constraint(_NAME, type_="unique")
        batch_op.create_unique_constraint(_NAME, ["attempt_id", "kind"])
