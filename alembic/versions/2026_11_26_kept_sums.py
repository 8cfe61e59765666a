"""sums by operator and month beside those by day, each raised by one statement

Revision ID: 0111_kept_sums
Revises: 0102_second_factor
Create Date: 2026-11-26 15:45:00
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.tallies import TALLIES, fill
from ser_app.base.tally_triggers import (
    create_tally_triggers,
    drop_parts,
    drop_tally_triggers,
)

revision: str = "0111_kept_sums"
down_revision: str | None = "0102_second_factor"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TEXT: Final = sqlmodel.sql.sqltypes.AutoString
_NEW: Final = (
    ("fur_sum", ("use", "state"), ("furs",)),
    ("payment_sum", ("channel", "state"), ("payments",)),
    ("ledger_sum", ("account",), ()),
)
# The keys as they were: payments had no regime yet.
_TALLIES: Final = tuple(
    replace(tally, keys=keys)
    for tally, (_, keys, _) in zip(TALLIES, _NEW, strict=True)
)
_OLD: Final = (
    ("fur_tally", "fur", ("issued_on", "use", "state"), (("furs", "1"), ("amount", "@total")), ""),
    (
        "payment_tally", "payment_attempt", ("created_on", "channel", "state"),
        (("payments", "1"), ("amount", "@amount")), "",
    ),
    (
        "ledger_day", "ledger_entry", ("operator_id", "account", "value_day"),
        (("amount", "@amount"),),
        "@operator_id IS NOT NULL AND @account IN ('debtor', 'in_favour')",
    ),
)  # fmt: skip
_SIDES: Final = {
    "insert": (("NEW", ""),), "update": (("OLD", "-"), ("NEW", "")), "delete": (("OLD", "-"),),
}  # fmt: skip
_STATEMENT: Final = ["operator_id", "account", "value_day", "id"]
_OPERATOR: Final = ["operator_id", "created_on", "created_at", "id"]


def upgrade() -> None:
    connection = op.get_bind()
    for table, source, *_ in _OLD:
        _drop_old_triggers(table, source)
        op.drop_table(table)
    for table, keys, counted in _NEW:
        op.create_table(
            table,
            sa.Column("operator_id", sa.Integer(), primary_key=True, autoincrement=False),
            sa.Column("span", _TEXT(), primary_key=True),
            sa.Column("begins", sa.Date(), primary_key=True),
            *(sa.Column(key, _TEXT(), primary_key=True) for key in keys),
            sa.Column(
                "part", sa.BigInteger(), primary_key=True, autoincrement=False, server_default="0"
            ),
            *(sa.Column(each, sa.Integer(), nullable=False) for each in counted),
            sa.Column("amount", sa.BigInteger(), nullable=False),
            sqlite_with_rowid=False,
        )
    _index("ledger_entry", "ix_ledger_entry_statement", [*_STATEMENT, "amount"])
    op.drop_index("ix_payment_operator_sum", table_name="payment_attempt")
    _index(
        "payment_attempt",
        "ix_payment_operator_created",
        [*_OPERATOR, "channel", "state", "amount"],
    )
    fill(connection, _TALLIES)
    create_tally_triggers(connection, _TALLIES)


def _index(table: str, name: str, columns: list[str]) -> None:
    op.drop_index(name, table_name=table)
    op.create_index(name, table, columns)


def downgrade() -> None:
    drop_tally_triggers(op.get_bind(), _TALLIES)
    drop_parts(op.get_bind())
    for table, *_ in _NEW:
        op.drop_table(table)
    _index("ledger_entry", "ix_ledger_entry_statement", _STATEMENT)
    _index("payment_attempt", "ix_payment_operator_created", _OPERATOR)
    op.create_index(
        "ix_payment_operator_sum",
        "payment_attempt",
        ["operator_id", "created_on", "channel", "state", "amount"],
    )
    for table, source, keys, sums, where in _OLD:
        _old_table(table, keys, sums)
        _old_fill(table, source, keys, sums, where)
        _old_triggers(table, source, keys, sums, where)


def _old_table(table: str, keys: Sequence[str], sums: Sequence[tuple[str, str]]) -> None:
    def column(name: str) -> sa.Column[object]:
        day = name.endswith(("_on", "_day"))
        number = sa.Integer() if name == "operator_id" else _TEXT()
        return sa.Column(name, sa.Date() if day else number, nullable=False)

    op.create_table(
        table,
        sa.Column("id", sa.Integer(), primary_key=True),
        *(column(key) for key in keys),
        *(sa.Column(name, sa.Integer(), nullable=False) for name, _ in sums if name != "amount"),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )
    if table == "ledger_day":
        op.create_index("ix_ledger_day_sum", table, [*keys, "amount"])
    else:
        op.create_index(f"ix_{table}_key", table, list(keys))


def _old_fill(
    table: str,
    source: str,
    keys: Sequence[str],
    sums: Sequence[tuple[str, str]],
    where: str,
) -> None:
    names = ", ".join((*keys, *(name for name, _ in sums)))
    values = ", ".join(f"SUM({what.replace('@', '')})" for _, what in sums)
    only = f"WHERE {where.replace('@', '')} " if where else ""
    columns = ", ".join(keys)
    op.execute(
        f"INSERT INTO {table} ({names}) SELECT {columns}, {values} FROM {source} {only}"
        f"GROUP BY {columns}"
    )


def _old_triggers(
    table: str,
    source: str,
    keys: Sequence[str],
    sums: Sequence[tuple[str, str]],
    where: str,
) -> None:
    """Each row adds a row on both engines: dearer to read, but right."""
    postgres = op.get_bind().dialect.name == "postgresql"
    names = ", ".join((*keys, *(name for name, _ in sums)))
    for event, sides in _SIDES.items():
        body = ""
        for row, sign in sides:
            values = ", ".join(
                (*(f"{row}.{key}" for key in keys),
                 *(f"{sign}{what.replace('@', f'{row}.')}" for _, what in sums))
            )  # fmt: skip
            only = where.replace("@", f"{row}.") or "1 = 1"
            body += f"INSERT INTO {table} ({names}) SELECT {values} WHERE {only}; "
        name = f"{table}_{event}"
        if not postgres:
            op.execute(
                f"CREATE TRIGGER {name} AFTER {event.upper()} ON {source} BEGIN {body}END"
            )
            continue
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}"
            "RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} AFTER {event.upper()} ON {source} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def _drop_old_triggers(table: str, source: str) -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    for event in _SIDES:
        where = f" ON {source}" if postgres else ""
        op.execute(f"DROP TRIGGER IF EXISTS {table}_{event}{where}")
        if postgres:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_{event}()")
