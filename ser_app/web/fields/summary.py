"""The summary of what is wrong in a form, which takes the focus when it appears."""

from dataclasses import dataclass

import reflex as rx
from reflex_components_core.el.elements.inline import A

from ser_app.web import client
from ser_app.web.icons import icon
from ser_app.web.kinds import count


@dataclass(frozen=True)
class FieldError:
    """Something to correct, in the same words as beside the field.

    Attributes:
        field: Id of the control.
        message: What is wrong and what to do.
    """

    field: str
    message: str


def error_summary(
    errors: rx.Var[list[FieldError]],
    *,
    title: str = "Revise estos datos",
    attempt: rx.Var[int] | int = 0,
) -> rx.Component:
    """Draw the summary above a form, or nothing while there is no error.

    Args:
        errors: What to correct, in the order of the fields.
        title: Heading of the summary.
        attempt: Number of times that the person sent the form, so that the focus comes back
            here when the second attempt fails too.
    """
    return rx.cond(
        count(errors) > 0,
        client.FocusedAlert.create(
            rx.el.p(icon("overdue"), title, class_name="summary-title"),
            rx.el.ul(
                rx.foreach(
                    errors, lambda each: rx.el.li(A.create(each.message, href=f"#{each.field}"))
                )
            ),
            attempt=attempt,
            class_name="error-summary",
        ),
    )
