"""What the page of «Póngase al día» shows: text only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ser_app.declarations.states import DeclarationState
from ser_app.furs.catching_up.missing import Missing
from ser_app.furs.in_one_act import Done, Waiting
from ser_app.law.money import format_pesos
from ser_app.law.periods import Regime
from ser_app.web.words import day, plural

_DASH: Final = "—"
_PREPARED: Final = "FUR generado, NO presentado: faltan firmas."


@dataclass(frozen=True)
class MissingView:
    """A period of the list.

    Attributes:
        href: Its own form, when its amounts are changed there or its FUR waits.
        typed: The digits of its field.
        later: What a month more of waiting costs.
        said: What stands in place of the field when it cannot be typed here.
        costed: Whether its costs are shown here; its FUR says them once it is generated.
    """

    key: str
    title: str
    due: str
    late: str
    label: str
    typed: str
    nil: bool
    editable: bool
    href: str
    action: str
    levy: str
    penalty: str
    interest: str
    total: str
    later: str
    said: str
    problem: str
    costed: bool


@dataclass(frozen=True)
class WaitingView:
    """A form that waits for the person's signature."""

    number: str
    href: str
    period: str
    levy: str
    penalty: str
    interest: str
    total: str


@dataclass(frozen=True)
class DoneView:
    """What became of a form."""

    number: str
    href: str
    period: str
    result: str
    kind: str


@dataclass(frozen=True)
class Sums:
    """The sums of all rows that say what they cost.

    Attributes:
        ready: Whether the FUR of some can be generated now.
        open: Whether some has no FUR yet.
    """

    count: str = ""
    levy: str = ""
    penalty: str = ""
    interest: str = ""
    total: str = ""
    later: str = ""
    ready: bool = False
    open: bool = False


def missing_views(
    rows: Sequence[Missing], problems: dict[str, str], *, signs: bool
) -> list[MissingView]:
    """The periods, with what was refused for some of them by key.

    Args:
        rows: What is missing.
        problems: Refusals by the key of their row.
        signs: Whether the person may sign what is generated.
    """
    return [_missing(row, problems.get(row.key, row.problem), signs=signs) for row in rows]


def _missing(row: Missing, problem: str, *, signs: bool) -> MissingView:
    found = row.found
    prepared = row.state is DeclarationState.PREPARED
    return MissingView(
        key=row.key,
        title=f"{row.regime.value} {row.expediente} · {row.period.label}",
        due=f"Venció el {day(row.due_on)}" if row.days_late else f"Vence el {day(row.due_on)}",
        late=f"{plural(row.days_late, 'día', 'días')} de retardo" if row.days_late else "a tiempo",
        label="Valor del acto" if row.regime is Regime.RADIO else "Ingresos brutos",
        typed=str(row.amount) if row.amount else "",
        nil=row.nil,
        editable=not (prepared or row.detailed),
        href=f"/declaraciones/{row.declaration_id}" if row.declaration_id else "",
        action=_action(prepared=prepared, signs=signs),
        levy=format_pesos(found.levy) if found else _DASH,
        penalty=format_pesos(found.late_filing_penalty) if found else _DASH,
        interest=format_pesos(found.arrears_interest) if found else _DASH,
        total=format_pesos(found.total) if found else _DASH,
        later=f"+ {format_pesos(row.month_later)}" if row.month_later > 0 else "",
        said=_PREPARED if prepared else format_pesos(row.amount),
        problem=problem,
        costed=not prepared,
    )


def _action(*, prepared: bool, signs: bool) -> str:
    if not prepared:
        return "Abrir el formulario"
    return "Ver y firmar" if signs else "Ver la declaración"


def sums(rows: Sequence[Missing]) -> Sums:
    """What all periods cost together, and how many of them can be generated now."""
    waiting = [row for row in rows if row.state is not DeclarationState.PREPARED]
    found = [row.found for row in waiting if row.found is not None]
    later = sum(row.month_later for row in rows)
    return Sums(
        count=f"{plural(len(found), 'período', 'períodos')} de {len(waiting)}",
        levy=format_pesos(sum(each.levy for each in found)),
        penalty=format_pesos(sum(each.late_filing_penalty for each in found)),
        interest=format_pesos(sum(each.arrears_interest for each in found)),
        total=format_pesos(sum(each.total for each in found)),
        later=f"Esperar un mes más costaría {format_pesos(later)} más." if later > 0 else "",
        ready=any(row.ready for row in rows),
        open=bool(waiting),
    )


def waiting_views(rows: Sequence[Waiting]) -> list[WaitingView]:
    """The forms that wait for a signature."""
    return [
        WaitingView(
            number=row.number,
            href=f"/furs/{row.number}",
            period=row.period,
            levy=format_pesos(row.levy),
            penalty=format_pesos(row.penalty),
            interest=format_pesos(row.interest),
            total=format_pesos(row.total),
        )
        for row in rows
    ]


def done_views(rows: Sequence[Done], verb: str) -> list[DoneView]:
    """What became of each form; `verb` says what was done to those that it was done to."""
    return [
        DoneView(
            number=row.number,
            href=f"/furs/{row.number}" if row.number else "",
            period=row.period,
            result=row.problem
            or (f"Presentada: constancia {row.receipt}" if row.receipt else verb),
            kind="failed" if row.problem else "paid",
        )
        for row in rows
    ]
