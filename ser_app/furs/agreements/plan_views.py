"""The schedule of an agreement as text for the screen: simulated, and as it is paid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.furs.agreements.consulting import Instalment, Opened
from ser_app.furs.states import FurState
from ser_app.law.explanation import Provenance
from ser_app.law.money import format_pesos
from ser_app.law.parameters import Dated
from ser_app.law.parameters.names import title_of
from ser_app.law.parameters.values import Value
from ser_app.law.parameters.words import value_words
from ser_app.ledger.agreements.schedule import FIRST_PAYMENT
from ser_app.ledger.agreements.simulating import Simulation
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day, due_in, unbroken

_PAY: Final = "/estado-de-cuenta/pagar"


@dataclass(frozen=True)
class PlanRow:
    """A row of a schedule.

    Attributes:
        earlier: Sanción and interest that were owed when it began, also in parts.
        now: What of the total is no longer so: what is owed today, or what was paid.
        pay_href: Where it is paid; empty when it is paid already or the person may not.
    """

    name: str
    due: str
    capital: str
    earlier: str
    earlier_parts: str
    interest: str
    total: str
    now: str = ""
    state: str = ""
    kind: str = "neutral"
    fur: str = ""
    fur_href: str = ""
    pay_href: str = ""
    note: str = ""


@dataclass(frozen=True)
class RuleView:
    """A rule by which a schedule is made, with how sure we are of it."""

    name: str
    value: str
    norms: str
    provenance: str
    note: str
    assumed: bool


@dataclass(frozen=True)
class Level:
    """What each instalment costs.

    Attributes:
        label: Whether all cost the amount, or it is the most that one costs.
        note: Between which amounts they lie, and what the last one costs; empty where all are one.
    """

    label: str = "Cada cuota"
    amount: str = ""
    note: str = ""


NO_LEVEL: Final = Level()


@dataclass(frozen=True)
class PlanView:
    """A schedule with its sums."""

    rows: list[PlanRow] = field(default_factory=list)
    capital: str = ""
    earlier: str = ""
    interest: str = ""
    total: str = ""
    owed: str = ""
    level: Level = NO_LEVEL
    certified: str = ""
    rules: list[RuleView] = field(default_factory=list)


NO_PLAN: Final = PlanView()


def plan_view(found: Simulation) -> PlanView:
    """A simulated schedule."""
    rows = [
        PlanRow(
            name=_name(row.number),
            due=day(row.due_on),
            capital=format_pesos(row.capital),
            earlier=format_pesos(row.penalty + row.arrears),
            earlier_parts=_earlier(row.penalty, row.arrears),
            interest=format_pesos(row.term_interest),
            total=format_pesos(row.total),
            note=_rate_note(
                row.term_interest,
                row.due_on,
                found.made_up_from,
                certified=row.due_on <= found.certified_until,
            ),
        )
        for row in found.rows
    ]
    return PlanView(
        rows=rows,
        capital=format_pesos(sum(row.capital for row in found.rows)),
        earlier=format_pesos(sum(row.penalty + row.arrears for row in found.rows)),
        interest=format_pesos(found.term_interest),
        total=format_pesos(found.total),
        owed=format_pesos(found.owed),
        level=_level([row.total for row in found.rows if row.number]),
        certified=_estimate(found),
        rules=[rule_view(each) for each in found.rules],
    )


def _earlier(penalty: int, arrears: int) -> str:
    if not penalty or not arrears:
        return "" if not penalty + arrears else ("sanción" if penalty else "intereses")
    parts = (("sanción", penalty), ("intereses", arrears))
    return " · ".join(f"{name} {unbroken(format_pesos(amount))}" for name, amount in parts)


def _level(totals: Sequence[int]) -> Level:
    """What each instalment costs, and the last one where it is less.

    Interest is rounded to the thousand, so that not every amount can be met to the peso.
    """
    *before, last = totals
    low, high = min(before, default=last), max(before, default=last)
    equal = low == high
    told = [] if equal else [f"Entre {_shown(low)} y {_shown(high)}."]
    if not low <= last <= high:
        told.append(f"La última, {_shown(last)}.")
    label = "Cada cuota" if equal else "Cada cuota, a lo sumo"
    return Level(label, format_pesos(high), " ".join(told))


def _shown(amount: int) -> str:
    return unbroken(format_pesos(amount))


def _rate_note(interest: int, due_on: date, made_up_from: date | None, *, certified: bool) -> str:
    """With what rates the interest of a row was reckoned, where not with certified ones."""
    if not interest:
        return ""
    if not certified:
        return "estimado"
    made_up = made_up_from is not None and due_on >= made_up_from
    return "tasa de demostración" if made_up else ""


def _estimate(found: Simulation) -> str:
    """On which rates a schedule rests that are not certified; empty where all are."""
    last, until, made_up = found.rows[-1].due_on, found.certified_until, found.made_up_from
    told = []
    if made_up is not None and last >= made_up:
        told.append(
            f"Las tasas desde el {day(made_up)} son datos de demostración: no están certificadas."
        )
    if last > until:
        told.append(
            f"Las cuotas después del {day(until)} se estiman con la última tasa conocida "
            f"({found.last_rate.label}): el FUR de cada una se genera cuando se certifique la de "
            "su mes, y cobra esa."
        )
    return " ".join(told)


def rule_view(dated: Dated[object]) -> RuleView:
    """A rule with its norms and provenance."""
    value: Value = dated.value  # type: ignore[assignment]  # a parameter's value is one
    norms = "; ".join(
        ", ".join(filter(None, (each.norm, each.article))) for each in dated.citations
    )
    return RuleView(
        name=title_of(dated.name),
        value=value_words(dated.name, value),
        norms=norms,
        provenance=dated.provenance.label,
        note=dated.note,
        assumed=dated.provenance is not Provenance.CONFIRMED,
    )


def _name(number: int, last: int | None = None) -> str:
    if number == FIRST_PAYMENT:
        return "Cuota inicial"
    return "Saldo exigible" if last is not None and number > last else f"Cuota {number}"


def proposed_plan(found: Opened) -> PlanView:
    """The schedule of a proposal if it began today."""
    return plan_view(found.simulation) if found.simulation else NO_PLAN


def stored_plan(found: Opened, actor: Actor) -> PlanView:
    """The schedule of an agreement that began, with what became of each instalment."""
    rows, count = found.instalments, found.agreement.instalments
    agreed = [each for each in rows if each.number <= count]
    pays = actor.role.of_operator and actor.may(Permission.FUR_ISSUE)
    waiting = any(not each.certified and each.left and each.fur is None for each in agreed)
    return PlanView(
        rows=[_plan_row(each, found, pays=pays) for each in rows],
        capital=format_pesos(sum(each.capital for each in agreed)),
        earlier=format_pesos(sum(each.penalty + each.arrears for each in agreed)),
        interest=format_pesos(sum(each.term_interest for each in agreed)),
        total=format_pesos(sum(each.total for each in agreed)),
        certified=(
            "El FUR de una cuota se genera cuando se certifica la tasa hasta su vencimiento."
            if waiting
            else ""
        ),
    )


def _plan_row(each: Instalment, found: Opened, *, pays: bool) -> PlanRow:
    today, last = found.today, found.agreement.instalments
    state, kind = _paid_state(each, today, last)
    fur = each.fur
    live = fur is not None and fur.state == FurState.FILED and fur.payment_day >= today
    pay = f"/pagar/{fur.number}" if fur is not None and live else pay_href(each.sources, today)
    return PlanRow(
        name=_name(each.number, last),
        due=day(each.due_on),
        capital=format_pesos(each.capital),
        earlier=format_pesos(each.penalty + each.arrears),
        earlier_parts=_earlier(each.penalty, each.arrears),
        interest=format_pesos(each.term_interest),
        total=format_pesos(each.total),
        now=_now(each),
        state=state,
        kind=kind,
        fur=fur.number if fur else "",
        fur_href=f"/furs/{fur.number}" if fur else "",
        pay_href=pay if pays and each.left else "",
        note=_rate_note(
            each.term_interest, each.due_on, found.made_up_from, certified=each.certified
        ),
    )


def _now(each: Instalment) -> str:
    """What was paid of an instalment or is owed today, where that is not its total."""
    told = []
    if each.paid and (each.left or each.moved or each.paid != each.total):
        told.append(f"se pagó {unbroken(format_pesos(each.paid))}")
    if each.owed_today is not None and each.owed_today != each.total:
        told.append(f"hoy se debe {unbroken(format_pesos(each.owed_today))}")
    return " · ".join(told)


def _paid_state(each: Instalment, today: date, last: int) -> tuple[str, str]:
    if not each.left:
        if each.moved:
            gone = "Pasó a otro acuerdo" if each.number > last else "Pasó al saldo exigible"
            return gone, "info"
        return ("Pagada", "paid") if each.paid else ("Sin saldo", "neutral")
    if each.due_on < today:
        return "Vencida", "overdue"
    return due_in(each.due_on, today).capitalize(), "pending"


def pay_href(sources: Iterable[str], on: date) -> str:
    """Where some debts are paid on a day."""
    return f"{_PAY}?{urlencode({'deudas': ','.join(sources), 'dia': on.isoformat()})}"
