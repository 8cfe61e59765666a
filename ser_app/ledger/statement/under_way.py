"""What the books cannot know: which debts a payment in progress covers; told from above."""

from collections.abc import Callable, Mapping

from ser_app.base.database import Unit

Tell = Callable[[Unit, int], Mapping[str, str]]
"""Answers which debts of an operator are being paid now: their source, and the FUR's number.

The caller has checked who may ask; the operator is named by its id."""

_joined: list[Tell] = []


def join_under_way(tell: Tell) -> None:
    """Let the room that knows the FURs tell, once, at assembly."""
    if tell not in _joined:
        _joined.append(tell)


def under_way_of(unit: Unit, operator_id: int) -> dict[str, str]:
    """The FUR with which each debt is being paid, by what created the debt."""
    found: dict[str, str] = {}
    for tell in _joined:
        found.update(tell(unit, operator_id))
    return found
