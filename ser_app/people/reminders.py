"""What a person has to be reminded of on the page where it lands; the rooms above say what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ser_app.base.resources import Resources
from ser_app.people.actor import Actor


@dataclass(frozen=True)
class Reminder:
    """Something that waits for this person.

    Attributes:
        text: What it is, a sentence.
        href: Address of the page where it is done.
        action: The words of the link.
        kind: One of `ser_app.web.kinds.KINDS`: ``overdue`` for what should be done already.
    """

    text: str
    href: str
    action: str
    kind: str = "pending"


Remind = Callable[[Resources, Actor], Sequence[Reminder]]
"""Answers what somebody has to be reminded of; quick, since it runs at each landing."""

_joined: list[Remind] = []


def join_reminders(remind: Remind) -> None:
    """Add a room's reminders, once, at assembly."""
    if remind not in _joined:
        _joined.append(remind)


def reminders_of(res: Resources, actor: Actor) -> list[Reminder]:
    """Everything that waits for somebody."""
    return [reminder for remind in _joined for reminder in remind(res, actor)]
