"""The stage of the demonstration: made-up people doing real things, on days that have passed.

Every verb here calls the use case that a screen would call, with the clock set to the moment of
the act, so that what is seeded is what the application itself would have written.
"""

from asyncio import Runner
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations.alerts.service import add_note
from ser_app.declarations.draft import Draft
from ser_app.declarations.service import (
    open_draft,
    save_draft,
    start_correction,
    start_draft,
)
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.furs import service as furs
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.debts.repository import filing_source
from ser_app.furs.form import BENEFICIARY_DIGITS
from ser_app.furs.repository import fur_by_number
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period
from ser_app.oversight.demo import ministry
from ser_app.oversight.demo.cast import Company, Permit
from ser_app.oversight.demo.gateway import DeskGateway
from ser_app.payments import service as payments
from ser_app.payments.asking import ask
from ser_app.payments.bank_files.generating import astray
from ser_app.payments.bank_files.loading import Loader, load
from ser_app.payments.bank_files.posting import post_file
from ser_app.payments.bank_files.writing import Collected, write
from ser_app.payments.collecting.repository import waiting_for_money
from ser_app.payments.gateways.sandbox.scenarios import Outcome
from ser_app.payments.repository import attempt_by_public_id
from ser_app.people.actor import Actor, Scope
from ser_app.people.permissions import Role
from ser_app.people.texts import DEMO_PASSWORD

_ADDRESS: Final = "203.0.113.25"  # of the block kept for documentation (RFC 5737)
_BROWSER: Final = "Demostración"
_TREASURY: Final = "tesoreria@demo.ser"


@dataclass(frozen=True, slots=True)
class Turnover:
    """What a quarter brought in, in pesos."""

    income: int
    returns: int = 0


