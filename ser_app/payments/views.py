"""What the screens of this room show: frozen dataclasses of formatted text."""

from dataclasses import dataclass


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
        unfinished: True when a session of it was left unfinished.
    """

    number: str = ""
    entity: str = ""
    payer: str = ""
    concept: str = ""
    amount: str = ""
    reference: str = ""
    valid_until: str = ""
    unfinished: bool = False


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
        bank_says: What gateway or bank said last.
        notice: ACH's text or a warning; empty when there is none.
        cost_later: What the same payment costs tomorrow; empty when it makes no sense.
        fur_number: Number of the FUR.
        fur_href: Its page.
        can_retry: Whether the person may try again now.
        can_continue: Whether the session may be gone on with.
        is_open: Whether the state may still change, so that asking again makes sense.
        in_review: Whether Tesorería must look at it.
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
    bank_says: str = ""
    notice: str = ""
    cost_later: str = ""
    fur_number: str = ""
    fur_href: str = ""
    can_retry: bool = False
    can_continue: bool = False
    is_open: bool = False
    in_review: bool = False


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A line of *Estado de pagos*."""

    href: str = ""
    instant: str = ""
    operator: str = ""
    fur_number: str = ""
    fur_href: str = ""
    reference: str = ""
    channel: str = ""
    bank: str = ""
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
