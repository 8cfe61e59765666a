"""Who proved identity a moment ago need not do it again; signing always asks."""

from datetime import timedelta
from typing import Final

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor

LASTS: Final = timedelta(minutes=5)


class ProofNeeded(Refused):
    """The act weighs, and it is some time since the person proved to be the one who signed in."""

    def __init__(self) -> None:
        super().__init__(
            "proof_needed",
            "Antes de esta operación confirme que es usted, con su contraseña o un código. "
            "No se hizo nada todavía: confírmelo y repita la operación.",
        )


def require_recent_proof(res: Resources, actor: Actor) -> None:
    """Refuse what weighs unless identity was proved in this session within five minutes.

    Raises:
        ProofNeeded: It was not; the page asks for it.
    """
    proved_at = actor.proved_at
    if proved_at is None or res.clock.now() - proved_at >= LASTS:
        raise ProofNeeded
