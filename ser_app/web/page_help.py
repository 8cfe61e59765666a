"""The question mark beside a page's title, and the help that it opens."""

import reflex as rx
from reflex_components_core.el.elements.inline import A

from ser_app.law.norms import Norm, address_of
from ser_app.settings import settings
from ser_app.web import client, icons
from ser_app.web.help import PageHelp, job_address
from ser_app.web.kinds import Text

_ID = "ayuda-de-la-pagina"
NO_NORM = "Ninguna norma del recaudo fija esta página: es una decisión de este servicio."


def page_help(title: Text, help: PageHelp) -> rx.Component:  # noqa: A002  its name in Page
    """Draw the question mark of a page and its help.

    It opens beside the page, or in it under its title where there is no room for both beside each
    other; the person goes on working while it is open. On a telephone it is a dialog over the page.
    Escape puts it away and gives the focus back.

    Args:
        title: The page's title.
        help: What the page says about itself.
    """
    return client.PageHelp.create(
        rx.fragment(
            icons.icon("help"), rx.el.span("Ayuda de esta página", class_name="sr-only")
        ),
        rx.el.div(
            rx.el.h2(
                rx.el.span("Ayuda de esta página", class_name="reason-heading"),
                title,
                id=f"{_ID}-titulo",
                class_name="panel-title",
            ),
            rx.el.button(
                icons.icon("close"),
                rx.el.span("Cerrar la ayuda", class_name="sr-only"),
                type="button",
                class_name="icon-button",
                custom_attrs={"data-close": "true"},
            ),
            class_name="panel-head",
        ),
        rx.el.p(help.purpose),
        _part("En pocos pasos", rx.el.ol(*(rx.el.li(step) for step in help.steps))),
        _part("Norma", *_norms(help.norms)),
        _part("Más", rx.el.p(_opened("Paso a paso, con imágenes", job_address(help.job))), _mail()),
        id=_ID,
    )  # fmt: skip


def norm_item(norm: Norm) -> rx.Component:
    """Draw a norm as an item of a list, as a link where the rules know its address.

    Raises:
        UnknownNorm: Neither rules nor code rest on it.
    """
    address = address_of(norm)
    return rx.el.li(_opened(norm.text, address) if address else norm.text)


def _part(title: str, *content: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.h3(title, class_name="reason-heading"), *content, class_name="reason")


def _norms(norms: tuple[Norm, ...]) -> list[rx.Component]:
    if not norms:
        return [rx.el.p(NO_NORM, class_name="hint")]
    return [rx.el.ul(*map(norm_item, norms))]


def _opened(label: str, address: str) -> rx.Component:
    """Draw a link that opens in another tab: what the person was doing stays as it is."""
    return A.create(
        label,
        icons.icon("external"),
        rx.el.span(" (se abre en otra pestaña)", class_name="sr-only"),
        href=address,
        target="_blank",
        rel="noopener",
        class_name="link",
    )


def _mail() -> rx.Component:
    mail = settings().contact_email
    return rx.el.p(
        "¿Sigue la duda? Escriba a ", A.create(mail, href=f"mailto:{mail}", class_name="link"), "."
    )
