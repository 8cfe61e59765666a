"""What a room says about each of its pages; the assembler frames and registers them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from ser_app.web.help import PageHelp


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a room.

    Attributes:
        route: Address, `/furs/[fur_number]`.
        title: The only first-level heading, and the window's title.
        build: Makes the main content, without frame.
        on_load: Handlers to run when the page opens, in order.
        permission: Value of the permission that the person needs; None for public pages.
        lead: A sentence under the title; words of the field may be marked for `terms.worded`.
        current: Address of the menu item that this page belongs to.
        breadcrumbs: (words, address) of the pages above, only when deeper than two.
        heading: A heading that depends on the data; `title` where None.
        actions: Makes the buttons beside the title.
        wide: Use the whole width (tables, the declaration).
        help: What the question mark beside the title tells; a test asks it of every page.
    """

    route: str
    title: str
    build: Callable[[], rx.Component]
    on_load: Sequence[Any] = ()
    permission: str | None = None
    lead: str | None = None
    current: str = ""
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    heading: rx.Var[str] | None = None
    actions: Callable[[], rx.Component] | None = None
    wide: bool = False
    help: PageHelp | None = None
