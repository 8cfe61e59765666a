"""The frame around every page of a signed-in person: top bar, jobs, content."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from ser_app.web import client
from ser_app.web.actions import native_form
from ser_app.web.blocks import skeleton
from ser_app.web.brand import brand, demo_band, skip_link
from ser_app.web.help import PageHelp
from ser_app.web.icons import icon
from ser_app.web.kinds import Flag, Text, classes, when
from ser_app.web.page_help import page_help
from ser_app.web.terms import worded

LOGOUT_ADDRESS = "/sesion/salir"
ACCOUNT_ADDRESS = "/mi-cuenta/seguridad"
BOTTOM_ITEMS = 4


@dataclass(frozen=True)
class Person:
    """Who is signed in; each part may come from state.

    Attributes:
        name: Full name.
        role: Name of the role.
        operator: Operator that the person acts for, empty for the Ministry's people.
    """

    name: Text
    role: Text
    operator: Text = ""


@dataclass(frozen=True)
class MenuItem:
    """A job of the role.

    Attributes:
        label: Its name.
        href: Address of its page.
        icon: One of `ser_app.web.icons.icon_names`.
        others: Addresses of jobs that the menu has no place for and whose pages belong to this one.
    """

    label: str
    href: str
    icon: str
    others: list[str] = field(default_factory=list)


Menu = Sequence[MenuItem] | rx.Var[list[MenuItem]]


def _item(item: Any, current: str) -> rx.Component:
    """Draw a job; the present one is marked."""
    here: Any = item.href == current
    if isinstance(here, rx.Var):
        here |= item.others.contains(current)
    mark = rx.cond(here, "page", "false") if isinstance(here, rx.Var) else here and "page"
    return rx.el.li(
        router_link(
            icon(item.icon), rx.el.span(item.label), to=item.href, class_name="job",
            custom_attrs={"aria-current": mark},
        )
    )  # fmt: skip


def _items(menu: Menu, current: str) -> list[rx.Component]:
    """Draw the jobs of a menu, fixed or from state."""
    if isinstance(menu, rx.Var):
        return [rx.foreach(menu, lambda item: _item(item, current))]
    return [_item(item, current) for item in menu]


def _person_words(person: Person) -> list[rx.Component]:
    """Name, role and operator of the person."""
    return [
        rx.el.span(person.name, class_name="person-name"),
        rx.el.span(person.role, class_name="person-role"),
    ]


def _own_actions() -> list[rx.Component]:
    """What a person can do wherever it is: look after the account, change the look, leave."""
    return [
        router_link(
            icon("lock"), rx.el.span("Seguridad de mi cuenta"), to=ACCOUNT_ADDRESS, class_name="job"
        ),
        client.ThemeSwitch.create(
            icon("theme"),
            light_label="Usar colores claros",
            dark_label="Usar colores oscuros",
            class_name="job",
        ),
        native_form(
            rx.el.button(icon("logout"), rx.el.span("Salir"), type="submit", class_name="job"),
            action=LOGOUT_ADDRESS,
        ),
    ]


def _top_bar(
    person: Person, operator_switch: rx.Component | None, help_href: str | None
) -> rx.Component:
    """Draw the bar above: brand, operator, help, person."""
    operator = operator_switch or rx.el.span(
        icon("building"), rx.el.span(person.operator), class_name="top-operator"
    )
    links = []
    if help_href is not None:
        links = [
            router_link(icon("help"), rx.el.span("Ayuda"), to=help_href, class_name="top-action")
        ]
    return rx.el.header(
        brand("/inicio"),
        when(person.operator != "", operator),
        rx.el.div(class_name="top-gap"),
        *links,
        rx.el.button(
            rx.el.span("Su cuenta: ", class_name="sr-only"),
            rx.el.span(*_person_words(person), class_name="person"), icon("down"), type="button",
            class_name="top-action top-person", custom_attrs={"popoverTarget": "person-menu"},
        ),
        rx.el.div(
            *_own_actions(),
            id="person-menu", class_name="popover popover-person", custom_attrs={"popover": "auto"},
        ),
        class_name="top-bar",
    )  # fmt: skip


def _bottom_bar(menu: Menu, current: str, person: Person) -> rx.Component:
    """Draw the telephone's bar: four jobs and «Más» with the others."""
    items: Any = menu
    first, rest = items[:BOTTOM_ITEMS], items[BOTTOM_ITEMS:]
    more = rx.el.button(
        icon("more"), rx.el.span("Más"), type="button", class_name="job",
        custom_attrs={"popoverTarget": "more-menu"},
    )  # fmt: skip
    sheet = rx.el.div(
        rx.el.p(*_person_words(person), class_name="person sheet-person"),
        rx.el.ul(*_items(rest, current)),
        *_own_actions(),
        id="more-menu",
        class_name="popover popover-more",
        custom_attrs={"popover": "auto"},
    )
    return rx.el.nav(
        rx.el.ul(*_items(first, current), rx.el.li(more)),
        sheet,
        class_name="bottom-bar",
        aria_label="Tareas",
    )


