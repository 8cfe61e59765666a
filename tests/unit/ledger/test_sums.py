"""A statement read from the sums that the database keeps is the fold of all entries, always."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from sqlmodel import col, select

from ser_app.base import tallies
from ser_app.base.collection_sums import compact_collections, differing_collections
from ser_app.base.resources import Resources
from ser_app.base.standing_debts import differing_standing
from ser_app.law.periods import Regime
from ser_app.ledger import repository
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, ObligationKind
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation
from ser_app.ledger.statement.folding import Booked, Change, Owed, Statement, fold
from ser_app.ledger.statement.service import statement_in
from ser_app.ledger.texts import debt_name
from ser_app.people.actor import Scope
from tests.factories import Company, make_company

START = date(2013, 1, 1)
DAYS = 150
EVERYBODY = Scope(None)


def journals(res: Resources, chance: Random, companies: list[Company]) -> None:
    """Debts, payments of a part or all, late entries of earlier days, balances in favour."""
    debts: list[tuple[Company, int]] = []
    for number in range(60):
        company = chance.choice(companies)
        with res.database.unit() as unit:
            mine = [debt for owner, debt in debts if owner is company]
            if not mine or chance.random() < 0.3:
                mine = [_debt(unit, company, number)]
                debts.append((company, mine[0]))
            repository.add_journal(unit, _journal(chance, company, number, mine), res.clock.now())


def _debt(unit: object, company: Company, number: int) -> int:
    due = START + timedelta(days=number)
    return repository.add_obligation(
        unit,  # type: ignore[arg-type]  # a unit of the database
        Obligation(
            source=f"filing:{number}",
            operator_id=company.operator.id or 0,
            expediente_id=company.expediente.id,
            regime="PRST",
            period="2012-Q4",
            description="Prueba",
            due_on=due,
        ),
    )


def _journal(chance: Random, company: Company, number: int, debts: list[int]) -> Journal:
    # Few amounts, so that debts often come to nothing and are open again later.
    amount = chance.choice([-2000, -1000, -1000, 1000, 1000, 2000])
    debt = chance.choice(debts)
    other = chance.choice([Account.REVENUE, Account.COLLECTED, Account.IN_FAVOUR])
    day = START + timedelta(days=chance.randrange(DAYS))
    return Journal(
        source=f"test:{number}",
        kind=Kind.FILING if amount > 0 else Kind.PAYMENT,
        operator_id=company.operator.id,
        posted_on=START + timedelta(days=DAYS),
        value_day=day,
        description=f"Prueba {number}",
        lines=[
            Line(Account.DEBTOR, Concept.LEVY, amount, debt),
            Line(Account.DEBTOR, Concept.PENALTY, amount, debt),
            Line(other, Concept.LEVY, -2 * amount, debt),
        ],
    )


def folded(res: Resources, company: Company, first: date, last: date) -> Statement:
    with res.database.reading() as unit:
        entries = unit.session.exec(
            select(LedgerEntry, LedgerJournal)
            .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
            .where(LedgerEntry.operator_id == company.operator.id)
            .order_by(col(LedgerEntry.value_day), col(LedgerEntry.id))
        ).all()
        debts = repository.obligations_of(unit, EVERYBODY, company.operator.id or 0)
    names = {each.id: debt_name(each.kind, each.period, each.description) for each in debts}
    booked = [
        Booked(
            entry.source, Kind(journal.kind), entry.value_day, journal.posted_on,
            journal.description, Account(entry.account), Concept(entry.concept), entry.amount,
            entry.obligation_id, company.expediente.number if entry.obligation_id else "",
            names.get(entry.obligation_id, ""),
        )
        for entry, journal in entries
    ]  # fmt: skip
    owed = [
        Owed(
            each.id or 0, each.source, ObligationKind(each.kind), company.expediente.number,
            Regime.PRST, each.period, each.description, each.due_on,
        )
        for each in debts
    ]  # fmt: skip
    return fold(booked, owed, first, last, res.rules)


def read(res: Resources, company: Company, first: date, last: date) -> Statement:
    with res.database.reading() as unit:
        return statement_in(unit, res, EVERYBODY, company.operator, first, last, entries=None)


def paged(res: Resources, company: Company, first: date, last: date) -> list[Change]:
    found: list[Change] = []
    after = None
    with res.database.reading() as unit:
        while True:
            page = statement_in(
                unit, res, EVERYBODY, company.operator, first, last, after=after, entries=3
            )
            found += page.changes
            if page.following is None:
                return found
            after = page.following


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sums_and_fold_say_the_same_of_any_days(res: Resources, seed: int) -> None:
    chance = Random(seed)  # noqa: S311  examples
    companies = [make_company(res), make_company(res)]
    journals(res, chance, companies)
    for _ in range(25):
        company = chance.choice(companies)
        days = sorted(START + timedelta(days=chance.randrange(DAYS)) for _ in range(2))
        expected = folded(res, company, *days)
        assert read(res, company, *days) == expected
        assert tuple(paged(res, company, *days)) == expected.changes


def test_putting_the_rows_of_a_key_together_changes_no_sum(res: Resources) -> None:
    company = make_company(res)
    journals(res, Random(4), [company])  # noqa: S311  examples
    last = START + timedelta(days=DAYS)
    before = read(res, company, START, last)
    tallies.compact(res.database)
    tallies.compact(res.database)
    compact_collections(res.database)
    assert read(res, company, START, last) == before
    assert tallies.differing(res.database) == []
    assert differing_collections(res.database) == []
    assert differing_standing(res.database) == []
    with res.database.reading() as unit:
        keys = unit.session.connection().exec_driver_sql(
            "SELECT operator_id, account, begins FROM ledger_sum"
        )
        found = [tuple(row) for row in keys]
    assert len(found) == len(set(found))


def test_a_sum_that_is_not_its_rows_is_found(res: Resources) -> None:
    journals(res, Random(5), [make_company(res)])  # noqa: S311  examples
    assert tallies.differing(res.database) == []
    assert differing_collections(res.database) == []
    for table in ("ledger_sum", "ledger_standing", "collection_sum"):
        with res.database.unit() as unit:
            unit.session.connection().exec_driver_sql(
                f"UPDATE {table} SET amount = amount + 1 WHERE amount = "
                f"(SELECT MAX(amount) FROM {table})"
            )
    assert tallies.differing(res.database) != []
    assert differing_collections(res.database) != []
    assert differing_standing(res.database) != []


def test_a_page_tells_what_was_owed_before_it(res: Resources) -> None:
    company = make_company(res)
    journals(res, Random(6), [company])  # noqa: S311  examples
    last = START + timedelta(days=DAYS)
    with res.database.reading() as unit:
        first = statement_in(unit, res, EVERYBODY, company.operator, START, last, entries=5)
        second = statement_in(
            unit, res, EVERYBODY, company.operator, START, last, after=first.following, entries=5
        )
    assert second.before == first.changes[-1].balance
    assert replace(first, changes=(), following=None) == replace(
        second, changes=(), following=None, after=None
    )
