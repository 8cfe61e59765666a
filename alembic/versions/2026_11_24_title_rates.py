"""the rate of a title and the yearly adjustment

Revision ID: 0004_title_rates
Revises: 0003_rules_snapshots
Create Date: 2026-11-24 12:30:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision: str = "0004_title_rates"
down_revision: str | None = "0003_rules_snapshots"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def _rate() -> sa.Column[str]:
    text = sqlmodel.sql.sqltypes.AutoString()
    return sa.Column("levy_rate", text, nullable=False, server_default="")


def upgrade() -> None:
    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.add_column(_rate())
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.add_column(_rate())
        batch_op.add_column(
            sa.Column("yearly_adjustment", sa.BigInteger(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_column("yearly_adjustment")
        batch_op.drop_column("levy_rate")
    with op.batch_alter_table("expediente", schema=None) as batch_op:
        batch_op.drop_column("levy_rate")
