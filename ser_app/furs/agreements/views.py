"""Agreements as text for the screen."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.furs.agreements.consulting import Listed, Opened
from ser_app.furs.agreements.plan_views import PlanView, pay_href, proposed_plan, stored_plan
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements.standing import Meeting, Progress
from ser_app.ledger.agreements.states import AgreementState, Guarantee
from ser_app.ledger.agreements.texts import EVERY_WORDS, STATE_KINDS, STATE_WORDS
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day, due_in, moment, plural

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
        plan=stored_plan(found, actor) if begun else proposed_plan(found),
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
    """Where all instalments are paid at once; empty where nothing is left to pay early."""
    sources = [source for each in found.instalments for source in each.sources]
    pays = actor.role.of_operator and actor.may(Permission.FUR_ISSUE)
    if found.agreement.state != AgreementState.IN_FORCE or not sources or not pays:
        return ""
    return pay_href(sources, found.today)


def _headline(found: Opened) -> str:
    state = AgreementState(found.agreement.state)
    if state is AgreementState.PROPOSED:
        return "Espera la revisión de una persona de Cartera."
    if state is AgreementState.REVIEWED:
        return f"La revisó {found.agreement.reviewed_by}. Falta que otra persona la apruebe."
    if state in {AgreementState.REJECTED, AgreementState.WITHDRAWN}:
        return found.agreement.ended_because or "El operador la retiró."
    return _progress_words(found, state)


def _progress_words(found: Opened, state: AgreementState) -> str:
    made, today = found.progress, found.today
    paid = f"{made.paid} de {plural(made.count, 'pago', 'pagos')}"
    if not made.left:
        if found.instalments[-1].moved:
            return "Se incumplió una cuota, y lo que quedaba pasó a otro acuerdo de pago."
        return "Todas las cuotas están pagadas. No se debe nada de este acuerdo."
    if state is AgreementState.ACCELERATED:
        return "Se incumplió una cuota: toda la deuda que quedaba es exigible."
    if made.oldest:
        return _missed_words(made.oldest, found.last_day, today)
    following = due_in(made.following, today) if made.following else ""
    return f"Van {paid}. La siguiente cuota {following}."


def _missed_words(missed: date, last: date | None, today: date) -> str:
    """Since when an instalment is missed, and until when it may be paid."""
    words = f"Hay una cuota vencida desde el {day(missed)}"
    if last is None or last < today:
        return f"{words}: se va a exigir toda la deuda del acuerdo."
    return (
        f"{words}: páguela a más tardar el {day(last)}. Si no, al día siguiente se exige toda la "
        "deuda del acuerdo."
    )


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
