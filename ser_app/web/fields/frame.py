"""The frame of a field: label above, hint below it, error in the same words as the summary."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from ser_app.web.icons import icon
from ser_app.web.kinds import Text, classes, shown, when


@dataclass(frozen=True, kw_only=True)
class FieldFrame:
    """What surrounds a control.

    Attributes:
        id: Id of the control, which label, hint and error refer to.
        label: What to fill in.
        hint: How to fill it in.
        error: What is wrong and what to do; empty while nothing is.
        required: False adds «(opcional)» to the label.
        label_hidden: The label is only for screen readers, since the place says it.
    """

    id: Text
    label: Text
    hint: Text | None = None
    error: Text | None = None
    required: bool = True
    label_hidden: bool = False

    def control_attributes(self) -> dict[str, Any]:
        """Attributes that tie the control to its hint and its error."""
        described = [f"{self.id}-hint"] if self.hint is not None else []
        if self.error is not None:
            described.append(f"{self.id}-error")
        attributes: dict[str, Any] = {"id": self.id}
        custom: dict[str, Any] = {}
        if described:
            custom["aria-describedby"] = " ".join(described)
        if self.error is not None:
            custom["aria-invalid"] = rx.cond(shown(self.error), "true", "false")
        if custom:
            attributes["custom_attrs"] = custom
        return attributes

    def label_words(self) -> list[rx.Component | Text]:
        """The label's words, with «(opcional)» where it may stay empty."""
        optional = rx.el.span(" (opcional)", class_name="label-optional")
        return [self.label] if self.required else [self.label, optional]

    def notes(self) -> list[rx.Component]:
        """The hint and the error, each with the id that the control names."""
        notes = []
        if self.hint is not None:
            notes.append(rx.el.p(self.hint, id=f"{self.id}-hint", class_name="hint"))
        if self.error is not None:
            notes.append(
                rx.el.p(
                    when(shown(self.error), icon("failed")),
                    self.error,
                    id=f"{self.id}-error",
                    class_name="field-error",
                )
            )
        return notes

    def around(self, control: rx.Component, class_name: str = "") -> rx.Component:
        """Draw the frame with its control."""
        return rx.el.div(
            rx.el.label(
                *self.label_words(),
                html_for=self.id,
                class_name="sr-only" if self.label_hidden else "label",
            ),
            control,
            *self.notes(),
            class_name=classes("field", class_name),
        )


def fieldset(
    legend: Text, *children: rx.Component, hint: Text | None = None, class_name: str = ""
) -> rx.Component:
    """Group fields that belong together under one legend."""
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="legend"),
        *([rx.el.p(hint, class_name="hint")] if hint is not None else []),
        *children,
        class_name=classes("fieldset", class_name),
    )


def field_row(*fields: rx.Component) -> rx.Component:
    """Put fields side by side; on a telephone they stand one below the other."""
    return rx.el.div(*fields, class_name="field-row")
