"""Agreements as text for the screen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.furs.agreements.consulting import Instalment, Listed, Opened
from ser_app.furs.states import FurState
from ser_app.law.explanation import Provenance
from ser_app.law.money import format_pesos
from ser_app.law.parameters import Dated
from ser_app.law.parameters.names import title_of
from ser_app.law.parameters.values import Value
from ser_app.law.parameters.words import value_words
from ser_app.ledger.agreements.schedule import FIRST_PAYMENT
from ser_app.ledger.agreements.simulating import Simulation
from ser_app.ledger.agreements.standing import Meeting, Progress
from ser_app.ledger.agreements.states import AgreementState, Guarantee
from ser_app.ledger.agreements.texts import EVERY_WORDS, STATE_KINDS, STATE_WORDS
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day, due_in, moment, plural, unbroken

ADDRESS: Final = "/acuerdos"
_PAY: Final = "/estado-de-cuenta/pagar"
_COUNTED: Final = (AgreementState.IN_FORCE, AgreementState.FULFILLED)
"""States in which an instalment that owes nothing was paid, and not moved elsewhere."""


@dataclass(frozen=True)
class ListRow:
    """An agreement in the list."""

    number: str
    href: str
    operator: str
    state: str
    kind: str
    terms: str
    total: str
    paid: str
    following: str


@dataclass(frozen=True)
class PlanRow:
    """A row of a schedule.

    Attributes:
        earlier: Sanción and interest that were owed when it began, also in parts.
        pay_href: Where it is paid; empty when it is paid already or the person may not.
    """

    name: str
    due: str
    capital: str
    earlier: str
    earlier_parts: str
    interest: str
    total: str
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
class PlanView:
    """A schedule with its sums."""

    rows: list[PlanRow] = field(default_factory=list)
    capital: str = ""
    earlier: str = ""
    interest: str = ""
    total: str = ""
    owed: str = ""
    level: str = ""
    certified: str = ""
    rules: list[RuleView] = field(default_factory=list)


@dataclass(frozen=True)
class FileView:
    """A document."""

    name: str
    size: str
    href: str


@dataclass(frozen=True)
class StepView:
    """Something that happened to an agreement."""

    what: str
    who: str
    when: str
    note: str = ""


@dataclass(frozen=True)
class AgreementView:
    """One agreement."""

    key: str = ""
    number: str = ""
    operator: str = ""
    state: str = ""
    kind: str = "neutral"
    headline: str = ""
    terms: str = ""
    guarantee: str = ""
    guarantee_note: str = ""
    debts: list[str] = field(default_factory=list)
    plan: PlanView = field(default_factory=PlanView)
    files: list[FileView] = field(default_factory=list)
    steps: list[StepView] = field(default_factory=list)
    problem: str = ""
    report: str = ""
    attach_to: str = ""
    may_attach: bool = False
    may_withdraw: bool = False
    may_review: bool = False
    may_approve: bool = False
    may_reject: bool = False
    begun: bool = False
    pay_all_href: str = ""


NO_AGREEMENT: Final = AgreementView()
NO_PLAN: Final = PlanView()


def list_row(found: Listed, today: date) -> ListRow:
    """An agreement for the list."""
    agreement, made = found.agreement, found.progress
    state, kind = _state(AgreementState(agreement.state), made, today)
    return ListRow(
        number=agreement.number,
        href=f"{ADDRESS}/{agreement.public_id}",
        operator=found.operator.name,
        state=state,
        kind=kind,
        terms=_terms(agreement.instalments, agreement.every_months),
        total=format_pesos(agreement.shown_total),
        paid=f"{made.paid} de {made.count}" if agreement.state in _COUNTED else "—",
        following=due_in(made.following, today) if made.following and made.left else "—",
    )


def _terms(instalments: int, every_months: int) -> str:
    return f"{plural(instalments, 'cuota', 'cuotas')} · {EVERY_WORDS[every_months].lower()}"


def _state(state: AgreementState, made: Progress, today: date) -> tuple[str, str]:
    """The word and the colour of where an agreement stands today."""
    if state is AgreementState.IN_FORCE:
        if made.meeting is Meeting.PAID:
            return STATE_WORDS[AgreementState.FULFILLED], "paid"
        if made.meeting is Meeting.BEHIND:
            missed = plural(made.days_missed(today), "día", "días")
            return f"Atrasado {missed}", "overdue"
        return "Al día", "info"
    return STATE_WORDS[state], STATE_KINDS[state]


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
            note="" if row.due_on <= found.certified_until else "estimado",
        )
        for row in found.rows
    ]
    level = next((row.total for row in found.rows if row.number), 0)
    later = any(row.due_on > found.certified_until for row in found.rows)
    return PlanView(
        rows=rows,
        capital=format_pesos(sum(row.capital for row in found.rows)),
        earlier=format_pesos(sum(row.penalty + row.arrears for row in found.rows)),
        interest=format_pesos(found.term_interest),
        total=format_pesos(found.total),
        owed=format_pesos(found.owed),
        level=format_pesos(level),
        certified=_estimate(found.certified_until) if later else "",
        rules=[rule_view(each) for each in found.rules],
    )


def _earlier(penalty: int, arrears: int) -> str:
    if not penalty or not arrears:
        return "" if not penalty + arrears else ("sanción" if penalty else "intereses")
    parts = (("sanción", penalty), ("intereses", arrears))
    return " · ".join(f"{name} {unbroken(format_pesos(amount))}" for name, amount in parts)


def _estimate(until: date) -> str:
    return (
        f"Las cuotas después del {day(until)} se estiman con la última tasa certificada: el FUR de "
        "cada una se genera cuando se certifique la de su mes, y cobra esa."
    )


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


def agreement_view(found: Opened, actor: Actor) -> AgreementView:
    """One agreement, with what the person can do."""
    agreement = found.agreement
    state = AgreementState(agreement.state)
    words, kind = _state(state, found.progress, found.today)
    begun = bool(found.instalments)
    proposes = actor.may(Permission.AGREEMENT_PROPOSE)
    undecided = state in {AgreementState.PROPOSED, AgreementState.REVIEWED}
    own_review = agreement.reviewed_by_id == actor.user_id
    return AgreementView(
        key=agreement.public_id,
        number=agreement.number,
        operator=found.operator.name,
        state=words,
        kind=kind,
        headline=_headline(found),
        terms=f"Cuota inicial de {format_pesos(agreement.first_payment)} y "
        f"{_terms(agreement.instalments, agreement.every_months)}",
        guarantee=Guarantee(agreement.guarantee).label,
        guarantee_note=agreement.guarantee_note,
        debts=list(found.debts),
        plan=_stored_plan(found, actor) if begun else _proposed_plan(found),
        files=[
            FileView(
                each.name,
                f"{max(1, each.size // 1024)} KB",
                f"/documentos/acuerdos/{agreement.public_id}/anexos/{each.public_id}",
            )
            for each in found.files
        ],
        steps=_steps(found),
        problem=found.problem,
        report=found.report.source if found.report and undecided else "",
        attach_to=f"/documentos/acuerdos/{agreement.public_id}/anexos",
        may_attach=proposes and state is AgreementState.PROPOSED,
        may_withdraw=proposes and undecided,
        may_review=actor.may(Permission.AGREEMENT_REVIEW) and state is AgreementState.PROPOSED,
        may_approve=actor.may(Permission.AGREEMENT_APPROVE)
        and state is AgreementState.REVIEWED
        and not own_review
        and found.simulation is not None,
        may_reject=actor.may(Permission.AGREEMENT_REVIEW) and undecided,
        begun=begun,
        pay_all_href=_pay_all(found, actor),
    )


def _pay_all(found: Opened, actor: Actor) -> str:
    sources = [source for each in found.instalments for source in each.sources]
    if not sources or not actor.may(Permission.FUR_ISSUE) or not actor.role.of_operator:
        return ""
    return _pay(sources, found.today)


def _pay(sources: Iterable[str], on: date) -> str:
    return f"{_PAY}?{urlencode({'deudas': ','.join(sources), 'dia': on.isoformat()})}"


def _headline(found: Opened) -> str:
    state = AgreementState(found.agreement.state)
    if state is AgreementState.PROPOSED:
        return "Espera la revisión de una persona de Cartera."
    if state is AgreementState.REVIEWED:
        return f"La revisó {found.agreement.reviewed_by}. Falta que otra persona la apruebe."
    if state in {AgreementState.REJECTED, AgreementState.WITHDRAWN}:
        return found.agreement.ended_because or "El operador la retiró."
    return _progress_words(found.progress, found.today, state)


def _progress_words(made: Progress, today: date, state: AgreementState) -> str:
    paid = f"{made.paid} de {plural(made.count, 'pago', 'pagos')}"
    if not made.left:
        return "Todas las cuotas están pagadas. No se debe nada de este acuerdo."
    if state is AgreementState.ACCELERATED:
        return "Se incumplió una cuota: toda la deuda que quedaba es exigible."
    if made.oldest:
        missed = day(made.oldest)
        return f"Hay una cuota vencida desde el {missed}: páguela antes de que se exija todo."
    following = due_in(made.following, today) if made.following else ""
    return f"Van {paid}. La siguiente cuota {following}."


def _proposed_plan(found: Opened) -> PlanView:
    return plan_view(found.simulation) if found.simulation else NO_PLAN


def _stored_plan(found: Opened, actor: Actor) -> PlanView:
    rows, count = found.instalments, found.agreement.instalments
    agreed = [each for each in rows if each.number <= count]
    pays = actor.role.of_operator and actor.may(Permission.FUR_ISSUE)
    waiting = any(not each.certified and each.left and each.fur is None for each in agreed)
    return PlanView(
        rows=[_plan_row(each, found.today, count, pays=pays) for each in rows],
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


def _plan_row(each: Instalment, today: date, last: int, *, pays: bool) -> PlanRow:
    state, kind = _paid_state(each, today)
    fur = each.fur
    live = fur is not None and fur.state == FurState.FILED and fur.payment_day >= today
    pay = f"/pagar/{fur.number}" if fur is not None and live else _pay(each.sources, today)
    return PlanRow(
        name=_name(each.number, last),
        due=day(each.due_on),
        capital=format_pesos(each.capital),
        earlier=format_pesos(each.penalty + each.arrears),
        earlier_parts=_earlier(each.penalty, each.arrears),
        interest=format_pesos(each.term_interest),
        total=format_pesos(each.total),
        state=state,
        kind=kind,
        fur=fur.number if fur else "",
        fur_href=f"/furs/{fur.number}" if fur else "",
        pay_href=pay if pays and each.left else "",
        note="" if each.certified else "estimado",
    )


def _paid_state(each: Instalment, today: date) -> tuple[str, str]:
    if not each.left:
        paid = each.fur is not None and each.fur.state == FurState.PAID
        return ("Pagada", "paid") if paid else ("Sin saldo", "neutral")
    if each.due_on < today:
        return "Vencida", "overdue"
    return due_in(each.due_on, today).capitalize(), "pending"


def _steps(found: Opened) -> list[StepView]:
    one = found.agreement
    steps = [StepView("Propuesto", one.proposed_by, moment(one.proposed_at))]
    if one.reviewed_at:
        note = one.review_note
        steps.append(StepView("Primera aprobación", one.reviewed_by, moment(one.reviewed_at), note))
    if one.approved_at:
        steps.append(StepView("Segunda aprobación", one.approved_by, moment(one.approved_at)))
    if one.ended_at:
        words = STATE_WORDS[AgreementState(one.state)]
        who = one.ended_by or "El sistema"
        steps.append(StepView(words, who, moment(one.ended_at), one.ended_because))
    return steps
