"""lists and statements that stay quick with millions of rows

Revision ID: 0090_million
Revises: 0040_fur_debts
Create Date: 2026-11-26 12:45:00
"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.standing_debts import (
    create_standing_trigger,
    drop_standing_trigger,
    fill_standing,
)

revision: str = "0090_million"
down_revision: str | None = "0040_fur_debts"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_OPEN = sa.text("state IN ('issued', 'filed')")
_OLD = (
    ("ledger_entry", "ix_ledger_entry_operator_day", ["operator_id", "value_day"]),
    ("fur", "ix_fur_operator_issued", ["operator_id", "issued_at"]),
    ("fur", "ix_fur_state", ["state"]),
    ("fur", "ix_fur_issued_on", ["issued_on"]),
    ("payment_attempt", "ix_payment_operator_created", ["operator_id", "created_at"]),
    ("payment_attempt", "ix_payment_attempt_state", ["state"]),
    ("payment_attempt", "ix_payment_attempt_created_on", ["created_on"]),
)
_NEW = (
    ("ledger_entry", "ix_ledger_entry_statement", ["operator_id", "account", "value_day", "id"]),
    ("fur", "ix_fur_issued", ["issued_on", "id"]),
    ("fur", "ix_fur_state_issued", ["state", "issued_on", "id"]),
    (
        "fur",
        "ix_fur_operator_issued",
        ["operator_id", "issued_on", "id", "use", "state", "total"],
    ),
    ("fur", "ix_fur_expediente_issued", ["expediente_id", "issued_on", "id"]),
    ("payment_attempt", "ix_payment_created", ["created_on", "created_at", "id"]),
    (
        "payment_attempt",
        "ix_payment_state_created",
        ["state", "created_on", "created_at", "id"],
    ),
    (
        "payment_attempt",
        "ix_payment_operator_created",
        ["operator_id", "created_on", "created_at", "id"],
    ),
    (
        "payment_attempt",
        "ix_payment_operator_sum",
        ["operator_id", "created_on", "channel", "state", "amount"],
    ),
)


def upgrade() -> None:
    _tables()
    for table, name, _ in _OLD:
        op.drop_index(name, table_name=table)
    for table, name, columns in _NEW:
        op.create_index(name, table, columns)
    op.create_index(
        "ix_fur_open",
        "fur",
        [
            "issued_on", "id", "operator_id", "use", "state", "payment_day", "payment_pending",
            "reference", "total",
        ],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )  # fmt: skip
    # The sums by day are filled and kept by the revision that gives them their present tables.
    connection = op.get_bind()
    fill_standing(connection)
    create_standing_trigger(connection)


def _tables() -> None:
    op.create_table(
        "fur_tally",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("use", _TEXT(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("furs", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_fur_tally_key", "fur_tally", ["issued_on", "use", "state"])
    op.create_table(
        "payment_tally",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("channel", _TEXT(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_payment_tally_key", "payment_tally", ["created_on", "channel", "state"])
    op.create_table(
        "ledger_day",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("account", _TEXT(), nullable=False),
        sa.Column("value_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )
    op.create_index(
        "ix_ledger_day_sum", "ledger_day", ["operator_id", "account", "value_day", "amount"]
    )
    op.create_table(
        "ledger_standing",
        sa.Column("obligation_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
    )
    op.create_index(
        "ix_ledger_standing_open",
        "ledger_standing",
        ["operator_id", "last_day", "first_day", "amount"],
    )
    op.create_index(
        "ix_ledger_standing_left",
        "ledger_standing",
        ["operator_id"],
        sqlite_where=sa.text("amount <> 0"),
        postgresql_where=sa.text("amount <> 0"),
    )


def downgrade() -> None:
    connection = op.get_bind()
    drop_standing_trigger(connection)
    _drop_tally_triggers(connection)
    op.drop_index("ix_fur_open", table_name="fur")
    for table, name, _ in _NEW:
        op.drop_index(name, table_name=table)
    for table, name, columns in _OLD:
        op.create_index(name, table, columns)
    for table in ("ledger_standing", "ledger_day", "payment_tally", "fur_tally"):
        op.drop_table(table)


def _drop_tally_triggers(connection: sa.Connection) -> None:
    """Those that a downgrade to this revision has made."""
    postgres = connection.dialect.name == "postgresql"
    sources = {"fur_tally": "fur", "payment_tally": "payment_attempt", "ledger_day": "ledger_entry"}
    for tally, source in sources.items():
        for event in ("insert", "update", "delete"):
            where = f" ON {source}" if postgres else ""
            op.execute(f"DROP TRIGGER IF EXISTS {tally}_{event}{where}")
            if postgres:
                op.execute(f"DROP FUNCTION IF EXISTS {tally}_{event}()")
