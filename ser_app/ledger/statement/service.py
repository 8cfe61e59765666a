"""Ask for a statement: who may, of which operator, between which days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.law.explanation import Figure
from ser_app.law.periods import Regime
from ser_app.ledger.good_standing.standing import Undeclared
from ser_app.ledger.journal import Account, ObligationKind
from ser_app.ledger.models import Obligation
from ser_app.ledger.obligations import repository as obligations
from ser_app.ledger.obligations.pledging import Promise, promises
from ser_app.ledger.statement import repository
from ser_app.ledger.statement.folding import (
    Booked,
    Open,
    Owed,
    Place,
    Statement,
    changes_of,
    favour_changes,
    open_of,
)
from ser_app.ledger.statement.given_back import GivenBack, given_back_of
from ser_app.ledger.statement.undeclared import undeclared_of
from ser_app.ledger.statement.under_way import under_way_of
from ser_app.people import repository as people
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission

ENTRIES_AT_ONCE: Final = 100
"""Of so many entries a page of movements is made; a filing and its payment have about five."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement with the operator that it is of, and what was promised of its debts.

    Attributes:
        undeclared: Its periods due and not declared by the last day, the oldest first: what they
            owe is in no statement; None when nobody can say whether there are any.
        promises: The last pledge on each debt until the statement's day, by the debt's id.
        under_way: The number of the FUR with which a debt is being paid now, by its source.
        given_back: Payments that the bank gave back until that day and nobody has decided yet.
    """

    operator: Operator
    statement: Statement
    undeclared: tuple[Undeclared, ...] | None = None
    promises: Mapping[int, Promise] = field(default_factory=dict)
    under_way: Mapping[str, str] = field(default_factory=dict)
    given_back: tuple[GivenBack, ...] = ()


def operators(res: Resources, actor: Actor) -> list[Operator]:
    """The operators whose statement a person may ask for."""
    actor.require(Permission.STATEMENT_VIEW)
    with res.database.reading() as unit:
        return [each for each in people.operators(unit) if actor.scope.admits(each.id or 0)]


def statement_of(
    res: Resources,
    actor: Actor,
    operator_id: str,
    first: date | None,
    last: date | None,
    *,
    after: Place | None = None,
    entries: int | None = ENTRIES_AT_ONCE,
) -> Answer:
    """The statement of an operator.

    Args:
        res: The resources of the process.
        actor: Who asks.
        operator_id: Public id of the operator; an operator's own people leave it empty.
        first: First day of the movements; 1 January of the last day's year when None.
        last: The day asked for; the business day when None.
        after: The entry after which the movements go on; None to begin with the first day.
        entries: Of about how many entries movements are shown; None for all of them.

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
        found = statement_in(
            unit, res, actor.scope, operator, first, last, after=after, entries=entries
        )
        missing = undeclared_of(unit, res, operator, last)
        under_way = under_way_of(unit, operator.id or 0) if found.debts else {}
        back = [each for each in given_back_of(unit, res, operator.id or 0) if each.day <= last]
        return Answer(operator, found, missing, _promises(unit, found), under_way, tuple(back))


def interest_of(
    res: Resources, actor: Actor, operator_id: str, last: date, debt_id: int
) -> Figure | None:
    """Explain the interest of one debt of a statement; None where there is nothing to explain.

    Args:
        res: The resources of the process.
        actor: Who asks.
        operator_id: Public id of the operator; an operator's own people leave it empty.
        last: The day of the statement.
        debt_id: The debt's id.

    Raises:
        NotAllowed: The person may not ask.
        NotFound: No such operator inside the person's scope.
    """
    actor.require(Permission.STATEMENT_VIEW)
    with res.database.reading() as unit:
        operator = operator_in(unit, actor, operator_id)
        found = repository.debt_of(unit, operator.id or 0, debt_id)
        if found is None:
            return None
        entries = repository.entries_of(unit, [debt_id], last)
        opened = open_of(entries, [_owed(*found, {})], last, res.rules)
    return opened[0].interest if opened else None


