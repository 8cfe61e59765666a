"""Fields that are typed: text, date, password and money."""

from typing import Any

import reflex as rx

from ser_app.web import client
from ser_app.web.fields.frame import FieldFrame
from ser_app.web.kinds import Flag, Handler, Text


def _events(on_change: Handler, on_blur: Handler) -> dict[str, Any]:
    """The handlers that were given."""
    given = {"on_change": on_change, "on_blur": on_blur}
    return {name: handler for name, handler in given.items() if handler is not None}


def text_field(
    label: Text,
    *,
    name: str,
    type: str = "text",  # noqa: A002  the name HTML gives it
    id: Text | None = None,  # noqa: A002  the name HTML gives it
    value: Text | None = None,
    on_change: Handler = None,
    on_blur: Handler = None,
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = True,
    label_hidden: bool = False,
    autocomplete: str | None = None,
    input_mode: str | None = None,
    max_length: int | None = None,
    suffix: Text | None = None,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Draw a field for a line of text.

    Args:
        label: What to fill in.
        name: Name in the form's data, and id unless one is given.
        type: HTML's type: ``text``, ``email``, ``search``, ``tel``.
        id: Id of the control, needed where one name occurs several times.
        value: The server's value; shown only while nobody edits the field.
        on_change: Gets the text after 150 ms of silence and when the field is left.
        on_blur: Gets the browser's event of leaving the field.
        hint: How to fill it in.
        error: What is wrong, empty while nothing is.
        required: False marks the field as optional.
        label_hidden: Keep the label for screen readers only.
        autocomplete: HTML's token, so that browsers can help.
        input_mode: Keyboard on a telephone.
        max_length: Most characters accepted.
        suffix: A word after the control, such as a unit.
        class_name: Further classes of the field.
        **props: Further attributes of the control.
    """
    frame = FieldFrame(
        id=name if id is None else id, label=label, hint=hint, error=error,
        required=required, label_hidden=label_hidden,
    )  # fmt: skip
    optional = {"auto_complete": autocomplete, "input_mode": input_mode, "max_length": max_length}
    attributes = {
        **frame.control_attributes(),
        **{key: given for key, given in optional.items() if given is not None},
        **_events(on_change, on_blur),
        **props,
    }
    if value is None and on_change is None:
        control = rx.el.input(type=type, name=name, class_name="control", **attributes)
    else:
        control = client.TextInput.create(
            type=type, name=name, value=value, class_name="control", **attributes
        )
    if suffix is not None:
        control = rx.el.span(
            control, rx.el.span(suffix, class_name="control-addon"), class_name="control-group"
        )
    return frame.around(control, class_name)


def text_area(
    label: Text,
    *,
    name: str,
    rows: int = 3,
    id: Text | None = None,  # noqa: A002  the name HTML gives it
    value: Text = "",
    on_change: Handler = None,
    on_blur: Handler = None,
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = True,
    label_hidden: bool = False,
    **props: Any,
) -> rx.Component:
    """Draw a field for several lines; the arguments are those of `text_field`."""
    frame = FieldFrame(
        id=name if id is None else id, label=label, hint=hint, error=error,
        required=required, label_hidden=label_hidden,
    )  # fmt: skip
    control = client.TextInput.create(
        as_="textarea", name=name, rows=rows, value=value, class_name="control",
        **frame.control_attributes(), **_events(on_change, on_blur), **props,
    )  # fmt: skip
    return frame.around(control)


def date_field(
    label: Text,
    *,
    name: str,
    min: Text | None = None,  # noqa: A002  the name HTML gives it
    max: Text | None = None,  # noqa: A002  the name HTML gives it
    **props: Any,
) -> rx.Component:
    """Draw the browser's own day field; value and event carry an ISO day (``2013-06-20``).

    Args:
        label: What to fill in.
        name: As in `text_field`.
        min: First day that may be chosen, as an ISO day.
        max: Last day that may be chosen, as an ISO day.
        **props: Anything else that `text_field` takes.
    """
    limits: dict[str, Any] = {"min": min, "max": max}
    return text_field(
        label,
        name=name,
        type="date",
        class_name="field-short",
        **{key: day for key, day in limits.items() if day is not None},
        **props,
    )


def password_field(
    label: Text,
    *,
    name: str,
    autocomplete: str = "current-password",
    id: Text | None = None,  # noqa: A002  the name HTML gives it
    hint: Text | None = None,
    error: Text | None = None,
    **props: Any,
) -> rx.Component:
    """Draw a password with a switch that shows it; its text never enters state by itself."""
    frame = FieldFrame(id=name if id is None else id, label=label, hint=hint, error=error)
    control = client.PasswordInput.create(
        name=name, auto_complete=autocomplete, show_label="Mostrar", hide_label="Ocultar",
        class_name="control", **frame.control_attributes(), **props,
    )  # fmt: skip
    return frame.around(control)


def money_field(
    label: Text,
    *,
    name: str,
    value: Text = "",
    on_change: Handler = None,
    on_blur: Handler = None,
    id: Text | None = None,  # noqa: A002  the name HTML gives it
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = True,
    label_hidden: bool = False,
    disabled: Flag = False,
    **props: Any,
) -> rx.Component:
    """Draw a field for whole pesos, with thousand points while typing.

    Args:
        label: What to fill in.
        name: As in `text_field`.
        value: The server's value as bare digits (``"950000000"``).
        on_change: Gets the bare digits, or an empty text.
        on_blur: As in `text_field`.
        id: As in `text_field`.
        hint: As in `text_field`.
        error: As in `text_field`.
        required: As in `text_field`.
        label_hidden: As in `text_field`.
        disabled: The amount cannot be changed now.
        **props: Further attributes of the control.
    """
    frame = FieldFrame(
        id=name if id is None else id, label=label, hint=hint, error=error,
        required=required, label_hidden=label_hidden,
    )  # fmt: skip
    control = client.MoneyInput.create(
        name=name, value=value, disabled=disabled, input_mode="numeric", auto_complete="off",
        placeholder="0", class_name="control control-money",
        **frame.control_attributes(), **_events(on_change, on_blur), **props,
    )  # fmt: skip
    sign = rx.el.span("$", class_name="control-sign", custom_attrs={"aria-hidden": "true"})
    return frame.around(rx.el.span(sign, control, class_name="control-group control-group-money"))
