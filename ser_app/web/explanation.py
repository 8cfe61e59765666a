"""The reason of a figure, opened beside the form and never over it."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx
from reflex_components_core.el.elements.inline import A

from ser_app.web import icons
from ser_app.web.kinds import Flag, Handler
from ser_app.web.status import status_badge


@dataclass(frozen=True)
class NormLink:
    """A norm that a figure rests on: its name and article, and where it can be read."""

    text: str
    url: str


@dataclass(frozen=True)
class ExplainedLine:
    """A figure that goes into the one explained, at any depth.

    Attributes:
        depth: `1` for what goes into it directly, `2` for what goes into that, and so on.
        sentence: Its reason in one sentence.
        norm: Its norms, in one line.
        provenance: How sure we are of it; empty when it is confirmed.
    """

    label: str
    amount: str
    formula: str
    substitution: str
    depth: str = "1"
    sentence: str = ""
    norm: str = ""
    provenance: str = ""


@dataclass(frozen=True)
class Uncertainty:
    """A rule that is assumed or decided, on which the figure rests.

    Attributes:
        rule: What the rule says, in words.
        value: The value applied.
        provenance: How sure we are of it.
        reason: Norm and note.
        readings: What the figure would be under each other reading, in sentences.
    """

    rule: str
    value: str
    provenance: str
    reason: str
    readings: list[str]


@dataclass(frozen=True)
class ExplainedFigure:
    """A figure with its reason, written out for the screen.

    Attributes:
        label: Name of the figure.
        amount: The figure.
        sentence: The reason in one sentence.
        formula: The formula in words.
        substitution: The formula with the values put in.
        provenance: Where the rule and its values come from.
        provisional: True while a value may still change.
        norms: The norms, each with a link.
        children: The figures that it is made of, at all depths.
        uncertainties: The assumed and decided rules that it rests on.
    """

    label: str
    amount: str
    sentence: str
    formula: str
    substitution: str
    provenance: str
    provisional: bool
    norms: list[NormLink]
    children: list[ExplainedLine]
    uncertainties: list[Uncertainty] = field(default_factory=list)


def why_button(
    on_click: Handler, *, expanded: Flag = False, label: str = "¿por qué?", about: str = ""
) -> rx.Component:
    """Draw the button that opens the reason of a figure.

    Args:
        on_click: Handler that opens the explanation.
        expanded: True while this very explanation is open.
        label: Its word.
        about: Name of the figure, which screen readers add to the word.
    """
    hidden = [rx.el.span(f" {about}", class_name="sr-only")] if about else []
    return rx.el.button(
        label, *hidden, type="button", on_click=on_click, aria_expanded=expanded,
        class_name="why",
    )  # fmt: skip


def _part(title: str, *content: Any) -> rx.Component:
    """Draw one part of the explanation under its heading."""
    return rx.el.div(rx.el.h3(title, class_name="reason-heading"), *content, class_name="reason")


def _norm(norm: Any) -> rx.Component:
    """Draw a norm, as a link where it can be read."""
    link = A.create(
        norm.text, icons.icon("external"), href=norm.url, target="_blank", rel="noopener",
        class_name="link",
    )  # fmt: skip
    return rx.el.li(rx.cond(norm.url != "", link, rx.el.span(norm.text)))


def _child(line: Any) -> rx.Component:
    """Draw a figure that goes into the one explained."""
    return rx.el.li(
        rx.el.div(
            rx.el.span(line.label), rx.el.span(line.amount, class_name="tabular"),
            class_name="reason-line",
        ),
        rx.el.p(line.substitution, class_name="reason-formula tabular"),
        rx.cond(line.sentence != "", rx.el.p(line.sentence, class_name="hint")),
        rx.cond(line.norm != "", rx.el.p(line.norm, class_name="hint")),
        rx.cond(line.provenance != "", rx.el.p(line.provenance, class_name="hint")),
        class_name="reason-depth-" + line.depth,
    )  # fmt: skip


def _uncertainty(found: Any) -> rx.Component:
    """Draw a rule that is assumed or decided, with its other readings."""
    return rx.el.li(
        rx.el.p(found.rule),
        rx.el.p(rx.el.strong(found.value)),
        rx.el.ul(
            rx.foreach(
                found.readings.to(list[str]), lambda text: rx.el.li(text, class_name="reading")
            )
        ),
        rx.el.details(
            rx.el.summary("Norma y motivo"),
            rx.el.p(found.provenance, " ", found.reason, class_name="hint"),
        ),
    )


def explanation(figure: Any, *, on_close: Handler = None) -> rx.Component:
    """Draw the reason of a figure.

    Args:
        figure: An `ExplainedFigure`, or a variable with one.
        on_close: Handler that puts it away.
    """
    close = []
    if on_close is not None:
        close = [
            rx.el.button(
                icons.icon("close"), rx.el.span("Cerrar", class_name="sr-only"), type="button",
                on_click=on_close, class_name="icon-button",
            )
        ]  # fmt: skip
    children = figure.children.to(list[ExplainedLine])
    return rx.el.section(
        rx.el.div(
            rx.el.h2(
                rx.el.span("¿Por qué este valor?", class_name="reason-heading"),
                figure.label,
                class_name="panel-title",
            ),
            *close,
            class_name="panel-head",
        ),
        rx.el.p(figure.amount, class_name="reason-amount tabular"),
        rx.cond(figure.provisional, status_badge("Provisional", "provisional")),
        rx.el.p(figure.sentence),
        _part(
            "Fórmula",
            rx.el.p(figure.formula, class_name="reason-formula"),
            rx.el.p(figure.substitution, class_name="reason-formula tabular"),
        ),
        rx.cond(
            children.length() > 0,
            _part("De dónde sale", rx.el.ul(rx.foreach(children, _child))),
        ),
        rx.cond(
            figure.norms.to(list[NormLink]).length() > 0,
            _part("Norma", rx.el.ul(rx.foreach(figure.norms.to(list[NormLink]), _norm))),
        ),
        rx.cond(
            figure.uncertainties.to(list[Uncertainty]).length() > 0,
            _part(
                "¿De qué depende esta cifra?",
                rx.el.p(
                    "De estas reglas, que la norma deja abiertas o cuyo texto no se tuvo a la "
                    "vista. Con otra lectura de ellas cambiaría así:",
                    class_name="hint",
                ),
                rx.el.ul(
                    rx.foreach(figure.uncertainties.to(list[Uncertainty]), _uncertainty),
                    class_name="uncertainties",
                ),
            ),
        ),
        _part("Fuente de los datos", rx.el.p(figure.provenance)),
        class_name="panel explanation",
        aria_label="Explicación de la cifra",
    )