def _breadcrumbs(breadcrumbs: Sequence[tuple[str, str]]) -> list[rx.Component]:
    """Draw the way from the job's first page, for pages deeper than two."""
    if not breadcrumbs:
        return []
    steps = [
        rx.el.li(router_link(label, to=href, class_name="link")) for label, href in breadcrumbs
    ]
    return [rx.el.nav(rx.el.ol(*steps), class_name="breadcrumbs", aria_label="Ruta")]


def page_head(
    title: Text,
    lead: Text | None = None,
    actions: rx.Component | None = None,
    help: PageHelp | None = None,  # noqa: A002  its name in Page
) -> rx.Component:
    """Draw the page's title with its question mark, the sentence beneath, and its actions."""
    said = worded(lead) if isinstance(lead, str) else lead
    words = [] if said is None else [rx.el.p(said, class_name="page-lead")]
    heading = rx.el.h1(title, class_name="page-title")
    if help is not None:
        heading = rx.el.div(heading, page_help(title, help), class_name="page-title-row")
    return rx.el.div(
        rx.el.div(heading, *words),
        *([] if actions is None else [actions]),
        class_name="page-head",
    )


def shell(
    *content: rx.Component,
    title: Text,
    person: Person,
    menu: Menu,
    current: str = "",
    breadcrumbs: Sequence[tuple[str, str]] = (),
    actions: rx.Component | None = None,
    lead: Text | None = None,
    demo: Flag = False,
    clock: Text | None = None,
    operator_switch: rx.Component | None = None,
    help_href: str | None = None,
    ready: Flag | None = None,
    wide: bool = False,
    help: PageHelp | None = None,  # noqa: A002  its name in Page
) -> rx.Component:
    """Draw a page of a signed-in person.

    Args:
        *content: The page.
        title: Its only heading of level 1.
        person: Who is signed in.
        menu: The jobs of the role, no more than seven; the first four are the telephone's.
        current: Address of the job that the page belongs to.
        breadcrumbs: Label and address of the pages above, for pages deeper than two.
        actions: What can be done with the page, at the right of the title.
        lead: A sentence beneath the title.
        demo: True in a demonstration, which a thin band says.
        clock: The demonstration's day, within that band.
        operator_switch: Control for people who act for several operators.
        help_href: Address of the help.
        ready: False while the page's data is on its way; a skeleton holds its place.
        wide: True for tables and dashboards, which use the whole width.
        help: What the question mark beside the title tells.
    """
    page = rx.el.div(*content, class_name="page-content")
    body = page if ready is None else client.Opened.create(skeleton(4), page, ready=ready)
    if actions is not None and ready is not None:
        actions = client.Settled.create(actions, ready=ready)
    return rx.el.div(
        skip_link(),
        demo_band(demo, clock),
        _top_bar(person, operator_switch, help_href),
        rx.el.div(
            rx.el.nav(rx.el.ul(*_items(menu, current)), class_name="side-bar", aria_label="Tareas"),
            rx.el.main(
                *_breadcrumbs(breadcrumbs),
                page_head(title, lead, actions, help),
                body,
                id="contenido",
                tab_index=-1,
                class_name=classes("page", "page-wide" if wide else ""),
            ),
            class_name="frame",
        ),
        _bottom_bar(menu, current, person),
        class_name="shell",
    )
