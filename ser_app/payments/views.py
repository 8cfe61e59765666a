"""What the screens of this room show: frozen dataclasses of formatted text."""

from dataclasses import dataclass, field, replace
from typing import Final

from ser_app.payments.filters import PaymentFilter
from ser_app.payments.transitions import AttemptState


@dataclass(frozen=True, slots=True)
class PaymentSummary:
    """What the person sees before paying.

    Attributes:
        number: The FUR's number.
        entity: Who collects, with its NIT.
        payer: The operator, with its NIT.
        concept: What is paid.
        amount: `$ 23.019.000`.
        reference: Payment reference.
        valid_until: The FUR's day.
        cheaper: That paying today costs less than this FUR of a later day; empty otherwise.
        today: What it costs today then.
        time_limit: Until when the payment can be completed, as a sentence.
        unfinished: True when a session of it was left unfinished.
        payment_href: The payment that is under way and takes no more from the person.
        warning: What is known to be wrong now, before anybody tries; empty when nothing is.
    """

    number: str = ""
    entity: str = ""
    payer: str = ""
    concept: str = ""
    amount: str = ""
    reference: str = ""
    valid_until: str = ""
    cheaper: str = ""
    today: str = ""
    time_limit: str = ""
    unfinished: bool = False
    payment_href: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class PaymentResult:
    """The result page of a payment, whatever its state.

    Attributes:
        public_id: Public id of the attempt.
        state: An `AttemptState`.
        state_word: Its Spanish word.
        state_kind: Colour and icon.
        headline: The state as a sentence.
        next_step: What happens next and what to do.
        entity: Who collects; `entity_nit` its NIT.
        payer: The operator with its NIT.
        amount: `$ 23.019.000`.
        cus: The CUS, or a dash.
        cycle: ACH's cycle, or a dash.
        bank: The bank, or a dash.
        reference: Payment reference.
        receipt: The bank's or gateway's number, or a dash.
        instant: When it happened, in Bogotá.
        value_day: Day on which the money counts, or a dash.
        channel: PSE or bank.
        description: What is paid.
        covers: How many filings and other debts a FUR of debts pays; empty for other FURs.
        bank_says: What gateway or bank said last.
        notice: ACH's text or a warning; empty when there is none.
        cost_later: What the same payment costs tomorrow; empty when it makes no sense.
        fur_number: Number of the FUR.
        fur_href: Its page.
        can_retry: Whether the person may try again now.
        can_continue: Whether the session may be gone on with.
        is_open: Whether the state may still change, so that asking again makes sense.
        in_review: Whether Tesorería must look at it.
        odd: What does not add up, for Tesorería; empty for others.
        desk_href: Where Tesorería decides about money of it that is held; empty for others.
        needs_new_fur: Whether the way on is a FUR for another day.
    """

    public_id: str = ""
    state: str = ""
    state_word: str = ""
    state_kind: str = "neutral"
    headline: str = ""
    next_step: str = ""
    entity: str = ""
    entity_nit: str = ""
    payer: str = ""
    amount: str = ""
    cus: str = ""
    cycle: str = ""
    bank: str = ""
    reference: str = ""
    receipt: str = ""
    instant: str = ""
    value_day: str = ""
    channel: str = ""
    description: str = ""
    covers: str = ""
    bank_says: str = ""
    notice: str = ""
    cost_later: str = ""
    fur_number: str = ""
    fur_href: str = ""
    can_retry: bool = False
    can_continue: bool = False
    is_open: bool = False
    in_review: bool = False
    odd: str = ""
    desk_href: str = ""
    needs_new_fur: bool = False


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A line of *Estado de pagos*; `way` is the channel with the bank, `PSE · Bancolombia`."""

    href: str = ""
    day: str = ""
    hour: str = ""
    operator: str = ""
    fur_number: str = ""
    fur_href: str = ""
    reference: str = ""
    way: str = ""
    cus: str = ""
    amount: str = ""
    state_word: str = ""
    state_kind: str = "neutral"


@dataclass(frozen=True, slots=True)
class PaymentsPage:
    """One page of *Estado de pagos* with the totals of the whole filter.

    Attributes:
        rows: At most 50.
        summary: `1–50 de 312`.
        count: How many attempts the filter finds.
        approved_count: How many of them were approved.
        approved_amount: What those add up to.
        review_count: How many wait for Tesorería.
        previous: Number of the previous page, 0 when there is none.
        following: Number of the next page, 0 when there is none.
    """

    rows: list[PaymentRow]
    summary: str
    count: str
    approved_count: str
    approved_amount: str
    review_count: str
    previous: int
    following: int


@dataclass(frozen=True, slots=True)
class PaymentsView:
    """`/pagos` as it stands on the screen: rows, totals, and the filter for its links.

    Attributes:
        since: First day, ISO.
        until: Last day, ISO.
        state: A state, or empty.
        channel: A channel, or empty.
        text: The text looked for.
        filtered: Whether anything is narrowed.
        csv_href: The file of exactly these payments.
        previous_href: The page before with the same filter, or empty.
        next_href: The page after, or empty.
        approved_href: The approved ones of this filter.
        review_href: The ones of this filter that Tesorería must look at.
        all_href: This filter with every state.
    """

    rows: list[PaymentRow] = field(default_factory=list)
    summary: str = ""
    count: str = ""
    approved_count: str = ""
    approved_amount: str = ""
    review_count: str = "0"
    since: str = ""
    until: str = ""
    state: str = ""
    channel: str = ""
    text: str = ""
    filtered: bool = False
    csv_href: str = ""
    previous_href: str = ""
    next_href: str = ""
    approved_href: str = ""
    review_href: str = ""
    all_href: str = ""


NO_PAYMENTS: Final = PaymentsView()


def payments_view(page: PaymentsPage, narrowed: PaymentFilter) -> PaymentsView:
    """Put a page of payments and the links that keep its filter together."""
    query = narrowed.query()
    return PaymentsView(
        rows=page.rows,
        summary=page.summary,
        count=page.count,
        approved_count=page.approved_count,
        approved_amount=page.approved_amount,
        review_count=page.review_count,
        since=narrowed.since.isoformat() if narrowed.since else "",
        until=narrowed.until.isoformat() if narrowed.until else "",
        state=narrowed.state or "",
        channel=narrowed.channel,
        text=narrowed.text,
        filtered=bool(query),
        csv_href=_address("/documentos/pagos.csv", query),
        previous_href=_page_href(narrowed, page.previous),
        next_href=_page_href(narrowed, page.following),
        approved_href=_state_href(narrowed, AttemptState.APPROVED),
        review_href=_state_href(narrowed, AttemptState.REVIEW),
        all_href=_state_href(narrowed, None),
    )


def _page_href(narrowed: PaymentFilter, number: int) -> str:
    return _address("/pagos", narrowed.query(number)) if number else ""


def _state_href(narrowed: PaymentFilter, state: AttemptState | None) -> str:
    return _address("/pagos", replace(narrowed, state=state).query())


def _address(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
