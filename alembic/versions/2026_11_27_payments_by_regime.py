"""the regime of each payment, and sums of payments by regime

Revision ID: 0194_payments_by_regime
Revises: 0193_several_transactions
Create Date: 2026-11-27 16:10:00
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.tallies import TALLIES, Tally, fill
from ser_app.base.tally_triggers import create_tally_triggers, drop_tally_triggers

revision: str = "0194_payments_by_regime"
down_revision: str | None = "0193_several_transactions"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT: Final = sqlmodel.sql.sqltypes.AutoString
_TABLE: Final = "payment_sum"
_BEFORE: Final = ("channel", "state")
_NOW: Final = (*_BEFORE, "regime")
[_PAYMENTS] = (tally for tally in TALLIES if tally.table == _TABLE)


def upgrade() -> None:
    """A column of what the FUR says, and the same sums told apart by it."""
    _drop_sums()
    op.add_column(
        "payment_attempt", sa.Column("regime", _TEXT(), nullable=False, server_default="")
    )
    op.execute(
        "UPDATE payment_attempt SET regime = "
        "(SELECT f.regime FROM fur f WHERE f.id = payment_attempt.fur_id)"
    )
    _keep_sums(_NOW)


def downgrade() -> None:
    _drop_sums()
    op.drop_column("payment_attempt", "regime")
    _keep_sums(_BEFORE)


def _drop_sums() -> None:
    drop_tally_triggers(op.get_bind(), (_PAYMENTS,))
    op.drop_table(_TABLE)


def _keep_sums(keys: tuple[str, ...]) -> None:
    op.create_table(
        _TABLE,
        sa.Column("operator_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("span", _TEXT(), primary_key=True),
        sa.Column("begins", sa.Date(), primary_key=True),
        *(sa.Column(key, _TEXT(), primary_key=True) for key in keys),
        sa.Column(
            "part", sa.BigInteger(), primary_key=True, autoincrement=False, server_default="0"
        ),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    fill(op.get_bind(), _with(keys))
    create_tally_triggers(op.get_bind(), _with(keys))


def _with(keys: tuple[str, ...]) -> tuple[Tally, ...]:
    return (replace(_PAYMENTS, keys=keys),)
