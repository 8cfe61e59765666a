"""Ask for a statement: who may, of which operator, between which days."""

from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.law.periods import Regime
from ser_app.ledger import repository
from ser_app.ledger.journal import Account, Concept, Kind, ObligationKind
from ser_app.ledger.statement.folding import Booked, Owed, Statement, fold
from ser_app.people import repository as people
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement with the operator that it is of."""

    operator: Operator
    statement: Statement


def operators(res: Resources, actor: Actor) -> list[Operator]:
    """The operators whose statement a person may ask for."""
    actor.require(Permission.STATEMENT_VIEW)
    with res.database.reading() as unit:
        return [each for each in people.operators(unit) if actor.scope.admits(each.id or 0)]


def statement_of(
    res: Resources, actor: Actor, operator_id: str, first: date | None, last: date | None
) -> Answer:
    """The statement of an operator.

    Args:
        res: The resources of the process.
        actor: Who asks.
        operator_id: Public id of the operator; an operator's own people leave it empty.
        first: First day of the movements; 1 January of the last day's year when None.
        last: The day asked for; the business day when None.

    Raises:
        NotAllowed: The person may not ask.
        NotFound: No such operator inside the person's scope.
        Refused: The days are the wrong way round.
    """
    actor.require(Permission.STATEMENT_VIEW)
    last = last or res.clock.today()
    first = first or date(last.year, 1, 1)
    if first > last:
        raise Refused(
            "days_turned_around",
            "El primer día es posterior al último. Cambie uno de los dos y consulte de nuevo.",
            field="desde",
        )
    with res.database.reading() as unit:
        operator = operator_in(unit, actor, operator_id)
        return Answer(operator, statement_in(unit, res, actor.scope, operator, first, last))


def operator_in(unit: Unit, actor: Actor, public_id: str) -> Operator:
    """The operator that a person asks about: the own one, or the one that the Ministry names.

    Raises:
        NotFound: No such operator inside the person's scope.
    """
    wanted = [each for each in people.operators(unit) if actor.scope.admits(each.id or 0)]
    own = actor.operator_id
    for each in wanted:
        if each.id == own or (own is None and each.public_id == public_id):
            return each
    raise NotFound


def statement_in(
    unit: Unit, res: Resources, scope: Scope, operator: Operator, first: date, last: date
) -> Statement:
    """The statement of an operator between two days; the caller has checked the permission."""
    key = operator.id or 0
    numbers = {each.id: each.number for each in people.expedientes_of(unit, Scope(key))}
    entries = [
        Booked(
            journal.source,
            Kind(journal.kind),
            entry.value_day,
            journal.posted_on,
            journal.description,
            Account(entry.account),
            Concept(entry.concept),
            entry.amount,
            entry.obligation_id,
        )
        for entry, journal in repository.booked(unit, scope, key, last)
    ]
    debts = [
        Owed(
            each.id or 0,
            each.source,
            ObligationKind(each.kind),
            numbers.get(each.expediente_id, ""),
            Regime(each.regime) if each.regime else None,
            each.period,
            each.description,
            each.due_on,
        )
        for each in repository.obligations_of(unit, scope, key)
    ]
    return fold(entries, debts, first, last, res.rules)
