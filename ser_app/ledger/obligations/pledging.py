"""Note a promise to pay an existing debt (*compromiso de pago*)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id as new_id
from ser_app.law.errors import LawError
from ser_app.law.money import format_pesos
from ser_app.law.periods import Regime
from ser_app.ledger import repository as books
from ser_app.ledger.debt import remaining, running_interest
from ser_app.ledger.models import LedgerEntry, Obligation
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.models import Pledge
from ser_app.ledger.obligations.pledges import PledgeState, pledge_state
from ser_app.ledger.obligations.texts import (
    NOTE_NEEDED,
    NOTHING_OWED,
    PLEDGE_AMOUNT,
    PLEDGE_DAY,
    PLEDGE_RUNS,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day

_LONGEST_NOTE: Final = 300
_FARTHEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Promise:
    """A pledge with what became of it until a day."""

    pledge: Pledge
    state: PledgeState


def promise_words(promise: Promise) -> str:
    """A pledge in a few words: «$ 4.000.000 hasta el 15 dic 2026, vigente»."""
    made = promise.pledge
    until = day(made.promised_on)
    return f"{format_pesos(made.amount)} hasta el {until}, {promise.state.label.lower()}"


def pledge(
    res: Resources, actor: Actor, debt_id: str, *, amount: int, promised_on: date | None, note: str
) -> None:
    """Note that an operator promises to pay an amount of a debt until a day.

    The debt stays as it is: what it owes, its interest and whether it is overdue.

    Args:
        res: The resources of the process.
        actor: Somebody of Tesorería.
        debt_id: Public id of the debt, of any kind.
        amount: Whole pesos, at most what would be owed on that day.
        promised_on: Last day to pay; None where it could not be read.
        note: Who promises it and how.

    Raises:
        NotAllowed: The person may not.
        NotFound: There is no such debt.
        Refused: Nothing is owed, or a value does not fit; `field` says which.
        Conflict: Another pledge on the debt is still running.
    """
    actor.require(Permission.PLEDGE_ENTER)
    today = res.clock.today()
    note = " ".join(note.split())
    if promised_on is None or not today <= promised_on <= today + _FARTHEST:
        raise Refused("pledge_day", PLEDGE_DAY, field="promised_on")
    if not 0 < len(note) <= _LONGEST_NOTE or not note.isprintable():
        raise Refused("note_missing", NOTE_NEEDED, field="note")
    with res.database.unit() as unit:
        debt = repository.obligation_by_public_id(unit, actor.scope, debt_id)
        books.obligations_named(unit, [debt.source])  # locks it: two pledges at once would both run
        most = _owed_on(unit, res, debt, promised_on)
        if not most:
            raise Refused("nothing_owed", NOTHING_OWED)
        if not 0 < amount <= most:
            told = PLEDGE_AMOUNT.format(most=format_pesos(most))
            raise Refused("pledge_amount", told, field="amount")
        _refuse_second(unit, debt, today)
        made = Pledge(
            public_id=new_id(),
            obligation_id=debt.id or 0,
            operator_id=debt.operator_id,
            amount=amount,
            promised_on=promised_on,
            made_on=today,
            paid_before=_paid(unit, debt.id or 0),
            note=note,
            entered_by_id=actor.user_id,
            entered_by=actor.label,
            entered_at=res.clock.now(),
        )
        repository.add_all(unit, [made])
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"pledge:{made.public_id}",
            action="pledge.made",
            author=actor,
            operator_id=debt.operator_id,
            detail={"debt": debt.source, "amount": amount, "until": promised_on.isoformat()},
        )


def _owed_on(unit: Unit, res: Resources, debt: Obligation, promised_on: date) -> int:
    left = remaining(debt.due_on, books.movements_of(unit, debt.id or 0))
    regime = Regime(debt.regime) if debt.regime else None
    try:
        running, _ = running_interest(left, regime, promised_on, res.rules)
    except LawError:
        return left.total
    return left.total + running


def _refuse_second(unit: Unit, debt: Obligation, today: date) -> None:
    key = debt.id or 0
    for each in promises(unit, repository.pledges_of(unit, [key]), today):
        if each.state is PledgeState.PENDING:
            raise Conflict("pledge_runs", PLEDGE_RUNS.format(day=day(each.pledge.promised_on)))


def _paid(unit: Unit, obligation_id: int) -> int:
    return -sum(entry.amount for _, entry in repository.paid_of(unit, [obligation_id]))


def promises(unit: Unit, pledges: Sequence[Pledge], today: date) -> list[Promise]:
    """What became of some pledges until a day, from the payments of their debts."""
    ids = sorted({each.obligation_id for each in pledges})
    payments = _payments(repository.paid_of(unit, ids)) if ids else {}
    return [
        Promise(
            each,
            pledge_state(
                each.amount,
                each.promised_on,
                each.paid_before,
                payments.get(each.obligation_id, ()),
                today,
            ),
        )
        for each in pledges
        if each.made_on <= today
    ]


def _payments(
    entries: Iterable[tuple[int, LedgerEntry]],
) -> Mapping[int, list[tuple[date, int]]]:
    found: dict[int, list[tuple[date, int]]] = {}
    for obligation_id, entry in entries:
        found.setdefault(obligation_id, []).append((entry.value_day, -entry.amount))
    return found