@dataclass
class Stage:
    """Where the stories are played.

    Attributes:
        res: Resources over the seed's own database.
        clock: The same clock as in `res`; the stories move it.
        actors: The people by their mail address.
        permits: Public ids of the expedientes by their number.
        runner: Runs the payment services, which are asynchronous.
    """

    res: Resources
    clock: MovableClock
    actors: Mapping[str, Actor]
    permits: Mapping[str, str]
    runner: Runner
    gateway: DeskGateway = field(init=False)
    _declared: dict[tuple[str, Period], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gateway = DeskGateway(self.res)

    def due_on(self, permit: Permit, period: Period) -> date:
        """The law's due day of a period."""
        return due_day(permit.regime, period, self.res.rules)

    def draft(
        self,
        company: Company,
        permit: Permit,
        period: Period,
        turnover: Turnover,
        *,
        use: Use = Use.FILING_AND_PAYMENT,
        channel: Channel = Channel.ELECTRONIC,
        payment_day: date | None = None,
    ) -> str:
        """Prepare a declaration and leave it as a draft; gives its public id."""
        preparer = self._actor(company, Role.PREPARER)
        key = start_draft(self.res, preparer, self.permits[permit.number], period.text)
        opened = open_draft(self.res, preparer, key)
        if opened is None:
            raise RuntimeError(f"{permit.number} {period}: the story repeats a period")
        draft = _with_turnover(opened.draft, turnover)
        day = payment_day or self.res.clock.today()
        save_draft(self.res, preparer, replace(draft, use=use, channel=channel, payment_day=day))
        self._declared[permit.number, period] = key
        return key

    def correction(
        self, company: Company, permit: Permit, period: Period, turnover: Turnover
    ) -> str:
        """Prepare the correction of what was filed for a period; gives its public id."""
        preparer = self._actor(company, Role.PREPARER)
        key = start_correction(self.res, preparer, self._declared[permit.number, period])
        opened = open_draft(self.res, preparer, key)
        if opened is None:
            raise RuntimeError(f"{permit.number} {period}: the story corrects it twice")
        save_draft(self.res, preparer, _with_turnover(opened.draft, turnover))
        self._declared[permit.number, period] = key
        return key

    def note(self, company: Company, declaration: str, text: str) -> None:
        """Say something about the alerts of a draft."""
        add_note(self.res, self._actor(company, Role.PREPARER), declaration, text)

    def issue(self, company: Company, declaration: str) -> str:
        """Issue the FUR of a draft; gives its number."""
        return furs.issue(self.res, self._actor(company, Role.PREPARER), declaration)

    def sign(self, company: Company, number: str, role: Role) -> str:
        """Let one of the two signers sign; gives the number of the FUR that holds afterwards."""
        outcome = furs.sign(
            self.res,
            self._actor(company, role),
            number,
            password=DEMO_PASSWORD,
            accepted=True,
            address=_ADDRESS,
        )
        return outcome.number

    def payment_fur(
        self, company: Company, permit: Permit, period: Period, payment_day: date
    ) -> str:
        """Issue a FUR to pay what was filed before; gives its number."""
        preparer = self._actor(company, Role.PREPARER)
        declaration = self._declared[permit.number, period]
        return furs.issue_payment_fur(self.res, preparer, declaration, payment_day)

    def part_payment_fur(
        self, company: Company, permit: Permit, period: Period, amount: int
    ) -> str:
        """Issue a FUR that pays a part of what was filed before, today; gives its number."""
        preparer = self._actor(company, Role.PREPARER)
        source = filing_source(self._declared[permit.number, period])
        today = self.res.clock.today()
        return issue_debts_fur(self.res, preparer, [source], today, amount)

    def begin_payment(self, company: Company, number: str, outcome: Outcome) -> str:
        """Send somebody to the bank with a FUR; gives the attempt's public id."""
        self.gateway.outcome = outcome
        preparer = self._actor(company, Role.PREPARER)
        started = self.runner.run(
            payments.start(
                self.res,
                self.gateway,
                preparer,
                number,
                address=_ADDRESS,
                user_agent=_BROWSER,
            )
        )
        return started.attempt_public_id

    def end_payment(self, company: Company, attempt: str) -> None:
        """Come back from the bank: the gateway says what became of the payment."""
        preparer = self._actor(company, Role.PREPARER)
        self.runner.run(payments.refresh(self.res, self.gateway, preparer, attempt))

    def begin_given_back(self, company: Company, number: str, after: timedelta) -> str:
        """Pay a FUR whose bank takes its approval back after a while; gives the attempt."""
        self.gateway.settles_in = int(after.total_seconds())
        try:
            return self.begin_payment(company, number, Outcome.APPROVE_AND_GIVE_BACK)
        finally:
            self.gateway.settles_in = 0

    def ask_again(self, attempt: str) -> None:
        """Ask the gateway about a payment that has ended, as the job does."""
        with self.res.database.reading() as unit:
            found = attempt_by_public_id(unit, Scope(None), attempt)
        self.runner.run(ask(self.res, self.gateway, found, source="job"))

    def collect(self, number: str, day: date) -> None:
        """Let a bank collect a FUR on a day, and Tesorería load its file.

        The file brings two payments more, which a person has to resolve: one in whose reference a
        digit is wrong, and the first one again.
        """
        code, _, account = ministry.BANKS[0]
        with self.res.database.reading() as unit:
            fur = fur_by_number(unit, Scope(None), number)
            others = waiting_for_money(unit, day, 2)
        paid = Collected(fur.reference or "", fur.total)
        lost = next((Collected(*each) for each in others if each[0] != fur.reference), paid)
        lines = write(
            [paid, astray(lost), paid],
            nit=BENEFICIARY_DIGITS,
            collected_on=day,
            bank=code,
            account=account,
        )
        with TemporaryDirectory(prefix="ser-demo-") as folder:
            path = Path(folder) / f"recaudo-{code}-{day:%Y%m%d}.txt"
            path.write_bytes(b"".join(lines))
            person = self.actors[_TREASURY]
            file = load(self.res, Loader(person.user_id, person.label, "web"), path, path.name)
        post_file(self.res, file.id or 0)

    def at(self, instant: datetime) -> None:
        """Set the clock."""
        self.clock.instant = instant

    def _actor(self, company: Company, role: Role) -> Actor:
        return self.actors[company.person(role).email]


def _with_turnover(draft: Draft, turnover: Turnover) -> Draft:
    [income] = draft.of_kind(LineKind.INCOME)
    [returns] = draft.of_kind(LineKind.RETURN)
    draft = draft.with_amount(income.public_id, turnover.income)
    draft = draft.with_amount(returns.public_id, turnover.returns)
    return replace(draft, nil_confirmed=turnover.income == 0)
