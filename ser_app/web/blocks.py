"""What pages are made of: panels, figures, tiles, columns."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from ser_app.web import client
from ser_app.web.icons import icon
from ser_app.web.kinds import Flag, Text, classes

_HEADINGS = {2: rx.el.h2, 3: rx.el.h3, 4: rx.el.h4}


def panel(
    title: Text | None,
    *content: rx.Component | Text,
    actions: rx.Component | None = None,
    level: int = 2,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """Draw a framed part of a page.

    Args:
        title: Its heading, or ``None`` where the content speaks for itself.
        *content: What it holds.
        actions: What can be done with the whole of it, at the right of the heading.
        level: Level of the heading, 2 to 4; the page's title is level 1.
        class_name: Further classes.
        **props: Further attributes.
    """
    head = []
    if title is not None:
        heading = _HEADINGS[level](title, class_name="panel-title")
        head = [rx.el.div(heading, *([actions] if actions else []), class_name="panel-head")]
    return rx.el.section(*head, *content, class_name=classes("panel", class_name), **props)


def fold(
    title: Text,
    *content: rx.Component | Text,
    note: Text = "",
    opened: Flag = False,
    **props: Any,
) -> rx.Component:
    """Draw a framed part of a page that opens when somebody looks for it.

    Args:
        title: Its heading, which opens it.
        *content: What it holds.
        note: What it holds in short, beside the heading («14 reglas»).
        opened: True to show it open; a person may close it again.
        **props: Further attributes of the frame.
    """
    return rx.el.section(
        rx.el.details(
            rx.el.summary(
                icon("right"),
                rx.el.h2(title, class_name="panel-title"),
                rx.el.span(note, class_name="hint tabular"),
                class_name="case-head",
            ),
            rx.el.div(*content, class_name="fold-body"),
            open=opened,
        ),
        class_name="panel fold",
        **props,
    )


def section(title: Text, *content: rx.Component | Text, level: int = 2) -> rx.Component:
    """Draw a part of a page with a heading and no frame."""
    return rx.el.section(
        _HEADINGS[level](title, class_name="section-title"), *content, class_name="section"
    )


def figures(*rows: rx.Component) -> rx.Component:
    """Draw figures one below the other, made with `figure_row`."""
    return rx.el.dl(*rows, class_name="figures")


def figure_row(
    label: Text | rx.Component,
    amount: Text,
    *,
    strong: bool = False,
    note: Text | rx.Component | None = None,
) -> rx.Component:
    """Draw one figure of `figures`; it lights up once when it changes.

    Args:
        label: What it is; a `term` where its word has a definition.
        amount: The figure, written out.
        strong: True for a sum.
        note: A word beneath the label, or the button that explains the figure.
    """
    below = [] if note is None else [rx.el.div(note, class_name="figure-note")]
    return rx.el.div(
        rx.el.dt(label, *below),
        rx.el.dd(client.Glow.create(text=amount, class_name="tabular")),
        class_name=classes("figure", "figure-strong" if strong else ""),
    )


def details_list(
    rows: Sequence[tuple[Text | rx.Component, Text | rx.Component]],
) -> rx.Component:
    """Draw pairs of a name and its value, such as the data of a payment."""
    return rx.el.dl(
        *(rx.el.div(rx.el.dt(name), rx.el.dd(value), class_name="detail") for name, value in rows),
        class_name="details-list",
    )


def total(
    label: Text,
    amount: Text,
    *,
    note: rx.Component | Text | None = None,
    announce: Text | None = None,
) -> rx.Component:
    """Draw the largest figure of a page.

    Args:
        label: What it is («Total a pagar»).
        amount: The figure, written out.
        note: A line beneath it.
        announce: Sentence for screen readers, said once after a second without changes.
    """
    return rx.el.div(
        rx.el.p(label, class_name="total-label"),
        rx.el.p(client.Glow.create(text=amount, class_name="tabular"), class_name="total-amount"),
        *([] if note is None else [rx.el.div(note, class_name="total-note")]),
        *([] if announce is None else [client.Announcer.create(text=announce)]),
        class_name="total",
    )


def recalculated(*figures_of_it: rx.Component) -> rx.Component:
    """Mark figures as stale while the server has not answered what was typed in a field."""
    return client.Recalculated.create(*figures_of_it, words="Calculando…")


def announce(text: Text) -> rx.Component:
    """Say a text to screen readers, once, after a second without changes."""
    return client.Announcer.create(text=text)


def arriving(content: rx.Component, about: Text) -> rx.Component:
    """Lead to a part that appears elsewhere when something is pressed, and back when it goes.

    Args:
        content: The part.
        about: What it is about; another one takes the focus again.
    """
    return client.ArrivingPart.create(content, about=about)


def tiles(*items: rx.Component) -> rx.Component:
    """Put tiles side by side."""
    return rx.el.ul(*(rx.el.li(item) for item in items), class_name="tiles")


def tile(
    label: Text, number: Text, href: Text, *, note: Text | None = None, kind: Text = "neutral"
) -> rx.Component:
    """Draw a large number that leads to the rows behind it.

    Args:
        label: What is counted or summed.
        number: The number, written out.
        href: Address of the rows.
        note: A line beneath it.
        kind: One of `ser_app.web.kinds.KINDS`, for the colour of its icon.
    """
    return router_link(
        rx.el.span(icon(kind), label, class_name="tile-label"),
        rx.el.span(number, class_name="tile-number tabular"),
        *([] if note is None else [rx.el.span(note, class_name="tile-note")]),
        to=href,
        class_name="tile",
        custom_attrs={"data-kind": kind},
    )


def empty_state(
    title: Text,
    *content: rx.Component | Text,
    action: rx.Component | None = None,
    icon_name: str = "inbox",
) -> rx.Component:
    """Say that there is nothing yet, and how to get the first one."""
    return rx.el.div(
        icon(icon_name, class_name="icon-large"),
        rx.el.p(title, class_name="empty-title"),
        *(rx.el.p(each) if isinstance(each, str) else each for each in content),
        *([] if action is None else [action]),
        class_name="empty",
    )


def skeleton(lines: int = 3) -> rx.Component:
    """Hold the place of content that is on its way."""
    return rx.el.div(
        rx.el.span("Cargando…", class_name="sr-only"),
        *(rx.el.span(class_name="skeleton-line") for _ in range(lines)),
        class_name="skeleton",
        role="status",
    )


def stack(*children: rx.Component, gap: int = 6) -> rx.Component:
    """Put components one below the other, ``gap`` steps of 4 px apart (4, 6 or 8)."""
    return rx.el.div(*children, class_name=f"stack stack-{gap}")


def row(*children: rx.Component) -> rx.Component:
    """Put components side by side in a row that wraps."""
    return rx.el.div(*children, class_name="row")


def split(
    main: rx.Component,
    side: rx.Component,
    *,
    bar: rx.Component | Text | None = None,
    side_label: str = "Resumen",
) -> rx.Component:
    """Put a side column beside the main one; it stays in view while scrolling.

    Args:
        main: The wide column.
        side: The side column.
        bar: What the telephone shows of the side: a bar at the bottom that opens upwards.
            Without it the side stands below the main column there.
        side_label: Name of the side for screen readers.
    """
    if bar is None:
        aside = rx.el.aside(side, class_name="split-side", aria_label=side_label)
    else:
        shown = bar if isinstance(bar, rx.Component) else rx.el.span(bar)
        aside = client.SideSheet.create(
            side, bar=shown, open_label="Ver detalle", close_label="Cerrar", id="side-sheet",
            class_name="split-side split-sheet", aria_label=side_label,
        )  # fmt: skip
    return rx.el.div(rx.el.div(main, class_name="split-main"), aside, class_name="split")


def steps(items: Sequence[str], current: int) -> rx.Component:
    """Show where a person is in a job of several pages.

    Args:
        items: Names of the steps.
        current: Number of the present one, from 1.
    """
    drawn = []
    for number, name in enumerate(items, start=1):
        state = "done" if number < current else "current" if number == current else "later"
        mark = icon("paid") if state == "done" else rx.el.span(str(number), class_name="step-mark")
        attributes = {"aria-current": "step"} if state == "current" else {}
        drawn.append(
            rx.el.li(
                mark, rx.el.span(name), class_name=f"step step-{state}", custom_attrs=attributes
            )
        )
    return rx.el.ol(*drawn, class_name="steps", aria_label="Pasos")


def person_row(name: Text, about: Sequence[Text], state: rx.Component) -> rx.Component:
    """An item of a list of people: who, what is said of them, and how they stand.

    Args:
        name: Full name.
        about: Shown under it, one after the other.
        state: A badge, at the right where there is room.
    """
    return rx.el.li(
        rx.el.div(
            rx.el.span(name, class_name="font-semibold"),
            rx.el.div(*about, class_name="hint"),
            class_name="min-w-0",
        ),
        state,
        class_name="flex flex-wrap items-center justify-between gap-2 py-3",
    )


def busy_when(waiting: Flag, content: rx.Component, *, lines: int = 4) -> rx.Component:
    """Show a skeleton while waiting, then the content."""
    if isinstance(waiting, rx.Var):
        return rx.cond(waiting, skeleton(lines), content)
    return skeleton(lines) if waiting else content
