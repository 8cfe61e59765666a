"""A field that sends a file to an HTTP address of ours as soon as it is chosen."""

from typing import Final

import reflex as rx

from ser_app.web import client
from ser_app.web.fields.frame import FieldFrame
from ser_app.web.kinds import Handler, Text

_LOST: Final = (
    "No se pudo enviar el archivo: la conexión se interrumpió. No se guardó nada; elíjalo otra vez."
)


def file_field(
    label: Text,
    *,
    name: str,
    to: Text,
    on_sent: Handler,
    accept: str,
    limit: int,
    too_large: str,
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = True,
) -> rx.Component:
    """Draw a field for a file, with its progress while it is sent.

    Args:
        label: What to choose.
        name: Id of the control.
        to: Address that takes the file as its body and answers JSON with `id` and `message`.
        on_sent: Gets the id, the sentence and whether the file was taken.
        accept: Kinds of file that the browser offers.
        limit: Most bytes; the server checks again.
        too_large: What to say of a larger one.
        hint: How to choose.
        error: What is wrong, empty while nothing is.
        required: False marks the field as optional.
    """
    frame = FieldFrame(id=name, label=label, hint=hint, error=error, required=required)
    control = client.FileSender.create(
        to=to, name=name, accept=accept, limit=limit, too_large=too_large, sending="Enviando…",
        lost=_LOST, on_sent=on_sent, class_name="control control-file",
        **frame.control_attributes(),
    )  # fmt: skip
    return frame.around(control)
