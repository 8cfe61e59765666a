"""What keeps a day from being closed, each with the place where it is resolved."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.law.money import format_pesos
from ser_app.oversight.books.parity import differences as parity
from ser_app.oversight.closing import repository
from ser_app.payments.treasury import repository as treasury
from ser_app.payments.treasury.board import Standing, cells_between
from ser_app.payments.treasury.deposits import cycles_between, open_cycles
from ser_app.payments.treasury.texts import CYCLE_WORDS
from ser_app.web.words import day as short_day
from ser_app.web.words import plural

_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """Something to resolve before a day can be closed.

    Attributes:
        kind: `file`, `posting`, `exception`, `cycle`, `review` or `parity`.
        sentence: What it is, in Spanish.
        href: Where it is resolved; empty where only a programmer can.
    """

    kind: str
    sentence: str
    href: str


def differences(unit: Unit, res: Resources, day: date) -> list[Difference]:
    """Everything that keeps a day from being closed; an empty list is zero differences.

    Exceptions and payments in review count until they are resolved, also those of days before:
    otherwise what was overlooked once would never hold anything up.
    """
    return [
        *_files(unit, res, day),
        *_exceptions(unit, day),
        *_cycles(unit, day),
        *_review(unit, day),
        *_parity(res),
    ]


def _files(unit: Unit, res: Resources, day: date) -> list[Difference]:
    found = []
    for cell in cells_between(unit, res, day, day)[day]:
        href = f"/conciliacion/tablero?banco={cell.agreement.public_id}&dia={day.isoformat()}"
        if cell.standing in {Standing.AWAITED, Standing.TODAY}:
            words = f"Falta el archivo de {cell.agreement.name}, cuenta {cell.agreement.account}."
            found.append(Difference("file", words, href))
        elif cell.standing is Standing.POSTING:
            words = f"El archivo de {cell.agreement.name} se está abonando."
            found.append(Difference("posting", words, href))
    return found


def _exceptions(unit: Unit, day: date) -> list[Difference]:
    return [
        Difference(
            "exception",
            f"{plural(count, 'recaudo', 'recaudos')} por resolver del {short_day(each)}, "
            f"por {format_pesos(amount)}.",
            f"/conciliacion?desde={each.isoformat()}&hasta={each.isoformat()}",
        )
        for each, count, amount in repository.open_exceptions_until(unit, day)
    ]


def _cycles(unit: Unit, day: date) -> list[Difference]:
    return [
        Difference(
            "cycle",
            f"Ciclo {each.cycle or 'sin número'} de PSE: {CYCLE_WORDS[each.match][0].lower()}. "
            f"Aprobado {format_pesos(each.approved)}, depositado {format_pesos(each.deposited)}.",
            f"/conciliacion/pse?hasta={day.isoformat()}",
        )
        for each in open_cycles(cycles_between(unit, day, day))
    ]


def _review(unit: Unit, day: date) -> list[Difference]:
    count = treasury.in_review(unit, day)
    if not count:
        return []
    words = f"{plural(count, 'pago por PSE', 'pagos por PSE')} en revisión."
    return [Difference("review", words, "/pagos?estado=review")]


def _parity(res: Resources) -> list[Difference]:
    # On connections of its own, which see the same books: at a close nobody writes meanwhile.
    found = parity(res.database)
    return [Difference("parity", each.sentence, "") for each in found[:_SHOWN]]


def day_before(day: date) -> date:
    """The day before, which is what a morning closes."""
    return day - timedelta(days=1)
