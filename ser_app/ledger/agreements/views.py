"""What a person could bring into an agreement, as text for the screen."""

from dataclasses import dataclass

from ser_app.law.money import format_pesos
from ser_app.ledger.agreements.models import DefaulterReport
from ser_app.ledger.agreements.owed import Brought
from ser_app.ledger.agreements.simulating import Offer
from ser_app.ledger.agreements.texts import REPORTED
from ser_app.ledger.texts import debt_name
from ser_app.web.words import day, day_long, unbroken


@dataclass(frozen=True)
class OfferedDebt:
    """An overdue debt; `key` is what created it, `amount` whole pesos."""

    key: str
    name: str
    due: str
    parts: str
    total: str
    amount: int


def offered_debts(found: Offer) -> list[OfferedDebt]:
    """The overdue debts of an operator."""
    return [
        OfferedDebt(
            key=each.debt.source,
            name=debt_name(
                each.obligation.kind, each.obligation.period, each.obligation.description
            ),
            due=f"Venció el {day(each.debt.due_on)}",
            parts=_parts(each, found.expedientes.get(each.obligation.expediente_id or 0, "")),
            total=format_pesos(each.total),
            amount=each.total,
        )
        for each in found.debts
    ]


def _parts(each: Brought, expediente: str) -> str:
    """Of which expediente a debt is, and what of it is owed; what is nothing is not told."""
    amounts = (
        ("capital", each.debt.capital),
        ("sanción", each.debt.left.penalty),
        ("intereses", each.interest),
    )
    told = [f"{name} {unbroken(format_pesos(amount))}" for name, amount in amounts if amount]
    return " · ".join([f"expediente {expediente}", *told] if expediente else told)


def report_words(report: DefaulterReport | None) -> str:
    """Why an operator cannot have an agreement; empty where nothing stands against it."""
    if report is None:
        return ""
    return REPORTED.format(day=day_long(report.on_day), source=report.source)
