"""Where the money of a payment went that the bank gave back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.reversing import Effect, Paid, can_be_undone, effect_of, paid_with
from ser_app.furs.states import FurState
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.models import BankException
from ser_app.people.actor import Scope

_EVERYBODY: Final = Scope(None)


class Received(NamedTuple):
    """A part of the money, whole pesos; `in_favour` where it went to its owner's balance alone."""

    paid: Paid
    amount: int
    in_favour: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """A part of the money: what it paid, and whose debts or balance it went to.

    Attributes:
        paid: The money.
        amount: Whole pesos.
        effect: What it did to debts; None where it went to its owner's balance alone.
        undoable: Whether no later figure rests on what it did.
    """

    paid: Paid
    amount: int
    effect: Effect | None
    undoable: bool


def received_of(
    unit: Unit, res: Resources, row: BankException, *, lock: bool = False
) -> Iterator[Received]:
    """The parts of an exception «given back»: they add up to what is missing.

    Args:
        unit: The caller's transaction.
        res: Clock.
        row: The exception.
        lock: Keep the FURs from changing until the transaction ends.
    """
    attempt = repository.attempt_of(unit, row)
    if attempt is None:
        return
    if attempt.value_day is not None:
        fur = settlement.fur_by_id(unit, attempt.fur_id, for_update=lock)
        if fur.state == FurState.PAID:
            yield Received(paid_with(fur, res.clock.today()), attempt.amount)
    for held in repository.exceptions_of_attempt(unit, attempt.id or 0):
        yield from _of_held(unit, res, held, lock=lock)


def _of_held(unit: Unit, res: Resources, held: BankException, *, lock: bool) -> Iterator[Received]:
    """What Tesorería did with held money, before the bank took it back."""
    done = repository.resolution_of(unit, held.id or 0)
    if held.kind == Odd.GIVEN_BACK or done is None:
        return
    if done.way == "fur":
        fur = settlement.fur_by_number(unit, _EVERYBODY, done.target, for_update=lock)
        yield Received(paid_with(fur, res.clock.today()), held.amount)
    elif done.way == "again":
        first = repository.exception_by_public_id(unit, done.target)
        yield from received_of(unit, res, first, lock=lock)
    elif done.way in {"debt", "operator"} and done.operator_id is not None:
        called = f"la referencia {held.reference}"
        key = f"exception:{held.public_id}"
        paid = Paid(key, called, done.operator_id, held.value_day)
        yield Received(paid, held.amount, done.way == "operator")


def origins_of(
    unit: Unit, res: Resources, row: BankException, *, lock: bool = False
) -> list[Origin]:
    """The same parts with what each did; `lock` keeps FURs and debts as they are."""
    return [_look(unit, each, lock=lock) for each in received_of(unit, res, row, lock=lock)]


def _look(unit: Unit, part: Received, *, lock: bool) -> Origin:
    if part.in_favour:
        return Origin(part.paid, part.amount, None, undoable=True)
    effect = effect_of(unit, part.paid, lock=lock)
    fits = effect.amount == part.amount and can_be_undone(unit, part.paid, effect)
    return Origin(part.paid, part.amount, effect, fits)


def first_day(origins: Sequence[Origin], otherwise: date) -> date:
    """The first day on which some of the money had counted."""
    return min((each.paid.value_day for each in origins), default=otherwise)
