"""The mails about due days, in Spanish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.resources import Resources
from ser_app.law.money import format_pesos
from ser_app.oversight.calendar import texts
from ser_app.oversight.calendar.estimating import Basis, Estimate
from ser_app.oversight.calendar.moments import Moment
from ser_app.oversight.calendar.pricing import Price
from ser_app.oversight.calendar.standing import Stand, Standing
from ser_app.web.words import before_stop, day, day_long, due_in, plural


@dataclass(frozen=True, slots=True)
class Told:
    """A due day as it is told: how it stands, at which moment, and what waiting costs."""

    stand: Stand
    moment: Moment
    price: Price


def written(res: Resources, name: str, found: Sequence[Told]) -> tuple[str, str]:
    """Write one mail about some due days; gives its subject and its text.

    Args:
        res: The resources of the process.
        name: Whom it is for.
        found: At least one due day.
    """
    today, base = res.clock.today(), res.settings.base_url
    shown = found[: texts.MOST_TOLD]
    parts = ["\n".join(_about(each, today, base)) for each in shown]
    rest = len(found) - len(shown)
    if rest:
        parts.append(f"Y {plural(rest, 'vencimiento', 'vencimientos')} más, en su calendario.")
    body = "\n\n".join(parts)
    return _subject(found, today), (
        f"{name}:\n\n{body}\n\n"
        f"{texts.CALENDAR}\n{base}/calendario\n\n"
        f"{texts.CHOOSE}\n{base}/calendario#recordatorios\n\n"
        f"{texts.SIGNED}"
    )


def _subject(found: Sequence[Told], today: date) -> str:
    if len(found) == 1:
        due = found[0].stand.due
        when = due_in(due.due_on, today).capitalize()
        return f"{when}: {due.period.label}, expediente {due.permit.number}"
    late = sum(each.stand.due.due_on < today for each in found)
    many = plural(len(found), "vencimiento", "vencimientos")
    if late == len(found):
        return f"{many} sin cumplir en SER"
    if late:
        return f"{many} en SER, {late} sin cumplir"
    return f"{many} próximos en SER"


def _about(told: Told, today: date, base: str) -> Iterator[str]:
    stand, due = told.stand, told.stand.due
    moved = f", {due.day.moved}" if due.day.moved else ""
    yield (
        f"{due.period.label}, expediente {due.permit.number} de {before_stop(due.permit.operator)}."
    )
    yield f"{due_in(due.due_on, today).capitalize()}: {day_long(due.due_on)}{moved}."
    yield texts.STANDING_SENTENCES[stand.standing].format(opens=day_long(due.opens_on))
    if stand.standing is Standing.UNPAID:
        yield from _owed(told, today)
    elif told.price.estimate is not None:
        yield from _estimated(told.price.estimate, due.due_on, today)
    yield f"{base}{address_of(stand)}"


def address_of(stand: Stand) -> str:
    """Where the next step is done."""
    if stand.standing in (Standing.UNDECLARED, Standing.COMING):
        return f"/declaraciones/nueva?expediente={stand.due.permit.public_id}"
    return f"/declaraciones/{stand.declaration}"


def _owed(told: Told, today: date) -> Iterator[str]:
    """The open debt of the books, today and later."""
    for number, (on, debt) in enumerate(told.price.debts):
        when = texts.TODAY if on == today else f"El {day(on)}"
        lead = texts.OWED if number == 0 else texts.OWED_LATER
        if not debt.known:
            yield texts.OWED_UNKNOWN.format(amount=format_pesos(debt.left.total))
            return
        mark = texts.PROVISIONAL if debt.provisional else ""
        yield f"  {when} {lead} {format_pesos(debt.total)}{mark}."
    yield texts.OWED_BASIS


def _estimated(found: Estimate, due_on: date, today: date) -> Iterator[str]:
    """What delays would cost, with what that rests on."""
    if found.basis is Basis.NOTHING:
        yield texts.NO_BASIS
        return
    yield texts.ESTIMATE_LATE if today > due_on else texts.ESTIMATE
    for late in found.lates:
        parts = texts.PARTS.format(
            penalty=format_pesos(late.penalty), interest=format_pesos(late.interest)
        )
        mark = texts.PROVISIONAL if late.provisional else ""
        yield (
            f"  {late_words(late.day, due_on, today)}: {format_pesos(late.extra)} más "
            f"({parts}){mark}."
        )
    yield basis_sentence(found)


def basis_sentence(found: Estimate) -> str:
    """On what an estimate rests, in one sentence."""
    if found.basis is Basis.LAST_FILED and found.period is not None:
        return texts.BASIS_LAST.format(period=found.period.label, levy=format_pesos(found.levy))
    return texts.BASIS_MINIMUM if found.basis is Basis.MINIMUM else texts.NO_BASIS


def late_words(on: date, due_on: date, today: date) -> str:
    """Name a day of delay: «Un mes tarde (15 ago 2013)», «Hoy (20 jul 2013)»."""
    if today > due_on:
        named = {0: texts.TODAY, 1: "Mañana"}.get((on - today).days, "En 30 días")
    else:
        gone = (on - due_on).days
        named = "Un día tarde" if gone == 1 else texts.LATE_MONTHS[months_between(due_on, on)]
    return f"{named} ({day(on)})"


def months_between(earlier: date, later: date) -> int:
    """Calendar months from one day to another."""
    return 12 * (later.year - earlier.year) + later.month - earlier.month
