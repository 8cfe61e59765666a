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


def _entries(*sources: str, operator: int | None = None, debt: int | None = None) -> str:
    """Two entries for each source that sum to zero, in one statement."""
    values = ", ".join(
        f"('{source}', {operator or 'NULL'}, {debt or 'NULL'}, '{account}', 'levy', {amount}, "
        f"'{DAY}')"
        for source in sources
        for account, amount in (("debtor", 5), ("revenue", -5))
    )
    return (
        "INSERT INTO ledger_entry (source, operator_id, obligation_id, account, concept, amount, "
        f"value_day) VALUES {values}"
    )


def _journals(*sources: str, operator: int | None = None, day: date = DAY) -> str:
    values = ", ".join(
        f"('{source}', 'filing', {operator or 'NULL'}, '{DAY}', '{day}', 'x', '{{}}', "
        "'2013-06-20 12:00:00')"
        for source in sources
    )
    return (
        "INSERT INTO ledger_journal (source, kind, operator_id, posted_on, value_day, description, "
        f"reason, at) VALUES {values}"
    )


def _execute(res: Resources, *statements: str) -> None:
    with res.database.unit() as unit:
        for statement in statements:
            unit.session.connection().exec_driver_sql(statement)


def test_one_journal_among_many_that_does_not_balance_is_found(res: Resources) -> None:
    one_more = _entries("b").partition("), (")[0] + ")"
    with pytest.raises(DatabaseError, match="does not balance"):
        _execute(res, _entries("a", "b", "c"), one_more, _journals("a", "b", "c"))
    _execute(res, _entries("a", "b", "c"), _journals("a", "b", "c"))


def test_one_entry_among_many_for_a_closed_journal_is_found(res: Resources) -> None:
    _execute(res, _entries("b"), _journals("b"))
    with pytest.raises(DatabaseError, match="is closed"):
        _execute(res, _entries("a", "b", "c"))


def test_entries_are_of_the_operator_and_day_of_their_journal(res: Resources) -> None:
    operator = make_operator(res).id
    with pytest.raises(DatabaseError, match="another operator or day"):
        _execute(res, _entries("a", operator=operator), _journals("a"))
    with pytest.raises(DatabaseError, match="another operator or day"):
        _execute(res, _entries("a"), _journals("a", operator=operator))
    with pytest.raises(DatabaseError, match="another operator or day"):
        _execute(res, _entries("a"), _journals("a", day=date(2013, 6, 19)))


def test_an_operator_that_is_not_there_is_refused(res: Resources) -> None:
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"):
        _execute(res, _entries("a", operator=99), _journals("a", operator=99))


def test_a_debt_that_is_not_there_is_refused(res: Resources) -> None:
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"):
        _execute(res, _entries("a", debt=99), _journals("a"))


def test_a_debt_with_entries_cannot_go(res: Resources) -> None:
    operator = make_operator(res).id
    debt = (
        "INSERT INTO ledger_obligation (id, source, operator_id, kind, period, description, "
        f"due_on) VALUES ({{0}}, 'fine:{{0}}', {operator}, 'fine', '2013', 'x', '{DAY}')"
    )
    _execute(
        res,
        debt.format(1),
        debt.format(2),
        _entries("a", operator=operator, debt=1),
        _journals("a", operator=operator),
        "DELETE FROM ledger_obligation WHERE id = 2",
    )
    with pytest.raises(DatabaseError, match="is in the books"):
        _execute(res, "DELETE FROM ledger_obligation WHERE id = 1")
    with pytest.raises(DatabaseError, match=r"is in the books|(?i:foreign key)"):
        _execute(res, "UPDATE ledger_obligation SET id = 3 WHERE id = 1")
