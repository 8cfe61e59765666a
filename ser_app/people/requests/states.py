"""Where a request can be, and from where it can go on."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class RequestKind(StrEnum):
    """What is asked for."""

    CREATION = "creation"
    MODIFICATION = "modification"
    REMOVAL = "removal"


class RequestState(StrEnum):
    """Where a request is."""

    UNCONFIRMED = "unconfirmed"
    """The link was mailed; nobody looks at it, and it is forgotten when that expires."""
    SENT = "sent"
    INCOMPLETE = "incomplete"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    """The invitation waits for its owner."""
    DONE = "done"
    REJECTED = "rejected"


KIND_WORDS: Final[Mapping[RequestKind, str]] = MappingProxyType(
    {
        RequestKind.CREATION: "Creación",
        RequestKind.MODIFICATION: "Modificación",
        RequestKind.REMOVAL: "Retiro",
    }
)
STATE_WORDS: Final[Mapping[RequestState, str]] = MappingProxyType(
    {
        RequestState.UNCONFIRMED: "Sin confirmar",
        RequestState.SENT: "En revisión",
        RequestState.INCOMPLETE: "Faltan datos por enviar",
        RequestState.REVIEWED: "Espera la segunda aprobación",
        RequestState.APPROVED: "Aprobada, invitación enviada",
        RequestState.DONE: "Terminada",
        RequestState.REJECTED: "Rechazada",
    }
)
STATE_KINDS: Final[Mapping[RequestState, str]] = MappingProxyType(
    {
        RequestState.UNCONFIRMED: "neutral",
        RequestState.SENT: "pending",
        RequestState.INCOMPLETE: "overdue",
        RequestState.REVIEWED: "pending",
        RequestState.APPROVED: "info",
        RequestState.DONE: "paid",
        RequestState.REJECTED: "failed",
    }
)
WITH_APPLICANT: Final = frozenset({RequestState.UNCONFIRMED, RequestState.INCOMPLETE})
"""The person who asks may work on it, with a link."""
WITH_MINISTRY: Final = frozenset({RequestState.SENT, RequestState.REVIEWED})
"""It waits for an Administrador SER."""
