"""Reads what the form's handlers are given that only a declaration can say is right."""

from ser_app.base.errors import Refused
from ser_app.declarations import inputs
from ser_app.declarations.draft import Draft
from ser_app.declarations.states import Use


def line_of(draft: Draft, raw: object) -> str:
    """Id of a line of the draft; a foreign one is refused before anything else is read."""
    return draft.line(inputs.read_id(raw)).public_id


def use_of(raw: object) -> Use:
    """The two uses that a declaration may have; *Pago* belongs to what is filed already."""
    use = inputs.read_choice(raw, Use, "use")
    if use is Use.PAYMENT:
        raise Refused("invalid_choice", "Elija Presentación o Presentación y Pago.", field="use")
    return use
