"""Look at obligations: the list, and one debt with all that happened to it."""

from dataclasses import dataclass
from datetime import date

from ser_app.base.resources import Resources
from ser_app.law.errors import LawError
from ser_app.law.explanation import Figure
from ser_app.law.periods import Regime
from ser_app.ledger import repository as books
from ser_app.ledger.debt import Remaining, remaining, running_interest
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.knowing import overdue_debts
from ser_app.ledger.obligations.models import Charge
from ser_app.ledger.obligations.pledging import Promise, promises
from ser_app.ledger.obligations.repository import PAGE_SIZE, ChargeRow
from ser_app.ledger.statement.folding import interest_figure
from ser_app.people import repository as people
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import Expediente, Operator
from ser_app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Asked:
    """Which obligations are wanted; empty texts ask for all.

    Attributes:
        operator: Public id of an operator.
        kind: `right`, `fine`, `instalment`.
        act: Number of the act, whole.
        before: Id after which the page begins.
    """

    operator: str = ""
    kind: str = ""
    act: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of obligations; `next_before` leads to the next one, None at the end."""

    rows: tuple[ChargeRow, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class DebtFile:
    """All that is known of one debt.

    Attributes:
        charge: The act behind it; None for a declaration.
        left: What the books say is left.
        running: Interest to today that the books have not charged, whole pesos.
        interest: Its explanation; None when the rules do not reach today.
        taken_back: The journal that took it back, if one did.
    """

    debt: Obligation
    operator: Operator
    expediente: str
    charge: Charge | None
    left: Remaining
    running: int
    interest: Figure | None
    entries: tuple[tuple[LedgerEntry, LedgerJournal], ...]
    promises: tuple[Promise, ...]
    taken_back: LedgerJournal | None
    today: date


def listed(res: Resources, actor: Actor, asked: Asked) -> Listed:
    """A page of obligations that the person may see, the newest first.

    Raises:
        NotAllowed: The person may not see statements.
    """
    actor.require(Permission.STATEMENT_VIEW)
    with res.database.reading() as unit:
        operator_id = None
        if asked.operator and actor.scope.operator_id is None:
            found = repository.operator_by_public_id(unit, asked.operator)
            if found is None:
                return Listed((), None)
            operator_id = found.id
        rows = repository.charges(
            unit,
            actor.scope,
            operator_id=operator_id,
            kind=asked.kind,
            act=asked.act,
            before=asked.before,
        )
    more = len(rows) > PAGE_SIZE
    shown = tuple(rows[:PAGE_SIZE])
    return Listed(shown, shown[-1].charge.id if more else None)


def debt_file(res: Resources, actor: Actor, public_id: str) -> DebtFile:
    """One debt of any kind, to today.

    Raises:
        NotAllowed: The person may not see statements.
        NotFound: There is no such debt inside the person's scope.
    """
    actor.require(Permission.STATEMENT_VIEW)
    today = res.clock.today()
    with res.database.reading() as unit:
        debt = repository.obligation_by_public_id(unit, actor.scope, public_id)
        key = debt.id or 0
        left = remaining(debt.due_on, books.movements_of(unit, key))
        regime = Regime(debt.regime) if debt.regime else None
        try:
            running: int = running_interest(left, regime, today, res.rules)[0]
            figure = interest_figure(left, regime, today, res.rules) if left.total else None
        except LawError:
            running, figure = 0, None
        number = ""
        if debt.expediente_id is not None:
            number = people.expediente_by_id(unit, debt.expediente_id).number
        return DebtFile(
            debt=debt,
            operator=people.operator_by_id(unit, debt.operator_id),
            expediente=number,
            charge=repository.charge_of(unit, key),
            left=left,
            running=running,
            interest=figure,
            entries=tuple(repository.entries_of(unit, key)),
            promises=tuple(promises(unit, repository.pledges_of(unit, [key]), today)),
            taken_back=repository.taken_back(unit, [debt.source]).get(debt.source),
            today=today,
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen for an operator: its expedientes, and debts for an instalment."""

    expedientes: tuple[Expediente, ...]
    debts: tuple[tuple[str, str, int, date], ...]


def operators(res: Resources, actor: Actor) -> list[Operator]:
    """The operators for whom obligations may be entered, or whose are shown.

    Raises:
        NotAllowed: The person may not see statements.
    """
    actor.require(Permission.STATEMENT_VIEW)
    with res.database.reading() as unit:
        return [each for each in people.operators(unit) if actor.scope.admits(each.id or 0)]


def choices(res: Resources, actor: Actor, nit: str) -> Choice:
    """What the form offers once its operator is known; nothing for an unknown one.

    Raises:
        NotAllowed: The person may not enter obligations.
    """
    actor.require(Permission.OBLIGATION_ENTER)
    with res.database.reading() as unit:
        found = repository.operators_of(unit, [nit]).get(nit)
        if found is None or found.id is None:
            return Choice((), ())
        expedientes = tuple(people.expedientes_of(unit, Scope(found.id)))
        debts = tuple(
            (debt.public_id, debt.description, debt.capital, debt.due_on)
            for debt in overdue_debts(unit, found.id, res.clock.today())
        )
        return Choice(expedientes, debts)
