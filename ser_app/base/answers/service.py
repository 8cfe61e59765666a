"""Doing a request once, however often a program sends it (Idempotency-Key).

Before the work its key is claimed in the database, afterwards the answer is kept. A process that
dies in between leaves a claim that lapses; the work is then done again, so that every work behind
it must give the same when it is done twice: those of the rooms do.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ser_app.base.answers import repository
from ser_app.base.answers.models import KeptAnswer
from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources

KEPT: Final = timedelta(days=30)
"""For so long the same answer is given again."""
LAPSES: Final = timedelta(seconds=90)
"""A claim without an answer holds so long: longer than any request takes."""
_OTHER: Final = (
    "Esa Idempotency-Key ya se usó con otra petición. No se hizo nada: use una clave nueva para "
    "cada petición distinta."
)
_UNDER_WAY: Final = (
    "La misma petición se está atendiendo en este momento. No se hizo nada más: repítala en unos "
    "segundos con la misma Idempotency-Key y recibirá su respuesta."
)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do a request, until it lapses."""

    id: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered before."""

    status: int
    content: bytes


def claim(res: Resources, owner: str, key: str, fingerprint: str) -> Claim | Kept:
    """Claim a request, or find what was answered to it.

    Args:
        res: The resources of the process.
        owner: Whose keys these are.
        key: What the program calls its request.
        fingerprint: SHA-256 of the request.

    Raises:
        Conflict: The key was used for another request, or the same is being worked on.
    """
    now = res.clock.now()
    with res.database.unit() as unit:
        known = repository.find(unit, owner, key)
        if known is None:
            fresh = KeptAnswer(owner=owner, key=key, fingerprint=fingerprint, begun_at=now)
            if not repository.begin(unit, fresh):
                raise Conflict("request_under_way", _UNDER_WAY)
            return Claim(fresh.id or 0)
        if known.fingerprint != fingerprint:
            raise Conflict("idempotency_key_reused", _OTHER)
        if known.status is not None:
            return Kept(known.status, known.content)
        if now - known.begun_at < LAPSES:
            raise Conflict("request_under_way", _UNDER_WAY)
        known.begun_at = now
        return Claim(known.id or 0)


def keep(res: Resources, claimed: Claim, status: int, content: bytes) -> None:
    """Keep an answer for whoever asks again."""
    with res.database.unit() as unit:
        known = repository.begun(unit, claimed.id)
        if known is not None and known.status is None:
            known.status, known.content = status, content


def let_go(res: Resources, claimed: Claim) -> None:
    """Let the request be made again at once: what came of it is no final answer."""
    with res.database.unit() as unit:
        known = repository.begun(unit, claimed.id)
        if known is not None and known.status is None:
            repository.forget(unit, known)
