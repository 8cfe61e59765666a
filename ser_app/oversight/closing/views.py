"""What the screen of the daily close shows, as text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ser_app.law.money import format_pesos
from ser_app.ledger.closed_days.models import DayClose
from ser_app.ledger.closed_days.repository import Sum
from ser_app.ledger.journal import Concept
from ser_app.oversight.closing.checking import Difference
from ser_app.oversight.closing.service import Asked, Day
from ser_app.oversight.closing.texts import ACCOUNT_WORDS, DIFFERENCE_WORDS
from ser_app.people.actor import Actor
from ser_app.web.words import day_long, moment, plural


@dataclass(frozen=True)
class DifferenceView:
    """Something to resolve; `href` is empty where only a programmer can."""

    word: str
    kind: str
    sentence: str
    href: str


@dataclass(frozen=True)
class SumView:
    """What an account and concept got."""

    account: str
    concept: str
    debit: str
    credit: str


@dataclass(frozen=True)
class StepView:
    """A close, a request or a decision."""

    what: str
    who: str
    when: str
    note: str


@dataclass(frozen=True)
class DayView:
    """The day with everything that its close needs.

    Attributes:
        closable: Over, open, and without differences.
        reason: Of the request that waits.
        own: Whether the person who looks asked it.
    """

    iso: str = ""
    title: str = ""
    state: str = ""
    kind: str = "neutral"
    closable: bool = False
    closed: bool = False
    over: bool = False
    summary: str = ""
    differences: list[DifferenceView] = field(default_factory=list)
    sums: list[SumView] = field(default_factory=list)
    debit: str = ""
    credit: str = ""
    steps: list[StepView] = field(default_factory=list)
    pending: bool = False
    own: bool = False
    reason: str = ""
    csv_href: str = ""
    grouped_href: str = ""


def day_view(found: Day, actor: Actor) -> DayView:
    """A day as text."""
    iso, waiting = found.day.isoformat(), found.pending
    count = len(found.differences)
    state, kind = ("Cerrado", "paid") if found.closed else ("Abierto", "pending")
    return DayView(
        iso=iso,
        title=day_long(found.day),
        state=state,
        kind=kind,
        closable=found.over and not found.closed and not count,
        closed=found.closed,
        over=found.over,
        summary=plural(count, "diferencia", "diferencias"),
        differences=[_difference(each) for each in found.differences],
        sums=[_sum(each) for each in found.sums],
        debit=format_pesos(sum(each.debit for each in found.sums)),
        credit=format_pesos(sum(each.credit for each in found.sums)),
        steps=[step for row, asked in found.closes for step in _steps(row, asked)],
        pending=waiting is not None,
        own=waiting is not None and waiting.asked_by_id == actor.user_id,
        reason=f"{waiting.reason} ({waiting.asked_by})" if waiting else "",
        csv_href=f"/documentos/dia/{iso}.csv",
        grouped_href=f"/documentos/dia/{iso}.csv?agrupado=si",
    )


def _difference(each: Difference) -> DifferenceView:
    word, kind = DIFFERENCE_WORDS[each.kind]
    return DifferenceView(word, kind, each.sentence, each.href)


def _sum(each: Sum) -> SumView:
    return SumView(
        ACCOUNT_WORDS[each.account],
        Concept(each.concept).label,
        format_pesos(each.debit),
        format_pesos(each.credit),
    )


def _steps(row: DayClose, asked: Sequence[Asked]) -> list[StepView]:
    found = [
        StepView(
            f"Cierre n.º {row.number}",
            row.signed_by,
            moment(row.signed_at),
            f"SHA-256 {row.sha256}",
        )
    ]
    for request, decision in asked:
        found.append(
            StepView(
                "Reapertura pedida", request.asked_by, moment(request.asked_at), request.reason
            )
        )
        if decision is not None:
            what = "Reapertura aprobada" if decision.approved else "Reapertura no aprobada"
            when = moment(decision.decided_at)
            found.append(StepView(what, decision.decided_by, when, decision.note))
    return found
