"""A word of the field whose meaning is one touch, one hover or one Tab away."""

import reflex as rx

from ser_app.web import client
from ser_app.web.definitions import DEFINITIONS
from ser_app.web.kinds import Text


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
