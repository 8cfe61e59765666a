"""The tabs above every screen of the desk."""

import reflex as rx

from ser_app.payments.reconciliation.tabs import TABS, Tab
from ser_app.web.actions import text_link


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
