"""What was collected is kept by day, regime, concept and channel, whoever wrote it."""

from datetime import date

import pytest

from ser_app.base.resources import Resources
from ser_app.ledger import repository
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line
from ser_app.ledger.models import Obligation
from tests.factories import Company, make_company

DAY = date(2013, 6, 20)
Kept = tuple[str, str, str, int, int]


def debt(res: Resources, company: Company, regime: str | None) -> int:
    with res.database.unit() as unit:
        return repository.add_obligation(
            unit,
            Obligation(
                source=f"filing:{regime}", operator_id=company.operator.id or 0, regime=regime,
                period="2013-Q1", description="Prueba", due_on=DAY,
            ),
        )  # fmt: skip


def receive(res: Resources, source: str, kind: Kind, channel: str, lines: list[Line]) -> None:
    total = sum(line.amount for line in lines)
    journal = Journal(
        source=source, kind=kind, operator_id=None, posted_on=DAY, value_day=DAY, description="x",
        lines=[*lines, Line(Account.REVENUE, Concept.LEVY, -total)], channel=channel,
    )  # fmt: skip
    with res.database.unit() as unit:
        repository.add_journal(unit, journal, res.clock.now())


def kept(res: Resources) -> set[Kept]:
    with res.database.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT regime, concept, channel, SUM(entries), SUM(amount) FROM collection_sum "
            "GROUP BY regime, concept, channel"
        )
        return {(*map(str, row[:3]), int(row[3]), int(row[4])) for row in rows}  # type: ignore[misc]


@pytest.mark.database
def test_each_entry_counts_under_what_it_is_for(res: Resources) -> None:
    company = make_company(res)
    prst, fine = debt(res, company, "PRST"), debt(res, company, None)
    got = Account.COLLECTED
    receive(res, "payment:a", Kind.PAYMENT, "pse", [
        Line(got, Concept.LEVY, 900, prst), Line(got, Concept.PENALTY, 90, prst),
        Line(got, Concept.LEVY, 9),
    ])  # fmt: skip
    receive(res, "payment:b", Kind.PAYMENT, "pse", [Line(got, Concept.LEVY, 100, prst)])
    receive(res, "payment:c", Kind.PAYMENT, "bank", [Line(got, Concept.FINE, 70, fine)])
    receive(res, "unidentified:d", Kind.UNIDENTIFIED, "bank", [Line(got, Concept.LEVY, 40)])
    receive(res, "identified:d", Kind.IDENTIFIED, "bank", [Line(got, Concept.LEVY, -40)])
    receive(res, "refund_paid:e", Kind.REFUND, "", [Line(got, Concept.LEVY, -5)])
    assert kept(res) == {
        ("PRST", "levy", "pse", 2, 1000),
        ("PRST", "penalty", "pse", 1, 90),
        ("", "in_favour", "pse", 1, 9),
        ("", "fine", "bank", 1, 70),
        ("", "unidentified", "bank", 2, 0),
        ("", "refund", "", 1, -5),
    }
