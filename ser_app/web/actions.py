"""What a person can do: buttons, links and the forms that carry them."""

from typing import Any, Literal

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML
from reflex_components_core.el.elements.inline import A
from reflex_components_core.react_router import link as router_link

from ser_app.web import client, icons
from ser_app.web.kinds import Flag, Handler, Text, classes

ButtonKind = Literal["primary", "secondary", "quiet", "danger"]


def _labelled(label: Text, icon: str | None, icon_after: str | None) -> list[rx.Component]:
    """Draw a label with the icons that go before or after it."""
    before = [icons.icon(icon)] if icon else []
    after = [icons.icon(icon_after)] if icon_after else []
    return [*before, rx.el.span(label), *after]


def button(
    label: Text,
    *,
    on_click: Handler = None,
    kind: ButtonKind = "secondary",
    icon: str | None = None,
    icon_after: str | None = None,
    type: Literal["button", "submit"] = "button",  # noqa: A002  the name HTML gives it
    disabled: Flag = False,
    busy: Flag = False,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Draw a button; its label says what happens («Presentar y pagar $ 23.019.000»).

    Args:
        label: What happens when pressed.
        on_click: Handler, or ``None`` for a button that submits its form.
        kind: ``primary`` once a page, ``danger`` for what cannot be undone.
        icon: Icon before the label.
        icon_after: Icon after the label, for what leads on.
        type: ``submit`` lets Enter in the form press it.
        disabled: Not to be pressed now; say beside it why.
        busy: The press is being worked on; a second one does nothing.
        class_name: Further classes.
        **props: Further attributes.
    """
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(
        *_labelled(label, icon, icon_after),
        type=type,
        disabled=disabled | busy,
        aria_busy=busy,
        class_name=classes("button", f"button-{kind}", class_name),
        **props,
    )


def link_button(
    label: Text,
    href: Text,
    *,
    kind: ButtonKind = "secondary",
    icon: str | None = None,
    icon_after: str | None = None,
    external: bool = False,
    download: bool = False,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Draw a link that looks like a button, for going on to another page.

    Args:
        label: Where it leads.
        href: Address.
        kind: As in `button`.
        icon: Icon before the label.
        icon_after: Icon after the label, for what leads on.
        external: True for what the browser itself has to open: another site, a page left by an
            expired session.
        download: True for a file of ours. The browser then does not leave the page: when it does,
            if only to find a file, the framework hangs up, and what the page showed is lost.
        class_name: Further classes.
        **props: Further attributes.
    """
    content = _labelled(label, icon, icon_after)
    style = classes("button", f"button-{kind}", class_name)
    if external or download:
        return A.create(*content, href=href, class_name=style, **_saved(download), **props)
    return router_link(*content, to=href, class_name=style, **props)


def copy_button(label: Text, text: Text) -> rx.Component:
    """Draw a button that copies a text, such as one that is shown only once."""
    return client.CopyButton.create(
        *_labelled(label, None, None),
        text=text,
        done="Copiado.",
        failed="No se pudo copiar: selecciónelo y cópielo usted.",
        class_name=classes("button", "button-secondary"),
    )


def text_link(
    label: Text | rx.Component,
    href: Text,
    *,
    external: bool = False,
    download: bool = False,
    **props: Any,
) -> rx.Component:
    """Draw a link in running text; ``external`` and ``download`` as in `link_button`."""
    props["class_name"] = classes("link", props.get("class_name", ""))
    if external or download:
        return A.create(label, href=href, **_saved(download), **props)
    return router_link(label, to=href, **props)


def _saved(download: bool) -> dict[str, bool]:
    return {"download": True} if download else {}


def actions(*buttons: rx.Component) -> rx.Component:
    """Put buttons in a row that wraps; the primary one comes last in reading order."""
    return rx.el.div(*buttons, class_name="actions")


class NativeForm(BaseHTML):
    """A form that the browser itself sends: Reflex' own one always prevents that.

    Login and logout need it, because only an HTTP answer can set a cookie that scripts
    cannot read.
    """

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    no_validate: rx.Var[bool]


def native_form(
    *children: rx.Component, action: Text, method: Literal["post", "get"] = "post", **props: Any
) -> rx.Component:
    """Draw a form that the browser sends to an HTTP address."""
    return NativeForm.create(*children, action=action, method=method, no_validate=True, **props)


def hidden(name: str, value: Text) -> rx.Component:
    """Carry a value along in a form without showing it."""
    return rx.el.input(type="hidden", name=name, default_value=value, id=f"hidden-{name}")


def carried(name: str, parameter: str) -> rx.Component:
    """Carry what the address says under ``parameter`` along in a form; see `carrying_button`."""
    return client.Carried.create(name=name, parameter=parameter)


def carrying_button(label: Text) -> rx.Component:
    """Draw the button of a form that carries something of the address.

    The browser draws the form before the page's scripts run, when what it carries is still empty:
    sent then, it would say that the link no longer serves. Until then it cannot be pressed, and
    Enter in the form does nothing.
    """
    return client.CarryingButton.create(
        rx.el.span(label), class_name=classes("button", "button-primary", "button-carrying")
    )


def form(*children: rx.Component, on_submit: Handler, **props: Any) -> rx.Component:
    """Draw a form handled over the socket; Enter acts only if it holds a submit button."""
    return rx.el.form(*children, on_submit=on_submit, no_validate=True, **props)
