"""The few components that need a script of their own, from ``assets/js``.

They keep what a person types on the client and send it after 150 ms of silence, when the field
is left and before it disappears, so neither the network nor the server's answer loses a digit.
"""

from typing import Any, ClassVar

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML
from reflex_components_core.el.elements.forms import BaseInput

FIELDS = "$/public/js/fields.js"
OPENED = "$/public/js/opened.js"
SHEET = "$/public/js/sheet.js"
FEEDBACK = "$/public/js/feedback.js"
WORDS = "$/public/js/words.js"
FOCUS = "$/public/js/focus.js"
PRESS = "$/public/js/press.js"
NUMBER_FORMAT = "react-number-format@5.4.4"


def _text(text: rx.Var[str]) -> tuple[rx.Var[str]]:
    """Pass the text of a control on to its handler."""
    return (text,)


def _flag(ticked: rx.Var[bool]) -> tuple[rx.Var[bool]]:
    """Pass the tick of a check box on to its handler."""
    return (ticked,)


class _Imported(BaseHTML):
    """A component that comes from a module, with the attributes that any element takes."""

    _is_tag_in_global_scope: ClassVar[bool] = False


class TextInput(BaseInput):
    """Text, date, e-mail; ``as_="textarea"`` makes it a text area."""

    library = FIELDS
    tag = "TextInput"
    _is_tag_in_global_scope: ClassVar[bool] = False

    as_: rx.Var[str]
    rows: rx.Var[int]
    on_change: rx.EventHandler[_text]  # type: ignore[type-arg,valid-type]  # read by Reflex


class MoneyInput(BaseInput):
    """Whole pesos with thousand points; value and event carry the bare digits."""

    library = FIELDS
    tag = "MoneyInput"
    lib_dependencies: list[str] = [NUMBER_FORMAT]  # noqa: RUF012  a field of the framework
    _is_tag_in_global_scope: ClassVar[bool] = False

    on_change: rx.EventHandler[_text]  # type: ignore[type-arg,valid-type]  # read by Reflex


class PasswordInput(BaseInput):
    """A password with a switch that shows it."""

    library = FIELDS
    tag = "PasswordInput"
    _is_tag_in_global_scope: ClassVar[bool] = False

    show_label: rx.Var[str]
    hide_label: rx.Var[str]


class CheckInput(BaseInput):
    """A check box that ticks before the server confirms it."""

    library = FIELDS
    tag = "CheckInput"
    _is_tag_in_global_scope: ClassVar[bool] = False

    on_change: rx.EventHandler[_flag]  # type: ignore[type-arg,valid-type]  # read by Reflex


class SelectInput(_Imported):
    """A drop-down list that shows the choice before the server confirms it."""

    library = FIELDS
    tag = "SelectInput"

    name: rx.Var[str]
    value: rx.Var[str]
    disabled: rx.Var[bool]
    required: rx.Var[bool]
    on_change: rx.EventHandler[_text]  # type: ignore[type-arg,valid-type]  # read by Reflex


class RadioInputs(_Imported):
    """One group of radio buttons."""

    library = FIELDS
    tag = "RadioInputs"

    name: rx.Var[str]
    value: rx.Var[str]
    options: rx.Var[list[Any]]
    disabled: rx.Var[bool]
    on_change: rx.EventHandler[_text]  # type: ignore[type-arg,valid-type]  # read by Reflex


def _sent(
    identity: rx.Var[str], message: rx.Var[str], accepted: rx.Var[bool]
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[bool]]:
    """Pass on what the server said of an upload."""
    return (identity, message, accepted)


class FileSender(_Imported):
    """A field that sends a file to an HTTP address of ours and shows how far it is."""

    library = "$/public/js/upload.js"
    tag = "FileSender"

    to: rx.Var[str]
    name: rx.Var[str]
    accept: rx.Var[str]
    limit: rx.Var[int]
    too_large: rx.Var[str]
    sending: rx.Var[str]
    lost: rx.Var[str]
    on_sent: rx.EventHandler[_sent]  # type: ignore[type-arg,valid-type]  # read by Reflex


class FileCheck(_Imported):
    """A place to drop a file, whose SHA-256 is worked out and compared in the browser.

    The file leaves the browser only when the person sends it with the button, and only where `to`
    names an address that takes it.
    """

    library = "$/public/js/check.js"
    tag = "FileCheck"

    expected: rx.Var[str]
    accept: rx.Var[str]
    limit: rx.Var[int]
    label: rx.Var[rx.Component]
    same: rx.Var[rx.Component]
    different: rx.Var[rx.Component]
    too_large: rx.Var[rx.Component]
    unable: rx.Var[rx.Component]
    computing: rx.Var[str]
    digest_label: rx.Var[str]
    to: rx.Var[str]
    headers: rx.Var[dict[str, str]]
    send_label: rx.Var[str]
    sending: rx.Var[str]
    lost: rx.Var[str]
    on_sent: rx.EventHandler[_sent]  # type: ignore[type-arg,valid-type]  # read by Reflex


