"""refunds that their operator withdrew

Revision ID: 0112_withdrawn_refunds
Revises: 0111_kept_sums
Create Date: 2026-11-26 16:38:00
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0112_withdrawn_refunds"
down_revision: str | None = "0111_kept_sums"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BEFORE = "state IN ('requested', 'reviewed', 'approved', 'rejected', 'paid')"
_AFTER = "state IN ('requested', 'reviewed', 'approved', 'rejected', 'withdrawn', 'paid')"


def upgrade() -> None:
    """Admit the state."""
    _admit(_AFTER)


def downgrade() -> None:
    """Refuse it again; a refund that was withdrawn becomes one that was rejected."""
    op.execute(
        "UPDATE refund_request SET state = 'rejected', "
        "rejected_because = 'Retirada por el operador' WHERE state = 'withdrawn'"
    )
    _admit(_BEFORE)


def _admit(states: str) -> None:
    with op.batch_alter_table("refund_request", schema=None) as batch_op:
        batch_op.drop_constraint("ck_refund_state", type_="check")
        batch_op.create_check_constraint("ck_refund_state", states)
