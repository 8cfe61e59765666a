"""The operator's home: what has to be done next, and what waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import filed_periods
from ser_app.declarations.service.choosing import DECLARED_HERE, opens_on
from ser_app.declarations.states import Channel, DeclarationState
from ser_app.declarations.unfiled import Authorisation, Obligation, unfiled
from ser_app.furs.agreements.consulting import Current, current_agreements
from ser_app.furs.debts.naming import names_by_fur
from ser_app.furs.debts.repository import declarations_paid_by
from ser_app.furs.models import Fur
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime, quarter_of
from ser_app.ledger.in_favour.repository import available
from ser_app.ledger.statement.folding import Open
from ser_app.ledger.statement.service import debts_on
from ser_app.oversight import repository
from ser_app.oversight.calendar.today import estimated_today
from ser_app.oversight.records import OpenDeclaration, Unpaid, WaitingPayment
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

LATEST: Final = 5
"""How many FURs the page lists."""


class Step(StrEnum):
    """What a period needs next, in the order of its life."""

    DECLARE = "declare"
    CONTINUE = "continue"
    SIGN = "sign"
    AWAIT_SIGNATURES = "await_signatures"
    PRINT = "print"
    PAY = "pay"


_PERMISSION_OF: Final = {
    Step.DECLARE: Permission.DECLARATION_PREPARE,
    Step.CONTINUE: Permission.DECLARATION_PREPARE,
    Step.SIGN: Permission.DECLARATION_SIGN,
    Step.PRINT: Permission.FUR_VIEW,
    Step.PAY: Permission.PAYMENT_START,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A period of an expediente that is not settled, and its next step.

    Attributes:
        mine: Whether the person may do the step; others of the operator do it otherwise.
        amount: Pesos of the draft, of the FUR that can be paid today, or of the debt with its
            interest to today; None while nothing was declared.
        estimated: The amount is that of the last filing declared again today.
        as_filed: The amount lacks the interest to today, for which a rate is missing.
        as_of: The payment day for which a draft or a prepared declaration came to the amount;
            None of what is told for today.
        payable: Whether the newest FUR can be paid today; an expired one is renewed first.
        reduced: Whether a part was paid: the rest is paid with a FUR of debts.
        declaration: Public id; empty while nothing was begun.
        fur: Number of the newest FUR; empty while there is none.
        key: Public id of the expediente.
    """

    step: Step
    mine: bool
    regime: Regime
    period: Period
    expediente: str
    key: str
    due_on: date
    amount: int | None = None
    as_filed: bool = False
    estimated: bool = False
    as_of: date | None = None
    payable: bool = False
    reduced: bool = False
    declaration: str = ""
    fur: str = ""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The quarter that is running: when it can be declared from, and its due day."""

    expediente: str
    regime: Regime
    period: Period
    due_on: date


@dataclass(frozen=True, slots=True)
class Account:
    """How the operator's account stands today, whole pesos.

    Attributes:
        owed: All that would have to be paid today, with interest; `overdue` is the part of it
            whose due day has passed.
        known: Whether all interest could be reckoned; without the rate of a day some is missing.
        in_favour: Balance in favour that can be applied.
    """

    owed: int
    overdue: int
    known: bool
    in_favour: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page.

    Attributes:
        next: The most urgent task, one that the person may do if there is any.
        tasks: All tasks, the earliest due day first; what is being paid is in `payments`.
        payments: Payments whose bank has not answered yet.
        furs: The newest FURs.
        upcoming: The running quarter of each valid expediente.
        account: How the account stands; None for who may not see it whole.
        agreements: Proposals that wait and agreements of which something is owed.
        names: What a FUR pays that is of no filing, by its id, where one name says it.
    """

    today: date
    next: Task | None
    tasks: Sequence[Task]
    payments: Sequence[WaitingPayment]
    furs: Sequence[Fur]
    upcoming: Sequence[Upcoming]
    account: Account | None = None
    agreements: Sequence[Current] = ()
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether nothing at all waits: nothing to do, to be decided, to be answered or to pay."""
        waits = self.tasks or self.payments or self.agreements
        return not waits and not (self.account and self.account.owed)

    def with_step(self, *steps: Step) -> list[Task]:
        """The tasks whose next step is one of these."""
        return [task for task in self.tasks if task.step in steps]


def home(res: Resources, actor: Actor) -> Home:
    """What waits for this person and this operator.

    Raises:
        NotAllowed: The actor may not see it.
    """
    actor.require(Permission.HOME_VIEW)
    today, scope = res.clock.today(), actor.scope
    law_due_day = partial(due_day, rules=res.rules)
    with res.database.reading() as unit:
        authorised = repository.authorisations(unit, scope)
        filed = filed_periods(unit, scope)
        opened = [
            item
            for item in repository.open_declarations(unit, scope)
            if opens_on(Period.parse(item.declaration.period)) <= today
        ]
        unpaid = repository.unpaid_declarations(unit, scope, today)
        signed = repository.signed_declarations(unit, scope, actor.user_id)
        payments = repository.waiting_payments(unit, scope, today)
        paying = declarations_paid_by(unit, [each.attempt.fur_id for each in payments])
        furs = repository.latest_furs(unit, scope, today, LATEST)
        names = names_by_fur(unit, _of_debts(furs, payments))
        debts = _debts_of(unit, res, actor, unpaid)
        account = _account(unit, actor, debts)
        agreements = current_agreements(unit, res, actor)
    in_proposal = {source for each in agreements if each.undecided for source in each.covers}
    missing = unfiled(authorised, filed, law_due_day, today=today)
    tasks = sorted(
        [
            *_to_declare(actor, missing, opened),
            *(_of_open(actor, item, signed) for item in opened),
            *(
                _of_unpaid(actor, item, debts)
                for item in unpaid
                if item.declaration.id not in paying and _source(item) not in in_proposal
            ),
        ],
        key=lambda task: (task.due_on, task.expediente),
    )
    upcoming = [
        Upcoming(item.number, item.regime, quarter, law_due_day(item.regime, quarter))
        for item in authorised
        if item.regime in DECLARED_HERE and _valid(item, today)
        for quarter in [_running(item.regime, today)]
    ]
    first = _most_urgent(tasks)
    if first is not None and first.step is Step.DECLARE:
        with res.database.reading() as unit:
            tasks, first = _priced(unit, res, authorised, tasks, first)
    return Home(today, first, tasks, payments, furs, upcoming, account, agreements, names)


def _of_debts(furs: Iterable[Fur], payments: Iterable[WaitingPayment]) -> set[int]:
    """Ids of the FURs among these that pay debts of the books: only they are looked up."""
    return {
        *(each.id or 0 for each in furs if each.declaration_id is None),
        *(each.attempt.fur_id for each in payments if each.declaration_id is None),
    }


def _priced(
    unit: Unit,
    res: Resources,
    authorised: Sequence[Authorisation],
    tasks: list[Task],
    first: Task,
) -> tuple[list[Task], Task]:
    """The first task, which nobody has begun, with what it would cost today by the last filing."""
    permit = next((each for each in authorised if each.public_id == first.key), None)
    amount = estimated_today(unit, res, permit, first.period) if permit else None
    if amount is None:
        return tasks, first
    told = replace(first, amount=amount, estimated=True)
    return [told if task is first else task for task in tasks], told


def _running(regime: Regime, today: date) -> Period:
    """The period that comes next: the quarter that runs, or the year that comes."""
    return Period(today.year + 1) if regime is Regime.RADIO else quarter_of(today)


def _most_urgent(tasks: Sequence[Task]) -> Task | None:
    own = (task for task in tasks if task.mine)
    return next(own, None) or next(iter(tasks), None)


def _to_declare(
    actor: Actor, missing: Iterable[Obligation], opened: Iterable[OpenDeclaration]
) -> list[Task]:
    begun = {(item.declaration.expediente_id, item.declaration.period) for item in opened}
    return [
        Task(
            step=Step.DECLARE,
            mine=_may(actor, Step.DECLARE),
            regime=item.authorisation.regime,
            period=item.period,
            expediente=item.authorisation.number,
            key=item.authorisation.public_id,
            due_on=item.due_on,
        )
        for item in missing
        if (item.authorisation.key, item.period.text) not in begun
    ]


def _of_open(actor: Actor, item: OpenDeclaration, signed: set[int]) -> Task:
    step = _step_of(actor, item.declaration, signed)
    found = _task(actor, step, item, amount=item.declaration.total)
    return replace(found, as_of=item.declaration.payment_day)


def _step_of(actor: Actor, declaration: Declaration, signed: set[int]) -> Step:
    if declaration.state == DeclarationState.DRAFT:
        return Step.CONTINUE
    if declaration.channel == Channel.PAPER:
        return Step.PRINT
    own = actor.may(Permission.DECLARATION_SIGN) and declaration.id not in signed
    return Step.SIGN if own else Step.AWAIT_SIGNATURES


def _debts_of(
    unit: Unit, res: Resources, actor: Actor, unpaid: Sequence[Unpaid]
) -> Mapping[str, Open]:
    """What the books say today of all that is not paid, by the source of each debt."""
    if actor.operator_id is None or not (unpaid or _sees_account(actor)):
        return {}
    return {
        each.debt.source: each for each in debts_on(unit, res, actor.operator_id, res.clock.today())
    }


def _sees_account(actor: Actor) -> bool:
    """Whether the person sees the operator's account, and not only that of some expedientes."""
    return actor.may(Permission.STATEMENT_VIEW) and actor.expedientes is None


