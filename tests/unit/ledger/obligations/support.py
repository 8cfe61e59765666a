"""Obligations as people type them."""

import csv
from datetime import date
from io import StringIO

from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.debt import Remaining, remaining
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.columns import COLUMNS
from ser_app.people.actor import Scope
from tests.factories import Company

TODAY = date(2013, 6, 20)
EVERYBODY = Scope(None)


def fine(company: Company, **changed: str) -> dict[str, str]:
    return {
        "nit": company.operator.nit,
        "kind": "multa",
        "amount": "5.000.000",
        "act": "Resolución 45",
        "act_day": "2013-03-01",
        "final_on": "2013-03-20",
        "due_on": "2013-04-15",
        "norm": "Ley 1341 de 2009, art. 65",
        "description": "Incumplimiento de reporte",
    } | changed


def right(company: Company, **changed: str) -> dict[str, str]:
    return {
        "nit": company.operator.nit,
        "kind": "derecho",
        "expediente": company.expediente.number,
        "right": "espectro",
        "amount": "10000000",
        "act": "Resolución 77",
        "act_day": "2013-03-01",
        "final_on": "2013-03-15",
        "norm": "Decreto 1161 de 2010, art. 5",
        "description": "Uso del espectro de 2013",
    } | changed


def instalment(company: Company, debts: str, amount: str, **changed: str) -> dict[str, str]:
    return {
        "nit": company.operator.nit,
        "kind": "cuota",
        "amount": amount,
        "act": "Acuerdo 9",
        "act_day": "2013-06-20",
        "due_on": "2013-08-20",
        "norm": "Ley 1066 de 2006",
        "description": "Cuota 1 de 2",
        "debts": debts,
    } | changed


def left_of(res: Resources, public_id: str) -> Remaining:
    with res.database.reading() as unit:
        debt = repository.obligation_by_public_id(unit, EVERYBODY, public_id)
        return remaining(debt.due_on, books.movements_of(unit, debt.id or 0))


def balance(res: Resources, account: Account) -> int:
    with res.database.reading() as unit:
        return books.balance(unit, account)


def pay_debt(res: Resources, public_id: str, day: date, parts: dict[Concept, int]) -> None:
    """Let money reach a debt; interest that it pays is charged first."""
    with res.database.unit() as unit:
        debt = repository.obligation_by_public_id(unit, EVERYBODY, public_id)
        serial = len(books.movements_of(unit, debt.id or 0))
        interest = {Concept.INTEREST: parts.get(Concept.INTEREST, 0)}
        for name, kind, lines in (
            (
                "interest",
                Kind.INTEREST,
                against(Account.DEBTOR, Account.REVENUE, interest, debt.id),
            ),
            ("payment", Kind.PAYMENT, against(Account.COLLECTED, Account.DEBTOR, parts, debt.id)),
        ):
            if lines:
                journal = Journal(
                    source=f"{name}:{debt.source}:{serial}",
                    kind=kind,
                    operator_id=debt.operator_id,
                    posted_on=day,
                    value_day=day,
                    description=name,
                    lines=lines,
                )
                books.add_journal(unit, journal, res.clock.now())


def sheet(*lines: dict[str, str]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([column.title for column in COLUMNS])
    writer.writerows([line.get(column.field, "") for column in COLUMNS] for line in lines)
    return out.getvalue().encode()
