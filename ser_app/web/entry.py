"""Pages without a menu: the login, and what anybody may see."""

import reflex as rx
from reflex_components_core.react_router import link as router_link

from ser_app.web import client
from ser_app.web.brand import SERVICE, brand, demo_band, skip_link
from ser_app.web.help import HELP_PAGE, PageHelp
from ser_app.web.kinds import Flag, Text, classes
from ser_app.web.shell import page_head


def entry_page(
    *content: rx.Component,
    title: Text,
    lead: Text | None = None,
    aside: rx.Component | None = None,
    demo: Flag = False,
    help: PageHelp | None = None,  # noqa: A002  its name in Page
) -> rx.Component:
    """Draw a card in the middle of the page, with the service's name above it.

    Args:
        *content: The card's content.
        title: Heading of level 1.
        lead: A sentence beneath it.
        aside: What stands under the card, such as the demo accounts.
        demo: True in a demonstration.
        help: What the question mark beside the title tells.
    """
    return rx.el.div(
        skip_link(),
        demo_band(demo),
        rx.el.main(
            rx.el.div(
                rx.el.img(src="/favicon.svg", alt="", class_name="brand-mark brand-mark-large"),
                rx.el.p(SERVICE, class_name="entry-name"),
                rx.el.p("Fondo Único de TIC", class_name="entry-owner"),
                class_name="entry-brand",
            ),
            rx.el.div(page_head(title, lead, help=help), *content, class_name="panel entry-card"),
            *([] if aside is None else [aside]),
            id="contenido",
            tab_index=-1,
            class_name="entry",
        ),
        class_name="shell",
    )


def public_page(
    *content: rx.Component,
    title: Text,
    lead: Text | None = None,
    demo: Flag = False,
    back: Text = "",
    ready: Flag = True,
    wide: bool = False,
    help: PageHelp | None = None,  # noqa: A002  its name in Page
) -> rx.Component:
    """Draw a page that anybody may see: the bar above, no jobs.

    Arguments as `entry_page`; `back` is where a person who is signed in goes back to, empty for
    anybody else; `ready` is false while the page's controls would answer nobody yet; `wide` is for
    what needs two columns.
    """
    return rx.el.div(
        skip_link(),
        demo_band(demo),
        rx.el.header(
            brand("/"),
            rx.el.div(class_name="top-gap"),
            router_link("Simulador", to="/simulador", class_name="top-action"),
            router_link("Ayuda", to=HELP_PAGE, class_name="top-action"),
            rx.cond(
                back != "",
                router_link("Volver a mi trabajo", to=back, class_name="top-action"),
                router_link("Ingresar", to="/ingresar", class_name="top-action"),
            ),
            class_name="top-bar",
        ),
        rx.el.main(
            page_head(title, lead, help=help),
            client.Settled.create(rx.el.div(*content, class_name="page-content"), ready=ready),
            id="contenido",
            tab_index=-1,
            class_name=classes("page page-public", "page-public-wide" if wide else ""),
        ),
        class_name="shell",
    )


def demo_accounts(*accounts: rx.Component) -> rx.Component:
    """List the accounts of the demonstration, made with `demo_account`, under the login."""
    return rx.el.section(
        rx.el.h2("Cuentas de la demostración", class_name="section-title"),
        rx.el.ul(*accounts, class_name="demo-accounts"),
        class_name="entry-aside",
    )


def demo_account(name: Text, role: Text, user: Text, password: Text) -> rx.Component:
    """Show one account of the demonstration: who it is and how to get in."""
    return rx.el.li(
        rx.el.span(rx.el.strong(role), rx.el.span(name, class_name="soft"), class_name="demo-who"),
        rx.el.span(rx.el.code(user), rx.el.code(password), class_name="demo-keys"),
    )
