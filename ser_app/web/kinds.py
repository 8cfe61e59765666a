"""Types that the components share: what may be fixed may also come from state."""

from typing import Any, Final

import reflex as rx

Text = str | rx.Var[str]
"""Words written in the page or kept in state."""

Flag = bool | rx.Var[bool]
"""A condition known when the page is built, or one that state decides."""

Handler = Any
"""An event handler, a list of them or ``None``; Reflex gives it no narrower type."""

KINDS: Final = ("paid", "pending", "failed", "overdue", "provisional", "neutral", "info")
"""The meanings that colour may carry, each always with a word and an icon."""


def classes(*names: str) -> str:
    """Join class names, leaving out the empty ones."""
    return " ".join(name for name in names if name)


def shown(text: Text | None) -> Any:
    """Tell whether an optional text has words, for ``rx.cond`` or for plain Python.

    A text that state does not have, as of a key that a mapping lacks, has none.
    """
    if isinstance(text, rx.Var):
        return text.bool()
    return bool(text)


def count(items: rx.Var[Any]) -> Any:
    """Number of items of a list in state."""
    return items.to(list).length()


def when(condition: Flag, component: rx.Component) -> rx.Component:
    """Draw a component only while the condition holds, be it fixed or from state."""
    if isinstance(condition, rx.Var):
        return rx.cond(condition, component)
    return component if condition else rx.fragment()
