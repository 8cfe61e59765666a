"""The standing of an operator as text for the screen."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from ser_app.declarations.good_standing.service import Looked
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.ledger.good_standing.standing import Undeclared
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.statement.folding import Open
from ser_app.ledger.statement.texts import given_back_words
from ser_app.web.words import day, day_long, plural, whole_amounts

ADDRESS: Final = "/paz-y-salvo"


@dataclass(frozen=True)
class DebtView:
    """An overdue debt.

    Attributes:
        href: Where it is paid; empty while it is being paid already.
        paying: The FUR with which it is being paid now, `paying_href` its page; else empty.
    """

    name: str
    expediente: str
    due: str
    amount: str
    href: str
    paying: str
    paying_href: str


@dataclass(frozen=True)
class UndeclaredView:
    """A period that was never declared."""

    period: str
    expediente: str
    due: str
    late: str


@dataclass(frozen=True)
class CertificateView:
    """A certificate that was issued."""

    number: str
    day: str
    by: str
    href: str
    today: bool


@dataclass(frozen=True)
class StandingView:
    """All that the page shows; `operator` is empty while nothing was looked at.

    Attributes:
        paying: How much of what is owed is being paid already, and what is left to pay; else empty.
    """

    operator: str = ""
    nit: str = ""
    good: bool = False
    state: str = ""
    kind: str = "neutral"
    sentence: str = ""
    owed: str = ""
    paying: str = ""
    statement_href: str = ""
    pay_href: str = ""
    debts: list[DebtView] = field(default_factory=list)
    undeclared: list[UndeclaredView] = field(default_factory=list)
    certificates: list[CertificateView] = field(default_factory=list)


NOTHING: Final = StandingView()


def standing_view(found: Looked) -> StandingView:
    """Write out what was found."""
    standing, operator = found.standing, found.operator
    return StandingView(
        operator=operator.name,
        nit=operator.tax_number,
        good=standing.good,
        state="A paz y salvo" if standing.good else "No está a paz y salvo",
        kind="paid" if standing.good else "overdue",
        sentence=_sentence(found),
        owed=format_pesos(standing.owed),
        paying=_in_progress(found),
        statement_href=f"/estado-de-cuenta?operador={operator.public_id}",
        pay_href=_paying(found, [each.debt.source for each in standing.debts]),
        debts=[_debt(each, found) for each in standing.debts],
        undeclared=[_undeclared(each, found) for each in standing.undeclared],
        certificates=[
            CertificateView(
                number, day(issued), by, f"/documentos/paz-y-salvo/{number}.pdf",
                issued == standing.day,
            )
            for number, issued, by in found.certificates
        ],
    )  # fmt: skip


def _sentence(found: Looked) -> str:
    standing = found.standing
    if standing.good:
        return (
            f"El {day_long(standing.day)} no hay obligaciones vencidas por pagar ni períodos "
            "vencidos por declarar."
        )
    missing = []
    if standing.debts:
        count = plural(len(standing.debts), "deuda vencida", "deudas vencidas")
        missing.append(f"{count} por {format_pesos(standing.owed)}")
    if standing.undeclared:
        missing.append(
            plural(len(standing.undeclared), "período sin declarar", "períodos sin declarar")
        )
    missing += [given_back_words(each) for each in standing.given_back]
    *first, last = missing
    listed = f"{', '.join(first)} y {last}" if first else last
    return whole_amounts(f"Hoy lo impide: {listed}.")


def _in_progress(found: Looked) -> str:
    """Why paying all that is overdue costs less than what is owed."""
    debts = found.standing.debts
    paying = sum(each.total for each in debts if each.debt.source in found.under_way)
    left = found.standing.owed - paying
    if not paying:
        return ""
    told = f"De esto, {format_pesos(paying)} ya tienen un pago en curso"
    return (
        f"{told}. Por pagar: {format_pesos(left)}." if left else f"{told}: no queda más por pagar."
    )


def _paying(found: Looked, sources: list[str]) -> str:
    """Where debts are paid today, with one FUR; those that are being paid already are left out."""
    sources = [each for each in sources if each not in found.under_way]
    if not sources:
        return ""
    query = urlencode({"deudas": ",".join(sources), "dia": found.standing.day.isoformat()})
    return f"/estado-de-cuenta/pagar?{query}"


def _debt(each: Open, found: Looked) -> DebtView:
    declared = each.debt.kind is ObligationKind.DECLARATION
    number = found.under_way.get(each.debt.source, "")
    return DebtView(
        name=Period.parse(each.debt.period).label if declared else each.debt.description,
        expediente=each.debt.expediente,
        due=day(each.debt.due_on),
        amount=format_pesos(each.total),
        href=_paying(found, [each.debt.source]),
        paying=number,
        paying_href=f"/furs/{number}" if number else "",
    )


def _undeclared(each: Undeclared, found: Looked) -> UndeclaredView:
    late = (found.standing.day - each.due_on).days
    return UndeclaredView(
        each.period.label,
        each.expediente,
        day(each.due_on),
        f"hace {plural(late, 'día', 'días')}",
    )
