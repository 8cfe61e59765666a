"""What the furs room asks of the payments room, which lies above it and is joined at assembly."""

from typing import Protocol

from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.furs.texts import PAYMENT_UNDER_WAY
from ser_app.people.actor import Actor


class PaymentSessions(Protocol):
    """The live payment sessions at the gateway."""

    def close(self, res: Resources, actor: Actor, number: str) -> None:
        """Close the live session of a FUR at the gateway, so that nobody can pay in it.

        Blocks on the network: call it outside of any transaction and off the event loop.

        Raises:
            Refused: It was paid, or a bank has the payment; nothing changed.
            Conflict: It is being opened at this moment, or nobody here can close it.
            Unavailable: The gateway does not answer; nothing changed.
        """
        ...


class _NotJoined:
    """Holds until the payments room is joined: what is being paid is left alone."""

    def close(self, res: Resources, actor: Actor, number: str) -> None:  # noqa: ARG002  the port's
        """Refuse: nobody here can close it."""
        raise Conflict("payment_under_way", PAYMENT_UNDER_WAY)


_joined: list[PaymentSessions] = [_NotJoined()]


def join(sessions: PaymentSessions) -> None:
    """Give the furs room the payments room's side of the port, once, at assembly."""
    _joined[0] = sessions


def joined() -> PaymentSessions:
    """The payments room's side of the port; one that refuses while none was given."""
    return _joined[0]
