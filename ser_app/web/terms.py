"""A word of the field whose meaning is one touch, one hover or one Tab away."""

import re
from typing import Final

import reflex as rx

from ser_app.web import client
from ser_app.web.definitions import DEFINITIONS
from ser_app.web.kinds import Text

_MARKED: Final = re.compile(r"\[\[(?P<name>[a-z_]+)\|(?P<words>[^\]|]+)\]\]")
_OF_FIGURES: Final = {"balance_applied": "balance_in_favour"}


def term(name: str, text: Text | None = None) -> rx.Component:
    """Draw a word of the field with its meaning.

    The meaning shows under the pointer, while the word has the focus and when it is touched;
    Escape puts it away. Screen readers hear it as the description of the word.

    Args:
        name: The word's name in `ser_app.web.definitions.DEFINITIONS`.
        text: How the word stands in its sentence; as the definition writes it where ``None``.

    Raises:
        KeyError: The word has no definition.
    """
    found = DEFINITIONS[name]
    return client.Term.create(found.word if text is None else text, meaning=found.meaning)


def figure_label(code: str, label: str) -> str | rx.Component:
    """The name of a figure, with its meaning where the figure is a word of the field.

    Args:
        code: Code of the figure, as the law's engine calls it.
        label: How the page calls it.
    """
    name = _OF_FIGURES.get(code, code)
    return term(name, label) if name in DEFINITIONS else label


def worded(text: str) -> str | rx.Component:
    """A sentence whose marked words carry their meaning; any other stays as it is.

    Args:
        text: A word of the field is marked with its name and how it stands in the sentence:
            «Elija el [[expediente|expediente]] y el período».

    Raises:
        KeyError: A marked word has no definition.
    """
    parts: list[str | rx.Component] = []
    at = 0
    for found in _MARKED.finditer(text):
        parts += [text[at : found.start()], term(found["name"], found["words"])]
        at = found.end()
    if not parts:
        return text
    return rx.fragment(*(part for part in (*parts, text[at:]) if part != ""))
