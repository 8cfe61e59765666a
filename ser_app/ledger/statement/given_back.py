"""What the books cannot know: payments that the bank gave back and nobody has decided yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.resources import Resources


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Pesos of an operator's payment that left again.

    Attributes:
        payment: What people call the payment.
        amount: Whole pesos.
        day: Day on which the bank gave them back.
    """

    payment: str
    amount: int
    day: date


Tell = Callable[[Unit, Resources, int], Sequence[GivenBack]]
"""Answers for an operator, named by its id; the caller has checked who may ask."""

_joined: list[Tell] = []


def join_given_back(tell: Tell) -> None:
    """Let the room that knows the payments tell, once, at assembly."""
    if tell not in _joined:
        _joined.append(tell)


def given_back_of(unit: Unit, res: Resources, operator_id: int) -> tuple[GivenBack, ...]:
    """Those of an operator, the oldest first."""
    return tuple(each for tell in _joined for each in tell(unit, res, operator_id))
