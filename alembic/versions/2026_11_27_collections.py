"""by which channel money came, and sums of what was collected for the board

Revision ID: 0180_collections
Revises: 0160_alerts
Create Date: 2026-11-27 07:40:00
"""

from collections.abc import Iterator, Sequence
from typing import Final

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers
from ser_app.base.collection_sums import (
    create_collection_trigger,
    drop_collection_trigger,
    fill_collections,
)

revision: str = "0180_collections"
down_revision: str | None = "0160_alerts"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_BOOKS: Final = ("ledger_journal",)
_OF_FUR: Final = (
    "SELECT p.channel FROM fur f JOIN payment_attempt p ON p.fur_id = f.id WHERE f.number = {} "
    "AND p.state IN ('approved', 'reversed') ORDER BY p.state, p.id LIMIT 1"
)
_OF_EXCEPTION: Final = (
    "SELECT CASE WHEN file_id IS NULL THEN 'pse' ELSE 'bank' END FROM bank_exception "
    "WHERE public_id = :key"
)
_PAYMENTS: Final = ("payment:FUR-", "reversed:FUR-")


def upgrade() -> None:
    """A column of what was known elsewhere: nothing that was posted says anything else now."""
    connection, text = op.get_bind(), sqlmodel.sql.sqltypes.AutoString()
    op.add_column(
        "ledger_journal", sa.Column("channel", text, nullable=False, server_default="")
    )
    only = sa.text("account = 'collected'")
    op.create_index(
        "ix_ledger_entry_collected", "ledger_entry", ["value_day", "id"],
        sqlite_where=only, postgresql_where=only,
    )  # fmt: skip
    op.create_table(
        "collection_sum",
        sa.Column("day", sa.Date(), primary_key=True),
        *(sa.Column(name, text, primary_key=True) for name in ("regime", "concept", "channel")),
        sa.Column(
            "part", sa.BigInteger(), primary_key=True, autoincrement=False, server_default="0"
        ),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.drop_index("ix_declaration_filed_on", table_name="declaration")
    op.create_index(
        "ix_declaration_filed_on", "declaration",
        ["filed_on", "regime", "state", "corrects_id", "due_on"],
    )  # fmt: skip
    drop_triggers(connection, _BOOKS)
    _learn_channels(connection)
    create_triggers(connection, _BOOKS)
    fill_collections(connection)
    create_collection_trigger(connection)


def _learn_channels(connection: sa.Connection) -> None:
    for start in _PAYMENTS:
        number = f"substr(source, {start.index('FUR') + 1})"
        connection.exec_driver_sql(
            f"UPDATE ledger_journal SET channel = COALESCE(({_OF_FUR.format(number)}), '') "
            f"WHERE source >= '{start}' AND source < '{start[:-1]}.'"
        )
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT j.source FROM ledger_journal j JOIN ledger_entry e ON e.source = j.source "
        "WHERE j.channel = '' AND e.account = 'collected' AND j.kind <> 'refund'"
    )
    for source, channel in list(_found(connection, [row[0] for row in rows])):
        connection.execute(
            sa.text("UPDATE ledger_journal SET channel = :channel WHERE source = :source"),
            {"channel": channel, "source": source},
        )


def _found(connection: sa.Connection, sources: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What brought the money of other journals: an exception, or the FUR of a moved payment."""
    for source in sources:
        parts = source.removeprefix("payment:").split(":")
        key = parts[1] if len(parts) > 1 else ""
        query = _OF_FUR.format(":key") if key.startswith("FUR-") else _OF_EXCEPTION
        channel = connection.execute(sa.text(query), {"key": key}).scalar()
        if channel:
            yield source, channel


def downgrade() -> None:
    drop_collection_trigger(op.get_bind())
    op.drop_index("ix_declaration_filed_on", table_name="declaration")
    op.create_index("ix_declaration_filed_on", "declaration", ["filed_on"])
    op.drop_table("collection_sum")
    op.drop_index("ix_ledger_entry_collected", table_name="ledger_entry")
    op.drop_column("ledger_journal", "channel")
