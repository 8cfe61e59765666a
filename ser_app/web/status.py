"""States: a colour, always with a word and an icon."""

import reflex as rx

from ser_app.web.icons import icon
from ser_app.web.kinds import Text


def status_badge(word: Text, kind: Text) -> rx.Component:
    """Name a state.

    Args:
        word: The state's name («Aprobada»).
        kind: One of `ser_app.web.kinds.KINDS`; it chooses colour and icon.
    """
    return rx.el.span(icon(kind), word, class_name="badge", custom_attrs={"data-kind": kind})


def notice(
    *content: rx.Component | Text, kind: Text = "info", title: Text | None = None
) -> rx.Component:
    """Draw a block that says something about the page's matter.

    Args:
        *content: What it says and what to do.
        kind: One of `ser_app.web.kinds.KINDS`.
        title: First line, in bold.
    """
    heading = [] if title is None else [rx.el.p(title, class_name="notice-title")]
    return rx.el.div(
        icon(kind),
        rx.el.div(*heading, *content, class_name="notice-text"),
        class_name="notice",
        custom_attrs={"data-kind": kind},
    )
