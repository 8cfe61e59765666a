"""The result of a payment and the summary before it, as the screens show them."""

from dataclasses import dataclass
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.debts.repository import debts_of
from ser_app.furs.form import BENEFICIARY, BENEFICIARY_NIT
from ser_app.furs.models import Fur
from ser_app.furs.service.consulting import cheaper_today
from ser_app.furs.states import FurState
from ser_app.furs.texts import pays_ahead
from ser_app.law.money import format_pesos
from ser_app.ledger.journal import ObligationKind
from ser_app.payments import repository
from ser_app.payments.gateways import is_resting
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.moments import hour, shown
from ser_app.payments.reconciliation.repository import exceptions_of_attempt
from ser_app.payments.starting import description_of, expiration
from ser_app.payments.texts import (
    CHANNEL_WORDS,
    GATEWAY_RESTS,
    GO_ON_UNTIL,
    HEADLINES,
    HELD_ON_DESK,
    NEW_FUR_FIRST,
    STATE_KINDS,
    STATE_WORDS,
    TIME_LIMIT,
    TRY_AGAIN_UNTIL,
    TRY_REJECTED_HEADLINE,
    WHAT_NEXT_BANK,
    kept_words,
    pending_text,
    what_next,
)
from ser_app.payments.tomorrow import cost_sentence
from ser_app.payments.transitions import OPEN_STATES, AttemptState
from ser_app.payments.views import PaymentResult, PaymentSummary
from ser_app.people.actor import Actor
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission
from ser_app.people.repository import operator_by_id
from ser_app.web.words import day, plural

_DASH: Final = "—"
_WAITING: Final = frozenset({AttemptState.PROCESSING, AttemptState.REVIEW})
_UNPAID: Final = frozenset(
    {
        AttemptState.REJECTED,
        AttemptState.FAILED,
        AttemptState.EXPIRED,
        AttemptState.CANCELLED,
        AttemptState.DISMISSED,
    }
)


def summary(res: Resources, actor: Actor, number: str) -> PaymentSummary:
    """What the person sees before paying a FUR.

    Raises:
        NotAllowed: The person may not pay.
        NotFound: No such FUR is visible.
        Refused: The FUR cannot be paid now, or its day is about to end.
    """
    actor.require(Permission.PAYMENT_START)
    with res.database.reading() as unit:
        today = res.clock.today()
        fur = settlement.payable(unit, actor.scope, number, today, for_update=False)
        operator = operator_by_id(unit, fur.operator_id)
        live = repository.live_attempt_of(unit, fur.id or 0)
        covers = covered_words(unit, fur)
        cheaper = cheaper_today(unit, res, actor.scope, fur)
    now = res.clock.now()
    until = live.expires_at if live and live.expires_at else expiration(res, fur, now)
    return PaymentSummary(
        number=fur.number,
        entity=f"{BENEFICIARY}, NIT\u00a0{BENEFICIARY_NIT}",
        payer=_company(operator),
        concept=" · ".join(filter(None, (description_of(unit, fur), covers))),
        amount=format_pesos(fur.total),
        reference=fur.reference or "",
        valid_until=day(fur.payment_day),
        cheaper=pays_ahead(fur.payment_day, fur.total, cheaper) if cheaper is not None else "",
        today=format_pesos(cheaper) if cheaper is not None else "",
        time_limit=TIME_LIMIT.format(hour=hour(until)),
        unfinished=live is not None,
        payment_href=f"/pagos/{live.public_id}" if live and live.state in _WAITING else "",
        warning=GATEWAY_RESTS if is_resting(res.settings) else "",
    )


def covered_words(unit: Unit, fur: Fur) -> str:
    """What a FUR of debts pays: `Cubre 12 declaraciones y 1 obligación más`; empty for others."""
    if fur.declaration_id is not None:
        return ""
    kinds = [ObligationKind(debt.kind) for _, debt in debts_of(unit, fur)]
    filings = kinds.count(ObligationKind.DECLARATION)
    others = len(kinds) - filings
    if not filings:
        return f"Cubre {plural(others, 'obligación', 'obligaciones')}"
    more = f" y {plural(others, 'obligación más', 'obligaciones más')}" if others else ""
    return f"Cubre {plural(filings, 'declaración', 'declaraciones')}{more}"


