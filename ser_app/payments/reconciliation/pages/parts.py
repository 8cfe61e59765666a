"""The tabs above every screen of the desk."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from ser_app.payments.reconciliation.tabs import TABS, TO_RESOLVE, Tab
from ser_app.people.permissions import Permission
from ser_app.web.actions import text_link
from ser_app.web.help import PageHelp
from ser_app.web.page import Page


def tabs(current: Tab) -> rx.Component:
    """Lead to the other tabs; the present one is marked for every reader."""
    return rx.el.nav(
        rx.el.ul(
            *(
                rx.el.li(
                    text_link(
                        tab.label,
                        tab.href,
                        class_name="tab",
                        custom_attrs={"aria-current": "page"} if tab == current else {},
                    )
                )
                for tab in TABS
            ),
            class_name="tabs",
        ),
        aria_label="Conciliación",
    )


def tab_page(
    tab: Tab,
    title: str,
    build: Callable[[], rx.Component],
    on_load: Any,
    permission: Permission = Permission.RECONCILIATION_VIEW,
    *,
    help: PageHelp,  # noqa: A002  its name in Page
) -> Page:
    """The page of a tab of the desk; all of them stand under one item of the menu."""
    return Page(
        route=tab.href,
        help=help,
        title=title,
        build=build,
        on_load=[on_load],
        permission=permission,
        current=TO_RESOLVE.href,
        wide=True,
    )
