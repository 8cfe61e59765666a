"""the balance in favour has one truth: the books

Every entry of the second table must be in the books with its declaration as source before the
table goes: a filing that the books lack is entered here, and what does not agree stops everything.

Revision ID: 0021_one_balance
Revises: 0020_deadline
Create Date: 2026-11-26 11:50:00
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
import sqlmodel
from alembic import op

from ser_app.base.append_only import create_triggers, drop_triggers

revision: str = "0021_one_balance"
down_revision: str | None = "0020_deadline"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLE = "balance_in_favour_entry"


def upgrade() -> None:
    connection = op.get_bind()
    _enter_missing(connection)
    if connection.dialect.name == "postgresql":
        # What was entered is checked now: a table with checks to come admits no new index, and the
        # next migrations run in the same transaction.
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
    _refuse_differences(connection)
    drop_triggers(connection, (_TABLE,))
    op.drop_table(_TABLE)


def downgrade() -> None:
    """Make the table again, and fill it from the journals of the filings.

    What other things gave or took (payments above a debt, refunds) was never in this table.
    """
    op.create_table(
        _TABLE,
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
    op.create_index(f"ix_{_TABLE}_declaration_id", _TABLE, ["declaration_id"])
    op.create_index(f"ix_{_TABLE}_operator_id", _TABLE, ["operator_id"])
    _fill(op.get_bind())
    create_triggers(op.get_bind(), (_TABLE,))


# The books as they are at this revision


class Filing(NamedTuple):
    """A declaration that was filed, whole pesos."""

    id: int
    public_id: str
    operator_id: int
    expediente_id: int
    regime: str
    period: str
    due_on: Any
    filed_on: Any
    penalty: int
    interest: int
    adjustment: int
    applied: int
    left: int
    total: int
    state: str
    paid_on: Any

    @property
    def taken_back(self) -> bool:
        """Whether a correction took over its whole debt."""
        return self.state == "replaced" and self.paid_on is None and self.total > 0


_FILINGS = sa.text(
    "SELECT d.id, d.public_id, d.operator_id, d.expediente_id, d.regime, d.period, d.due_on, "
    "d.filed_on, d.late_filing_penalty, d.arrears_interest, d.yearly_adjustment, "
    "d.balance_applied, d.balance_in_favour, d.total, d.state, d.paid_on FROM declaration d "
    "WHERE d.filed_on IS NOT NULL ORDER BY d.filed_at, d.id"
).columns(due_on=sa.Date(), filed_on=sa.Date(), paid_on=sa.Date())


def _enter_missing(connection: sa.Connection) -> None:
    """Enter the filings that the books lack, with all that they made owed; payments come later."""
    for row in connection.execute(_FILINGS).all():
        filing = Filing(*row)
        source = f"filing:{filing.public_id}"
        if not _exists(connection, source):
            debt = _new_debt(connection, filing, source)
            words = f"Declaración de {filing.period} presentada"
            _journal(connection, filing, source, "filing", words, list(_lines(filing, debt)))
        source = f"replaced:{filing.public_id}"
        if filing.taken_back and not _exists(connection, source):
            words = f"Declaración de {filing.period} reemplazada por su corrección"
            lines = list(_reversed(connection, filing))
            _journal(connection, filing, source, "replacement", words, lines)


def _exists(connection: sa.Connection, source: str) -> bool:
    query = sa.text("SELECT 1 FROM ledger_journal WHERE source = :source")
    return connection.execute(query, {"source": source}).first() is not None


def _new_debt(connection: sa.Connection, filing: Filing, source: str) -> int | None:
    if not (_capital(filing) or filing.penalty or filing.adjustment):
        return None
    connection.execute(
        sa.text(
            "INSERT INTO ledger_obligation (source, operator_id, expediente_id, kind, regime, "
            "period, description, due_on) VALUES (:source, :operator, :expediente, 'declaration', "
            ":regime, :period, :words, :due_on)"
        ).bindparams(sa.bindparam("due_on", type_=sa.Date())),
        {
            "source": source,
            "operator": filing.operator_id,
            "expediente": filing.expediente_id,
            "regime": filing.regime,
            "period": filing.period,
            "words": f"Declaración de {filing.period}",
            "due_on": filing.due_on,
        },
    )
    query = sa.text("SELECT id FROM ledger_obligation WHERE source = :source")
    return int(connection.execute(query, {"source": source}).scalar_one())


def _capital(filing: Filing) -> int:
    surcharges = filing.penalty + filing.interest + filing.adjustment
    return filing.total - surcharges + filing.applied


Line = tuple[str, str, int, int | None]
"""Account, concept, amount (positive in debit) and debt."""


def _lines(filing: Filing, debt: int | None) -> Iterator[Line]:
    owed = (
        ("levy", _capital(filing)),
        ("penalty", filing.penalty),
        ("adjustment", filing.adjustment),
    )
    for concept, amount in owed:
        if amount:
            yield "debtor", concept, amount, debt
            yield "revenue", concept, -amount, debt
    if filing.applied:
        yield "in_favour", "levy", filing.applied, debt
        yield "debtor", "levy", -filing.applied, debt
    if filing.left:
        yield "revenue", "levy", filing.left, None
        yield "in_favour", "levy", -filing.left, None


def _reversed(connection: sa.Connection, filing: Filing) -> Iterator[Line]:
    query = sa.text(
        "SELECT account, concept, amount, obligation_id FROM ledger_entry "
        "WHERE source = :source ORDER BY id"
    )
    for row in connection.execute(query, {"source": f"filing:{filing.public_id}"}).all():
        yield row[0], row[1], -row[2], row[3]


def _journal(
    connection: sa.Connection, filing: Filing, source: str, kind: str, words: str, lines: list[Line]
) -> None:
    """Entries first, their journal last: triggers let it in only when they balance."""
    if not lines:
        return
    day = filing.filed_on
    if kind == "replacement":
        day = connection.execute(
            sa.text("SELECT filed_on FROM declaration WHERE corrects_id = :id AND filed_on IS NOT "
                    "NULL ORDER BY id").columns(filed_on=sa.Date()),
            {"id": filing.id},
        ).scalar_one()
    connection.execute(
        sa.text(
            "INSERT INTO ledger_entry (source, operator_id, obligation_id, account, concept, "
            "amount, value_day) VALUES (:source, :operator, :debt, :account, :concept, :amount, "
            ":day)"
        ).bindparams(sa.bindparam("day", type_=sa.Date())),
        [
            {
                "source": source,
                "operator": filing.operator_id,
                "debt": debt,
                "account": account,
                "concept": concept,
                "amount": amount,
                "day": day,
            }
            for account, concept, amount, debt in lines
        ],
    )
    connection.execute(
        sa.text(
            "INSERT INTO ledger_journal (source, kind, operator_id, posted_on, value_day, "
            "description, reason, at) VALUES (:source, :kind, :operator, :day, :day, :words, "
            "'{}', :at)"
        ).bindparams(
            sa.bindparam("day", type_=sa.Date()),
            sa.bindparam("at", type_=sa.DateTime(timezone=True)),
        ),
        {
            "source": source,
            "kind": kind,
            "operator": filing.operator_id,
            "day": day,
            "words": words,
            "at": datetime.now(UTC),
        },
    )


# The check, declaration by declaration

_IN_TABLE = sa.text(
    "SELECT d.public_id, SUM(CASE WHEN b.kind = 'applied' THEN -b.amount ELSE b.amount END) "
    "FROM balance_in_favour_entry b JOIN declaration d ON d.id = b.declaration_id "
    "GROUP BY d.public_id"
)
_IN_BOOKS = sa.text(
    "SELECT source, SUM(-amount) FROM ledger_entry WHERE account = 'in_favour' "
    "AND (source LIKE 'filing:%' OR source LIKE 'replaced:%') GROUP BY source"
)


def _refuse_differences(connection: sa.Connection) -> None:
    """Stop unless every declaration has the same pesos in the table and in the books.

    Raises:
        RuntimeError: Some differ; nothing is removed.
    """
    told = {key: int(amount) for key, amount in connection.execute(_IN_TABLE).all()}
    booked: dict[str, int] = {}
    for source, amount in connection.execute(_IN_BOOKS).all():
        key = source.partition(":")[2]
        booked[key] = booked.get(key, 0) + int(amount)
    differing = [
        f"{key} (tabla {told.get(key, 0)}, libros {booked.get(key, 0)})"
        for key in sorted({*told, *booked})
        if told.get(key, 0) != booked.get(key, 0)
    ]
    if differing:
        raise RuntimeError(
            "El saldo a favor no es el mismo en su tabla y en los libros. No se retiró nada: "
            "corrija la diferencia con un asiento y migre de nuevo. Declaraciones: "
            + "; ".join(differing[:20])
        )


def _fill(connection: sa.Connection) -> None:
    connection.execute(
        sa.text(
            "INSERT INTO balance_in_favour_entry (operator_id, expediente_id, declaration_id, "
            'kind, amount, "on", at) '
            "SELECT d.operator_id, d.expediente_id, d.id, "
            "CASE WHEN e.source LIKE 'replaced:%' THEN 'released' "
            "WHEN e.amount > 0 THEN 'applied' ELSE 'credit' END, "
            "ABS(e.amount), j.value_day, j.at "
            "FROM ledger_entry e JOIN ledger_journal j ON j.source = e.source "
            "JOIN declaration d ON e.source = 'filing:' || d.public_id "
            "OR e.source = 'replaced:' || d.public_id "
            "WHERE e.account = 'in_favour' ORDER BY e.id"
        )
    )
