"""What the database itself refuses, whoever writes."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from ser_app.base.resources import Resources
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.repository import add_journal, balance
from tests.factories import make_operator

DAY = date(2013, 6, 20)


def _write(res: Resources, source: str, amounts: Sequence[int], *, journal: bool = True) -> None:
    """Write entries and their journal with bare SQL, as somebody with the database would."""
    operator = make_operator(res).id
    with res.database.unit() as unit:
        connection = unit.session.connection()
        for amount in amounts:
            connection.execute(
                text(
                    "INSERT INTO ledger_entry (source, operator_id, account, concept, amount, "
                    "value_day) VALUES (:source, :operator, 'debtor', 'levy', :amount, :day)"
                ),
                {"source": source, "operator": operator, "amount": amount, "day": DAY.isoformat()},
            )
        if journal:
            connection.execute(
                text(
                    "INSERT INTO ledger_journal (source, kind, operator_id, posted_on, value_day, "
                    "description, reason, at) VALUES (:source, 'filing', :operator, :day, :day, "
                    "'x', '{}', '2013-06-20 12:00:00')"
                ),
                {"source": source, "operator": operator, "day": DAY.isoformat()},
            )


def test_a_balanced_journal_is_let_in(res: Resources) -> None:
    _write(res, "a", [5, -5])
    with res.database.engine.connect() as connection:
        count = connection.execute(text("SELECT COUNT(*) FROM ledger_entry")).scalar_one()
    assert count == 2


@pytest.mark.parametrize("amounts", [[5, -4], [5], []])
def test_an_unbalanced_journal_is_refused(res: Resources, amounts: list[int]) -> None:
    with pytest.raises(DatabaseError, match="does not balance"):
        _write(res, "a", amounts)


def test_entries_without_a_journal_cannot_be_committed(res: Resources) -> None:
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"):
        _write(res, "a", [5, -5], journal=False)
    # and what was refused is gone: the next transaction starts clean
    _write(res, "a", [7, -7])


def test_a_closed_journal_takes_no_more_entries(res: Resources) -> None:
    _write(res, "a", [5, -5])
    with pytest.raises(DatabaseError, match="is closed"):
        _write(res, "a", [7, -7], journal=False)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_journal"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET source = 'b'", "DELETE FROM {}"])
def test_history_stays_as_it_was_written(res: Resources, table: str, verb: str) -> None:
    _write(res, "a", [5, -5])
    with (
        pytest.raises(DatabaseError, match="append-only"),
        res.database.unit() as unit,
    ):
        unit.session.connection().execute(text(verb.format(table)))


def test_an_entry_of_zero_is_refused(res: Resources) -> None:
    with pytest.raises(DatabaseError, match="ck_ledger_entry_amount"):
        _write(res, "a", [0, 0])


@pytest.mark.parametrize(("column", "value"), [("account", "purse"), ("concept", "gift")])
def test_names_that_the_books_do_not_know_are_refused(
    res: Resources, column: str, value: str
) -> None:
    names = {"account": "debtor", "concept": "levy", column: value}
    with (
        pytest.raises(DatabaseError, match=f"ck_ledger_entry_{column}"),
        res.database.unit() as unit,
    ):
        unit.session.connection().execute(
            text(
                "INSERT INTO ledger_entry (source, account, concept, amount, value_day) "
                "VALUES ('a', :account, :concept, 1, '2013-06-20')"
            ),
            names,
        )


def test_money_that_belongs_to_nobody_yet_is_let_in(res: Resources) -> None:
    with res.database.unit() as unit:
        add_journal(
            unit,
            Journal(
                source="bank:1",
                kind=Kind.PAYMENT,
                operator_id=None,
                posted_on=DAY,
                value_day=DAY,
                description="Consignación sin referencia",
                lines=against(
                    Account.COLLECTED, Account.UNIDENTIFIED, {Concept.LEVY: 700_000}, None
                ),
            ),
            res.clock.now(),
        )
    with res.database.reading() as unit:
        assert balance(unit, Account.UNIDENTIFIED) == -700_000
