"""How a period may go, from the draft to the payment; each story is told act by act.

A story is a generator: it yields the moment of its next act and goes on when the stage's clock
shows that moment. So the stories of all operators can be played in the order of time.
"""

import random
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from ser_app.base.clock import BOGOTA, bogota_day
from ser_app.declarations.states import Channel, Use
from ser_app.law.periods import Period, Regime
from ser_app.oversight.demo.cast import Company, Permit
from ser_app.oversight.demo.stage import Stage, Turnover
from ser_app.payments.gateways.sandbox.scenarios import Outcome
from ser_app.people.permissions import Role

Story = Generator[datetime, None, None]
_TOO_LATE: Final = timedelta(minutes=20)
_SESSION_LIFE: Final = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Scene:
    """A period of an expediente on the stage.

    Attributes:
        size: About how many pesos a quarter brings in.
    """

    stage: Stage
    company: Company
    permit: Permit
    period: Period
    size: int

    @property
    def due_on(self) -> date:
        """The due day of the period."""
        return self.stage.due_on(self.permit, self.period)

    @property
    def turnover(self) -> Turnover:
        """Always the same for the same expediente and period; grows 4 % a year, with chance."""
        dice = random.Random(f"{self.permit.number} {self.period}")  # noqa: S311  figures for show
        growth = 100 + 4 * (self.period.year - self.permit.valid_from.year)
        income = self.size * growth * dice.randint(86, 114) // 10_000
        returns = income * dice.randint(0, 30) // 1000 if dice.random() < 0.6 else 0  # noqa: PLR2004  six in ten
        if self.permit.regime is Regime.RADIO:
            return Turnover(income // 1000 * 1000)
        return Turnover(income // 100 * 100, returns // 100 * 100)


Telling = Callable[[Scene], Story]


def paid(*, after: int = -4) -> Telling:
    """Filed and paid the same day, so many days after the due day (negative: before)."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        number = yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)
        yield from _payment(scene, number, _at(day, 16, 5))

    return tell


def collected(*, after: int = -3) -> Telling:
    """Filed and paid at a bank with its bar code the same day; the bank's file comes at night."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        number = yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)
        yield _at(day, 23, 30)
        scene.stage.collect(number, day)

    return tell


def paid_later(*, after: int = -2, wait: int) -> Telling:
    """Filed without paying, and paid with a FUR of its own so many days later."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        yield from _filed(scene, day, Use.FILING, scene.turnover)
        yield _at(day + timedelta(days=wait), 10, 15)
        number = _payment_fur(scene)
        yield from _payment(scene, number, _at(day + timedelta(days=wait), 10, 40))

    return tell


def paid_on(day: date, *, after: int = -2) -> Telling:
    """Filed without paying, and paid with a FUR of its own on a day."""

    def tell(scene: Scene) -> Story:
        yield from _filed(scene, scene.due_on + timedelta(days=after), Use.FILING, scene.turnover)
        yield _at(day, 10, 15)
        number = _payment_fur(scene)
        yield from _payment(scene, number, _at(day, 10, 40))

    return tell


def paid_in_parts(*, after: int = -2, wait: int, part: int) -> Telling:
    """Filed; so many days later `part` pesos are paid, and the rest a month after that."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        yield from _filed(scene, day, Use.FILING, scene.turnover)
        first = day + timedelta(days=wait)
        yield _at(first, 9, 10)
        number = scene.stage.part_payment_fur(scene.company, scene.permit, scene.period, part)
        yield from _payment(scene, number, _at(first, 9, 25))
        rest = first + timedelta(days=30)
        yield _at(rest, 10, 15)
        yield from _payment(scene, _payment_fur(scene), _at(rest, 10, 40))

    return tell


def rejected_then_paid(*, after: int = -5) -> Telling:
    """The first payment is rejected by the bank; the second, an hour later, is approved."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        number = yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)
        yield from _payment(scene, number, _at(day, 16, 5), Outcome.REJECT)
        yield from _payment(scene, number, _at(day, 17, 20))

    return tell


def nil(*, after: int = -3) -> Telling:
    """A quarter without income: filed, nothing to pay unless it is late."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        yield from _filed(scene, day, Use.FILING, Turnover(0))

    return tell


def share_of_income(percent: int) -> Callable[[Turnover], Turnover]:
    """So much of the usual income, and no returns."""
    return lambda usual: Turnover(usual.income * percent // 100_000 * 1000)


def returns_of(percent: int) -> Callable[[Turnover], Turnover]:
    """The usual income, with so much of it returned."""
    return lambda usual: Turnover(usual.income, usual.income * percent // 100_000 * 1000)


def noted(change: Callable[[Turnover], Turnover], note: str = "", *, after: int = -3) -> Telling:
    """Something unusual, filed and paid with a note about its alerts, if there is one."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        turnover = change(scene.turnover)
        use = Use.FILING_AND_PAYMENT if turnover.income else Use.FILING
        number = yield from _filed(scene, day, use, turnover, note)
        if turnover.income:
            yield from _payment(scene, number, _at(day, 16, 5))

    return tell


def unpaid(*, after: int = -1) -> Telling:
    """Filed with a FUR that nobody pays."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)

    return tell


def rejected(*, after: int = -1) -> Telling:
    """Filed; the bank rejects the payment and nobody tries again."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        number = yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)
        yield from _payment(scene, number, _at(day, 17, 2), Outcome.REJECT)

    return tell


def corrected_before_payment(*, after: int = -3, wait: int = 4) -> Telling:
    """Filed; some income had been forgotten, so it is corrected and paid with the correction."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        income, returns = scene.turnover.income, scene.turnover.returns
        yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)
        more = Turnover(income // 95_000 * 100_000, returns)
        number = yield from _corrected(scene, day + timedelta(days=wait), more)
        yield from _payment(scene, number, _at(day + timedelta(days=wait), 16, 40))

    return tell


def corrected_after_payment(*, after: int = -4, wait: int = 25) -> Telling:
    """Filed and paid; too much was declared, and the correction leaves a balance in favour."""

    def tell(scene: Scene) -> Story:
        day = scene.due_on + timedelta(days=after)
        income, returns = scene.turnover.income, scene.turnover.returns
        number = yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)
        yield from _payment(scene, number, _at(day, 16, 5))
        less = Turnover(income // 105_000 * 100_000, returns)
        yield from _corrected(scene, day + timedelta(days=wait), less)

    return tell


def pending(now: datetime) -> Telling:
    """Filed in time; paid an hour before `now` at a bank that does not answer."""

    def tell(scene: Scene) -> Story:
        yield from _filed(scene, scene.due_on - timedelta(days=2), Use.FILING, scene.turnover)
        begin = about_an_hour_before(now)
        yield begin
        # At the very moment of the payment: a minute earlier may be yesterday, whose FUR is over.
        number = _payment_fur(scene)
        yield from _payment(scene, number, begin, Outcome.STAY_PENDING)

    return tell


def approved_twice(now: datetime) -> Telling:
    """Filed in time; paid an hour before `now`, and the bank approves it twice: one is held."""

    def tell(scene: Scene) -> Story:
        yield from _filed(scene, scene.due_on - timedelta(days=2), Use.FILING, scene.turnover)
        begin = about_an_hour_before(now)
        yield begin
        attempt = scene.stage.begin_payment(
            scene.company, _payment_fur(scene), Outcome.APPROVE_TWICE
        )
        yield begin + timedelta(minutes=2)
        scene.stage.end_payment(scene.company, attempt)

    return tell


def given_back_after_correction(now: datetime) -> Telling:
    """Paid in time and corrected the day before `now`; then its bank takes the payment back."""

    def tell(scene: Scene) -> Story:
        day, income = scene.due_on - timedelta(days=3), scene.turnover.income
        number = yield from _filed(scene, day, Use.FILING_AND_PAYMENT, scene.turnover)
        paid, back = _at(day, 15, 40), about_an_hour_before(now)
        yield paid
        attempt = scene.stage.begin_given_back(scene.company, number, back - paid)
        yield paid + timedelta(minutes=2)
        scene.stage.end_payment(scene.company, attempt)
        less = Turnover(income // 105_000 * 100_000, scene.turnover.returns)
        yield from _corrected(scene, bogota_day(now - timedelta(days=2)), less)
        yield back + timedelta(minutes=1)
        scene.stage.ask_again(attempt)

    return tell


def waiting_for_accountant(now: datetime) -> Telling:
    """Prepared the day before `now`; the legal representative has signed."""

    def tell(scene: Scene) -> Story:
        yield now - timedelta(hours=26)
        pay_on = scene.stage.res.clock.today() + timedelta(days=9)
        declaration = _drafted(scene, scene.turnover, payment_day=pay_on)
        number = scene.stage.issue(scene.company, declaration)
        yield now - timedelta(hours=23)
        scene.stage.sign(scene.company, number, Role.LEGAL_REPRESENTATIVE)

    return tell


def draft(now: datetime) -> Telling:
    """A draft that somebody left three hours before `now`."""

    def tell(scene: Scene) -> Story:
        yield now - timedelta(hours=3)
        _drafted(scene, scene.turnover)

    return tell


def on_paper(moment: datetime, *, days: int) -> Telling:
    """A form printed at a moment, to be paid at a bank within so many days; nobody has yet."""

    def tell(scene: Scene) -> Story:
        yield moment
        pay_on = scene.stage.res.clock.today() + timedelta(days=days)
        declaration = _drafted(scene, scene.turnover, channel=Channel.PAPER, payment_day=pay_on)
        scene.stage.issue(scene.company, declaration)

    return tell


def about_an_hour_before(now: datetime) -> datetime:
    """When a payment of the present begins: not in the last minutes of a day, which take none."""
    begin = now - timedelta(minutes=62)
    ends = datetime.combine(bogota_day(begin) + timedelta(days=1), time(0), BOGOTA)
    return begin - _TOO_LATE if ends - begin < _TOO_LATE else begin


def _filed(
    scene: Scene, day: date, use: Use, turnover: Turnover, note: str = ""
) -> Generator[datetime, None, str]:
    """Prepare in the morning, sign twice; gives the number of the FUR."""
    yield _at(day, 9, 20)
    declaration = _drafted(scene, turnover, use=use)
    if note:
        scene.stage.note(scene.company, declaration, note)
    number = scene.stage.issue(scene.company, declaration)
    yield _at(day, 11, 5)
    number = scene.stage.sign(scene.company, number, Role.LEGAL_REPRESENTATIVE)
    yield _at(day, 15, 40)
    return scene.stage.sign(scene.company, number, Role.ACCOUNTANT)


def _corrected(scene: Scene, day: date, turnover: Turnover) -> Generator[datetime, None, str]:
    """Correct what was filed, and sign twice; gives the number of the correction's FUR."""
    stage = scene.stage
    yield _at(day, 9, 30)
    declaration = stage.correction(scene.company, scene.permit, scene.period, turnover)
    number = stage.issue(scene.company, declaration)
    yield _at(day, 10, 45)
    number = stage.sign(scene.company, number, Role.LEGAL_REPRESENTATIVE)
    yield _at(day, 15, 10)
    return stage.sign(scene.company, number, Role.ACCOUNTANT)


def _payment(
    scene: Scene, number: str, moment: datetime, outcome: Outcome = Outcome.APPROVE
) -> Story:
    """Go to the bank and come back; a rejected session is final when its life is over."""
    yield moment
    attempt = scene.stage.begin_payment(scene.company, number, outcome)
    approved = outcome is Outcome.APPROVE
    yield moment + (timedelta(minutes=2) if approved else _SESSION_LIFE)
    scene.stage.end_payment(scene.company, attempt)


def _drafted(
    scene: Scene,
    turnover: Turnover,
    *,
    use: Use = Use.FILING_AND_PAYMENT,
    channel: Channel = Channel.ELECTRONIC,
    payment_day: date | None = None,
) -> str:
    return scene.stage.draft(
        scene.company,
        scene.permit,
        scene.period,
        turnover,
        use=use,
        channel=channel,
        payment_day=payment_day,
    )


def _payment_fur(scene: Scene) -> str:
    stage = scene.stage
    return stage.payment_fur(scene.company, scene.permit, scene.period, stage.res.clock.today())


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), BOGOTA).astimezone(UTC)
