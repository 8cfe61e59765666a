"""Frames a room's page with the shell of the person who looks at it."""

from collections.abc import Callable

import reflex as rx

from ser_app.people.proof.page import proof_box
from ser_app.people.reminders import Reminder
from ser_app.people.state import SessionState
from ser_app.web.actions import actions, link_button
from ser_app.web.entry import public_page
from ser_app.web.help import HELP_PAGE
from ser_app.web.page import Page
from ser_app.web.shell import Person, shell
from ser_app.web.status import notice


def _reminder(reminder: rx.Var[Reminder]) -> rx.Component:
    return notice(
        rx.el.p(reminder.text),
        actions(link_button(reminder.action, reminder.href)),
        kind=reminder.kind,
    )


def _fault() -> rx.Component:
    unopened = rx.cond(
        SessionState.unopened,
        actions(link_button("Volver a cargar la página", "", external=True)),
    )
    told = notice(rx.el.p(SessionState.fault), unopened, kind="failed")
    return rx.el.div(rx.cond(SessionState.fault != "", told), role="alert")


def _unless_unopened(*content: rx.Component) -> rx.Component:
    """What a page shows; out of sight where it could not be loaded, since it would say «nothing».

    It stays in the page: what somebody was typing when the connection broke is not lost.
    """
    return rx.el.div(*content, hidden=SessionState.unopened, class_name="page-content")


def framed(page: Page) -> Callable[[], rx.Component]:
    """Build the page in its frame: menu and person, or a bare top bar for the public.

    What is built counts as defined where the page's content is: the framework keeps the parts of
    all pages of one module in one script, and every page would carry the parts of all others.
    """

    def build() -> rx.Component:
        title = page.title if page.heading is None else page.heading
        if page.permission is None:
            return public_page(
                _fault(),
                _unless_unopened(page.build()),
                title=title,
                lead=page.lead,
                demo=SessionState.demo,
                back=SessionState.back,
                ready=SessionState.is_hydrated,
                wide=page.wide,
                help=page.help,
            )
        return shell(
            _fault(),
            _unless_unopened(
                proof_box(), rx.foreach(SessionState.reminders, _reminder), page.build()
            ),
            title=title,
            person=Person(SessionState.name, SessionState.role, SessionState.operator),
            menu=SessionState.menu,
            current=page.current or page.route,
            breadcrumbs=page.breadcrumbs,
            actions=page.actions() if page.actions else None,
            lead=page.lead,
            demo=SessionState.demo,
            clock=SessionState.clock_text,
            ready=SessionState.is_hydrated,
            help_href=HELP_PAGE,
            wide=page.wide,
            help=page.help,
        )

    build.__module__ = page.build.__module__
    return build