def _account(unit: Unit, actor: Actor, debts: Mapping[str, Open]) -> Account | None:
    if actor.operator_id is None or not _sees_account(actor):
        return None
    found = debts.values()
    return Account(
        owed=sum(each.total for each in found),
        overdue=sum(each.total for each in found if each.overdue),
        known=all(each.known for each in found),
        in_favour=available(unit, actor.operator_id),
    )


def _of_unpaid(actor: Actor, item: Unpaid, debts: Mapping[str, Open]) -> Task:
    task = _task(actor, Step.PAY, item, amount=item.fur_total)
    if task.payable:
        return task
    # What cannot be paid as it is needs a new FUR first, which not everybody who pays may make.
    task = replace(task, mine=actor.may(Permission.FUR_ISSUE))
    debt = debts.get(_source(item))
    if debt is None:
        return task
    return replace(task, amount=debt.total) if debt.known else replace(task, as_filed=True)


def _source(item: Unpaid) -> str:
    """What the filing calls the debt that it created."""
    return f"filing:{item.declaration.public_id}"


def _task(actor: Actor, step: Step, item: OpenDeclaration | Unpaid, *, amount: int) -> Task:
    declaration = item.declaration
    return Task(
        step=step,
        mine=_may(actor, step),
        regime=Regime(declaration.regime),
        period=Period.parse(declaration.period),
        expediente=item.expediente,
        key="",
        due_on=item.due_on if isinstance(item, Unpaid) else declaration.due_on,
        amount=amount,
        payable=isinstance(item, Unpaid) and item.payable,
        reduced=isinstance(item, Unpaid) and item.reduced,
        declaration=declaration.public_id,
        fur=item.fur,
    )


def _may(actor: Actor, step: Step) -> bool:
    permission = _PERMISSION_OF.get(step)
    return permission is not None and actor.may(permission)


def _valid(item: Authorisation, today: date) -> bool:
    return item.valid_from <= today and (item.valid_to is None or today <= item.valid_to)