def _cells(cells: rx.Var[list[list[str]]]) -> tuple[rx.Var[list[list[str]]]]:
    """Pass on the cells that changed: key of the row, column and text."""
    return (cells,)


class Opened(rx.Component):
    """A skeleton, then the content: from when the server has opened the page at this address."""

    library = OPENED
    tag = "Opened"

    ready: rx.Var[bool]


class Settled(rx.Component):
    """Content whose controls nobody can use before the server has opened the page."""

    library = OPENED
    tag = "Settled"

    ready: rx.Var[bool]


class Carried(rx.Component):
    """A hidden field with what the address of the page says under a name."""

    library = OPENED
    tag = "Carried"

    name: rx.Var[str]
    parameter: rx.Var[str]


class CarryingButton(_Imported):
    """The submit button of a form with `Carried` fields: it waits until they are filled in."""

    library = OPENED
    tag = "CarryingButton"

    disabled: rx.Var[bool]


class SheetGrid(_Imported):
    """What surrounds the cells of a sheet: ranges are pasted in it, keys move through it."""

    library = SHEET
    tag = "SheetGrid"

    columns: rx.Var[list[str]]
    on_write: rx.EventHandler[_cells]  # type: ignore[type-arg,valid-type]  # read by Reflex


class SheetCell(BaseInput):
    """A cell of whole pesos; what changes in all cells travels as one event of its sheet."""

    library = SHEET
    tag = "SheetCell"
    lib_dependencies: list[str] = [NUMBER_FORMAT]  # noqa: RUF012  a field of the framework
    _is_tag_in_global_scope: ClassVar[bool] = False

    row_key: rx.Var[str]
    column: rx.Var[str]
    number: rx.Var[str]


class ConnectionBanner(_Imported):
    """A band shown while the server cannot be reached, and a word when it is back."""

    library = FEEDBACK
    tag = "ConnectionBanner"

    lost: rx.Var[str]
    back: rx.Var[str]


class FocusKeeper(_Imported):
    """Draws nothing; puts the focus near its place when what had it goes away."""

    library = FOCUS
    tag = "FocusKeeper"


class PressKeeper(_Imported):
    """Draws nothing; what was pressed acts, though the page moved before it was let go."""

    library = PRESS
    tag = "PressKeeper"


class ArrivingPart(_Imported):
    """A part that takes the focus when it comes or `about` changes, and gives it back."""

    library = FOCUS
    tag = "ArrivingPart"

    about: rx.Var[str]


class Announcer(_Imported):
    """Says a text to screen readers once, after a second without changes."""

    library = FEEDBACK
    tag = "Announcer"

    text: rx.Var[str]


class Recalculated(_Imported):
    """Figures that say so, and grow pale, while the server has not answered what was typed."""

    library = FEEDBACK
    tag = "Recalculated"

    words: rx.Var[str]


class Glow(_Imported):
    """A figure that lights up once when it changes."""

    library = FEEDBACK
    tag = "Glow"

    text: rx.Var[str]


class FocusedAlert(_Imported):
    """A block that takes the focus when it appears or when ``attempt`` changes."""

    library = FEEDBACK
    tag = "FocusedAlert"

    attempt: rx.Var[int]


class ThemeSwitch(_Imported):
    """A button that changes between the light and the dark look."""

    library = FEEDBACK
    tag = "ThemeSwitch"

    light_label: rx.Var[str]
    dark_label: rx.Var[str]


class SideSheet(_Imported):
    """A side column that becomes a bar which opens upwards on a telephone."""

    library = FEEDBACK
    tag = "SideSheet"

    bar: rx.Var[rx.Component]
    open_label: rx.Var[str]
    close_label: rx.Var[str]


class Leave(_Imported):
    """Leaves the site for another address, in this tab, as soon as `to` is not empty.

    The framework's own redirect would take an address on this host for a page of ours.
    """

    library = FEEDBACK
    tag = "Leave"

    to: rx.Var[str]


class PrintButton(_Imported):
    """A button that prints the page, without a script in a string."""

    library = FEEDBACK
    tag = "PrintButton"


class CopyButton(_Imported):
    """A button that copies a text, and says beside itself whether it did."""

    library = FEEDBACK
    tag = "CopyButton"

    text: rx.Var[str]
    done: rx.Var[str]
    failed: rx.Var[str]


class PageHelp(rx.Component):
    """The question mark of a page: its first child on the button, the others are the help."""

    library = WORDS
    tag = "PageHelp"


class Term(_Imported):
    """A word whose meaning appears under the pointer, with the focus and when it is touched."""

    library = WORDS
    tag = "Term"

    meaning: rx.Var[str]
