"""What a person is told when the server failed: a reference to quote, and that nothing was lost."""

from collections import OrderedDict
from typing import Final

from reflex_base.event.context import EventContext

from ser_app.base.correlation import instant_of

_MOST: Final = 1_000
TELLING: Final = ".tell_fault"
"""Ends the name of the event that tells of a failure."""
_references: Final[OrderedDict[str, str]] = OrderedDict()
_openings: Final[OrderedDict[str, None]] = OrderedDict()
FAULT: Final = (
    "Algo falló de nuestro lado y esta acción no se completó. Lo que ya estaba guardado sigue "
    "guardado. Vuelva a intentar; si se repite, escriba a soporte con esta referencia: {reference}"
)


def remember_reference(reference: str, event: str = "", *, opening: bool = False) -> None:
    """Keep the reference of the event that is being handled, in case that it fails.

    A failure is told outside of the event's own context, which knows it only by its transaction.
    That of the event which tells of one is not kept: should it fail too, nothing more is told.

    Args:
        reference: What the person may quote.
        event: Name of the event.
        opening: Whether the event loads what a page shows when it is opened.
    """
    if event.endswith(TELLING):
        return
    try:
        _references[EventContext.get().txid] = reference
    except LookupError:  # handled without the framework's queue, as tests do
        return
    if opening:
        _openings[reference] = None
    for kept in (_references, _openings):
        while len(kept) > _MOST:
            kept.popitem(last=False)


def failed_reference() -> str:
    """The reference of the event that failed; empty when it is not known."""
    try:
        return _references.get(EventContext.get().txid, "")
    except LookupError:
        return ""


def was_opening(reference: str) -> bool:
    """Whether what failed was the loading of a page, which has nothing true to show then."""
    return reference in _openings


def fault_sentence(reference: str) -> str:
    """What the person reads; empty for anything that is no reference."""
    return FAULT.format(reference=reference) if instant_of(reference) else ""