def _promises(unit: Unit, found: Statement) -> dict[int, Promise]:
    pledges = obligations.pledges_of(unit, [each.debt.id for each in found.debts])
    return {each.pledge.obligation_id: each for each in promises(unit, pledges, found.last)}


def operator_in(unit: Unit, actor: Actor, public_id: str) -> Operator:
    """The operator that a person asks about: the own one, or the one that the Ministry names.

    Raises:
        NotFound: No such operator inside the person's scope.
    """
    own = actor.operator_id
    if own is not None:
        return people.operator_by_id(unit, own)
    return people.operator_by_public_id(unit, actor.scope, public_id)


def statement_in(
    unit: Unit,
    res: Resources,
    scope: Scope,
    operator: Operator,
    first: date,
    last: date,
    *,
    after: Place | None = None,
    entries: int | None = ENTRIES_AT_ONCE,
) -> Statement:
    """The statement of an operator between two days; the caller has checked the permission.

    It is read from sums and equals what `fold` sums up, which the tests hold together.
    """
    key, tomorrow = operator.id or 0, last + timedelta(days=1)
    if not scope.admits(key):
        raise NotFound
    opening = repository.balance_before(unit, key, Account.DEBTOR, first)
    before = repository.owed_at(unit, key, after) if after else opening
    shown, following = _page(unit, key, first, last, after, entries)
    favour_opening = -repository.balance_before(unit, key, Account.IN_FAVOUR, first)
    favour, more = _favour(unit, key, first, last, entries)
    return Statement(
        first=first,
        last=last,
        opening=opening,
        changes=changes_of(shown, before),
        closing=repository.balance_before(unit, key, Account.DEBTOR, tomorrow),
        debts=debts_on(unit, res, key, last),
        in_favour=-repository.balance_before(unit, key, Account.IN_FAVOUR, tomorrow),
        favour_opening=favour_opening,
        favour=favour_changes(favour, favour_opening),
        favour_more=more,
        after=after,
        following=following,
    )


def debts_on(unit: Unit, res: Resources, operator_id: int, day: date) -> tuple[Open, ...]:
    """What an operator has not paid whole on a day, with its interest to that day.

    The caller has checked the permission and the scope.
    """
    open_ones = repository.maybe_open(unit, operator_id, day)
    acts = obligations.acts_of(unit, [debt.id or 0 for debt, _ in open_ones])
    debts = [_owed(*found, acts) for found in open_ones]
    entries = repository.entries_of(unit, [each.id for each in debts], day)
    return open_of(entries, debts, day, res.rules)


def _favour(
    unit: Unit, key: int, first: date, last: date, limit: int | None
) -> tuple[list[Booked], bool]:
    """The first entries of the balance in favour, and whether there are more."""
    most = None if limit is None else limit + 1
    found = repository.entries_between(
        unit, key, first, last, account=Account.IN_FAVOUR, limit=most
    )
    shown = found if limit is None else found[:limit]
    return [entry for entry, _ in shown], len(shown) < len(found)


def _page(
    unit: Unit, key: int, first: date, last: date, after: Place | None, limit: int | None
) -> tuple[list[Booked], Place | None]:
    """The entries of some whole journals, and the last of them when more follow."""
    while True:
        more = None if limit is None else limit + 1
        found = repository.entries_between(unit, key, first, last, after=after, limit=more)
        if limit is None or len(found) <= limit:
            return [entry for entry, _ in found], None
        cut = found[-1][0].source
        whole = [each for each in found if each[0].source != cut]
        if whole:
            return [entry for entry, _ in whole], whole[-1][1]
        limit *= 2  # one journal fills the page


def _owed(found: Obligation, expediente: str, acts: Mapping[int, str]) -> Owed:
    return Owed(
        found.id or 0,
        found.source,
        ObligationKind(found.kind),
        expediente,
        Regime(found.regime) if found.regime else None,
        found.period,
        found.description,
        found.due_on,
        acts.get(found.id or 0, ""),
    )