def result_of(
    unit: Unit, res: Resources, actor: Actor, public_id: str, *, notice: str = ""
) -> PaymentResult:
    """The result page of a payment that the person may see.

    Raises:
        NotFound: No such payment is visible.
    """
    attempt = repository.attempt_by_public_id(unit, actor.scope, public_id)
    fur = settlement.fur_by_id(unit, attempt.fur_id)
    operator = operator_by_id(unit, attempt.operator_id)
    state = AttemptState(attempt.state)
    may_pay = actor.may(Permission.PAYMENT_START) and fur.state == FurState.FILED
    today = res.clock.today()
    fits = fur.payment_day >= today
    unpaid = state in _UNPAID
    words = _words(attempt, state, fits=fits, presents=_presents(unit, fur))
    unpaid_yet = unpaid or words.rejected
    return PaymentResult(
        public_id=attempt.public_id,
        state=state,
        state_word=words.word,
        state_kind=words.kind,
        headline=words.headline,
        next_step=words.next_step,
        entity=BENEFICIARY,
        entity_nit=BENEFICIARY_NIT,
        payer=_company(operator),
        amount=format_pesos(attempt.amount),
        cus=attempt.cus or _DASH,
        cycle=attempt.cycle or _DASH,
        bank=attempt.bank or _DASH,
        reference=attempt.reference,
        receipt=attempt.receipt or _DASH,
        instant=shown(attempt),
        value_day=day(attempt.value_day) if attempt.value_day else _DASH,
        channel=CHANNEL_WORDS.get(attempt.channel, attempt.channel),
        description=attempt.description,
        covers=covered_words(unit, fur),
        bank_says=attempt.message or _DASH,
        notice=notice or _notice(res, attempt, state),
        cost_later=cost_sentence(unit, res, fur) if unpaid_yet else "",
        fur_number=fur.number,
        fur_href=f"/furs/{fur.number}",
        can_retry=may_pay and unpaid and fits and not _live_other(unit, fur),
        can_continue=may_pay and state is AttemptState.PENDING,
        is_open=state in OPEN_STATES and not words.rejected,
        in_review=state is AttemptState.REVIEW,
        odd=_odd(unit, actor, attempt),
        desk_href=_desk(unit, actor, attempt),
        needs_new_fur=may_pay and unpaid and not fits,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """How a state reads; `rejected` when a bank said no and the session goes on."""

    word: str
    kind: str
    headline: str
    next_step: str
    rejected: bool = False


def _presents(unit: Unit, fur: Fur) -> bool:
    """Whether a declaration is paid with it, and its filing is worth a word."""
    return fur.declaration_id is not None or any(
        debt.kind == ObligationKind.DECLARATION for _, debt in debts_of(unit, fur)
    )


def _words(attempt: PaymentAttempt, state: AttemptState, *, fits: bool, presents: bool) -> _Words:
    """The state in words.

    An open session in which a bank was tried is one in which it said no: the graph calls it
    pending, since the person may go on, but what happened to the person is a rejection.
    """
    word, kind, headline = STATE_WORDS[state], STATE_KINDS[state], HEADLINES[state]
    next_step = WHAT_NEXT_BANK if attempt.channel == "bank" else what_next(state, presents=presents)
    if state is AttemptState.PENDING and attempt.expires_at:
        until = hour(attempt.expires_at)
        if attempt.transacted_at is not None:
            rejected = AttemptState.REJECTED
            next_step = TRY_AGAIN_UNTIL.format(hour=until, kept=kept_words(presents=presents))
            word, kind = STATE_WORDS[rejected], STATE_KINDS[rejected]
            return _Words(word, kind, TRY_REJECTED_HEADLINE, next_step, rejected=True)
        next_step += " " + GO_ON_UNTIL.format(hour=until)
    if state in _UNPAID - {AttemptState.DISMISSED} and not fits:
        next_step = NEW_FUR_FIRST.format(kept=kept_words(presents=presents))
    return _Words(word, kind, headline, next_step)


def _odd(unit: Unit, actor: Actor, attempt: PaymentAttempt) -> str:
    """Why it is in review, for who decides about it."""
    if attempt.state != AttemptState.REVIEW or not actor.may(Permission.COLLECTION_RECORD):
        return ""
    steps = repository.steps_of(unit, attempt.id or 0)
    reason = next((step.detail for step in reversed(steps) if step.to_state == attempt.state), "")
    words = f"{reason[:1].upper()}{reason[1:]}." if reason else ""
    held = exceptions_of_attempt(unit, attempt.id or 0)
    return f"{words} {HELD_ON_DESK}".strip() if held else words


def _desk(unit: Unit, actor: Actor, attempt: PaymentAttempt) -> str:
    """The exception with its money, for who may resolve it."""
    if not actor.may(Permission.RECONCILIATION_RESOLVE):
        return ""
    rows = exceptions_of_attempt(unit, attempt.id or 0)
    waiting = next((row for row in rows if row.resolved_at is None), None)
    return f"/conciliacion/recaudos/{waiting.public_id}" if waiting else ""


def _notice(res: Resources, attempt: PaymentAttempt, state: AttemptState) -> str:
    if state is not AttemptState.PROCESSING:
        return ""
    settings = res.settings
    return pending_text(
        attempt.reference, attempt.cus, settings.contact_phone, settings.contact_email
    )


def _live_other(unit: Unit, fur: Fur) -> bool:
    return repository.live_attempt_of(unit, fur.id or 0) is not None


def _company(operator: Operator) -> str:
    return f"{operator.name}, NIT\u00a0{operator.tax_number}"
