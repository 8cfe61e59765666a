"""The debts that an agreement covers, as lines: each with its amount and their sum."""

from ser_app.furs.agreements.consulting import Opened
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements.owed import Brought
from ser_app.ledger.texts import debt_name
from ser_app.web.words import plural, unbroken


def debt_lines(found: Opened) -> list[str]:
    """What is decided on: for a proposal each debt with its interest to today, and their sum.

    Of an agreement that began the sum is that of its instalments without the interest of the term.
    """
    if found.simulation is not None:
        lines = [_line(each) for each in found.simulation.debts]
        return [*lines, _sum(len(lines), found.simulation.owed, "a hoy")]
    if not found.instalments:
        return list(found.debts)
    agreed = [each for each in found.instalments if each.number <= found.agreement.instalments]
    owed = sum(each.total - each.term_interest for each in agreed)
    return [*found.debts, _sum(len(found.debts), owed, "al empezar")]


def _line(each: Brought) -> str:
    debt = each.obligation
    name = debt_name(debt.kind, debt.period, debt.description)
    return f"{name}: {unbroken(format_pesos(each.total))}"


def _sum(count: int, owed: int, when: str) -> str:
    return f"Suma de {plural(count, 'deuda', 'deudas')} {when}: {unbroken(format_pesos(owed))}"
