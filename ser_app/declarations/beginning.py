"""The quarters that can be declared, written out for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.declarations.service import ExpedienteChoice, PeriodChoice
from ser_app.declarations.states import DeclarationState
from ser_app.declarations.texts import STATE_KINDS, STATE_WORDS
from ser_app.web.fields import Option
from ser_app.web.words import day, due_in

_ACTION: Final = {
    None: "Declarar",
    DeclarationState.DRAFT: "Continuar el borrador",
    DeclarationState.PREPARED: "Ver y firmar",
    DeclarationState.FILED: "Ver la declaración presentada",
}


@dataclass(frozen=True)
class QuarterView:
    """A quarter with what can be done about it.

    Attributes:
        href: Where its declaration is; empty while there is none.
    """

    period: str
    label: str
    due: str
    due_note: str
    state_word: str
    state_kind: str
    action: str
    href: str


@dataclass(frozen=True, slots=True)
class QuartersView:
    """The quarters of a year, the years there are, and what is missing in the others."""

    years: list[Option]
    year: str
    quarters: list[QuarterView]
    elsewhere: str


def expediente_options(choices: Sequence[ExpedienteChoice]) -> list[Option]:
    """The expedientes that can be declared here."""
    return [
        Option(choice.public_id, f"{choice.regime} · {choice.number} · {choice.service}")
        for choice in choices
    ]


def quarters_view(periods: Sequence[PeriodChoice], year: str, today: date) -> QuartersView:
    """Write the quarters of one year out.

    Args:
        periods: All quarters that can be declared, newest first.
        year: The year wanted; when there is none such, the newest with something to declare.
        today: The business day.
    """
    years = list(dict.fromkeys(str(choice.period.year) for choice in periods))
    missing = [str(choice.period.year) for choice in periods if choice.state is None]
    if year not in years:
        year = (missing or years or [""])[0]
    return QuartersView(
        years=[Option(each, each) for each in years],
        year=year,
        quarters=[_quarter(each, today) for each in periods if str(each.period.year) == year],
        elsewhere=_elsewhere(missing, year),
    )


def _elsewhere(missing: Sequence[str], year: str) -> str:
    others = sorted({each for each in missing if each != year})
    if not others:
        return ""
    return f"También hay períodos sin declarar en {', '.join(others)}."


def _quarter(choice: PeriodChoice, today: date) -> QuarterView:
    late = choice.state is not DeclarationState.FILED and choice.due_on < today
    if choice.state is None:
        word, kind = ("Sin declarar, vencido", "overdue") if late else ("Sin declarar", "pending")
    else:
        word, kind = STATE_WORDS[choice.state], STATE_KINDS[choice.state]
    filed = choice.state is DeclarationState.FILED
    return QuarterView(
        period=choice.period.text,
        label=choice.period.label,
        due=day(choice.due_on),
        due_note="" if filed else due_in(choice.due_on, today),
        state_word=word,
        state_kind=kind,
        action=_ACTION[choice.state],
        href=f"/declaraciones/{choice.declaration_id}" if choice.declaration_id else "",
    )
