"""Fields that are chosen: list, check box, radio buttons."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import reflex as rx

from ser_app.web import client
from ser_app.web.fields.frame import FieldFrame, fieldset
from ser_app.web.kinds import Flag, Handler, Text


@dataclass(frozen=True)
class Option:
    """One thing to choose.

    Attributes:
        value: What the handler gets.
        label: What the person reads.
        hint: What it means, under the label of a radio button.
    """

    value: str
    label: str
    hint: str = ""


Options = Sequence[Option] | Sequence[tuple[str, str]] | rx.Var[list[Option]]


def _as_options(options: Sequence[Any]) -> list[Option]:
    """Accept pairs of value and label beside options."""
    return [each if isinstance(each, Option) else Option(*each) for each in options]


def _drawn_options(options: Options) -> list[rx.Component]:
    """Draw the options of a list, fixed or from state."""
    if isinstance(options, rx.Var):
        return [rx.foreach(options, lambda each: rx.el.option(each.label, value=each.value))]
    return [rx.el.option(each.label, value=each.value) for each in _as_options(options)]


def select_field(
    label: Text,
    *,
    name: str,
    options: Options,
    value: Text = "",
    on_change: Handler = None,
    placeholder: str | None = None,
    id: Text | None = None,  # noqa: A002  the name HTML gives it
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = True,
    label_hidden: bool = False,
    disabled: Flag = False,
    class_name: str = "",
) -> rx.Component:
    """Draw a list to choose one thing from.

    Args:
        label: What to choose.
        name: Name in the form's data, and id unless one is given.
        options: Pairs of value and label, or options, fixed or from state.
        value: The server's value.
        on_change: Gets the value chosen, at once.
        placeholder: First line that stands for «nothing chosen yet».
        id: Id of the control, needed where one name occurs several times.
        hint: How to choose.
        error: What is wrong, empty while nothing is.
        required: False marks the field as optional.
        label_hidden: Keep the label for screen readers only.
        disabled: Nothing can be chosen now.
        class_name: Further classes of the field.
    """
    frame = FieldFrame(
        id=name if id is None else id, label=label, hint=hint, error=error,
        required=required, label_hidden=label_hidden,
    )  # fmt: skip
    first = [] if placeholder is None else [rx.el.option(placeholder, value="")]
    events = {} if on_change is None else {"on_change": on_change}
    control = client.SelectInput.create(
        *first, *_drawn_options(options), name=name, value=value, disabled=disabled,
        class_name="control control-select", **frame.control_attributes(), **events,
    )  # fmt: skip
    return frame.around(control, class_name)


def checkbox(
    label: Text,
    *,
    name: str,
    checked: Flag = False,
    on_change: Handler = None,
    id: Text | None = None,  # noqa: A002  the name HTML gives it
    hint: Text | None = None,
    error: Text | None = None,
    disabled: Flag = False,
    of: Text | None = None,
) -> rx.Component:
    """Draw a box to tick; the handler gets True or False. Other arguments as `select_field`.

    Args:
        label: What the tick says.
        name: As in `select_field`.
        checked: The server's value.
        on_change: Gets True or False.
        id: As in `select_field`.
        hint: As in `select_field`.
        error: As in `select_field`.
        disabled: It cannot be ticked now.
        of: What it belongs to where the place says so, for screen readers after the label.
    """
    frame = FieldFrame(id=name if id is None else id, label=label, hint=hint, error=error)
    events = {} if on_change is None else {"on_change": on_change}
    control = client.CheckInput.create(
        name=name, checked=checked, disabled=disabled, **frame.control_attributes(), **events
    )
    words = [label] if of is None else [label, rx.el.span(" · ", of, class_name="sr-only")]
    return rx.el.div(
        rx.el.label(control, rx.el.span(*words, class_name="choice-text"), class_name="choice"),
        *frame.notes(),
        class_name="field",
    )


def radio_group(
    legend: Text,
    *,
    name: str,
    options: Options,
    value: Text = "",
    on_change: Handler = None,
    hint: Text | None = None,
    error: Text | None = None,
    disabled: Flag = False,
) -> rx.Component:
    """Draw radio buttons, for few options that are worth reading before choosing.

    The first button has ``name`` as its id, so that the error summary can lead there. Other
    arguments as `select_field`.
    """
    frame = FieldFrame(id=name, label=legend, hint=hint, error=error)
    events = {} if on_change is None else {"on_change": on_change}
    given = (
        options if isinstance(options, rx.Var) else [asdict(each) for each in _as_options(options)]
    )
    return fieldset(
        legend,
        *frame.notes(),
        client.RadioInputs.create(
            id=name, name=name, options=given, value=value, disabled=disabled, **events
        ),
        class_name="field",
    )
