"""`/ayuda`: every job step by step in pictures, the words of the field, and whom to ask."""

from typing import Final

import reflex as rx
from reflex_components_core.el.elements.inline import A

from ser_app.oversight.help.finding import LONGEST, Result, word_anchor
from ser_app.oversight.help.job import Job, Step
from ser_app.oversight.help.jobs import GROUPS
from ser_app.oversight.help.pictures import Picture, picture
from ser_app.oversight.help.state import HelpState
from ser_app.oversight.help_texts import HELP
from ser_app.people.state import SessionState
from ser_app.settings import settings
from ser_app.web.actions import NativeForm, button, link_button, text_link
from ser_app.web.blocks import panel, section, stack
from ser_app.web.definitions import Definition, in_order
from ser_app.web.fields import text_field
from ser_app.web.help import HELP_PAGE
from ser_app.web.page import Page
from ser_app.web.page_help import norm_item

_LAZY: Final = {"loading": "lazy", "decoding": "async"}


def help_page() -> rx.Component:
    """The whole page: search, index, jobs, words, whom to ask."""
    return stack(
        _search(),
        _index(),
        *(_group(title, jobs) for title, jobs in GROUPS),
        panel("Palabras del recaudo", _words(), id="palabras", class_name="anchor"),
        panel("¿Necesita ayuda?", _contact(), id="contacto", class_name="anchor"),
        rx.cond(SessionState.demo, panel("Esta demostración", _demo())),
    )


def _search() -> rx.Component:
    """The search; without it being sent, what is found follows the typing."""
    return stack(
        NativeForm.create(
            text_field(
                "Qué busca",
                name="buscar",
                type="search",
                value=HelpState.words,
                on_change=HelpState.seek,
                required=False,
                max_length=LONGEST,
                hint="Con o sin tildes: «paz y salvo», «corregir», «CUS».",
            ),
            button("Buscar", type="submit", icon="search"),
            action=HELP_PAGE,
            method="get",
            class_name="filter-bar help-search",
            role="search",
        ),
        rx.el.div(
            rx.el.p(HelpState.summary, class_name="hint", role="status"),
            rx.el.ul(rx.foreach(HelpState.results, _result), class_name="found"),
        ),
    )


def _result(found: rx.Var[Result]) -> rx.Component:
    return rx.el.li(
        A.create(found.title, href=found.href, class_name="link"),
        rx.el.p(found.sentence, class_name="soft"),
    )


def _index() -> rx.Component:
    """All jobs by name."""
    lists = [
        rx.el.div(
            rx.el.h2(title, class_name="section-title"),
            rx.el.ul(
                *(
                    rx.el.li(A.create(job.title, href=f"#{job.anchor}", class_name="link"))
                    for job in jobs
                )
            ),
        )
        for title, jobs in GROUPS
    ]
    return rx.el.nav(*lists, class_name="panel help-index", aria_label="Trabajos de esta ayuda")


def _group(title: str, jobs: tuple[Job, ...]) -> rx.Component:
    return section(title, *map(_job, jobs))


def _job(job: Job) -> rx.Component:
    norms = rx.el.ul(*map(norm_item, job.norms), class_name="help-norms")
    return panel(
        job.title,
        rx.el.p(job.summary),
        rx.el.p(rx.el.strong("Quién: "), job.who),
        rx.el.ol(
            *(_step(step, job.step_anchor(number)) for number, step in enumerate(job.steps, 1)),
            class_name="ways",
        ),
        *([rx.el.div(rx.el.h4("Norma", class_name="reason-heading"), norms)] if job.norms else []),
        actions=link_button("Ir a esta página", job.route, icon_after="arrow"),
        level=3,
        id=job.anchor,
        class_name="anchor",
    )


def _step(step: Step, name: str) -> rx.Component:
    shown = picture(name)
    return rx.el.li(
        rx.el.p(step.text),
        *([] if shown is None else [_picture(shown, step.alt)]),
        id=name,
        class_name="way anchor",
    )


def _picture(shown: Picture, alt: str) -> rx.Component:
    """A picture that comes when it is scrolled to, in the place that is kept for it."""
    size = {"width": str(shown.width), "height": str(shown.height)}
    return A.create(
        rx.el.img(src=shown.address, alt=alt, custom_attrs={**size, **_LAZY}),
        rx.el.span(" (ampliar la imagen en otra pestaña)", class_name="sr-only"),
        href=shown.address,
        target="_blank",
        rel="noopener",
    )


def _words() -> rx.Component:
    return rx.el.dl(*(_word(name, each) for name, each in in_order()), class_name="details-list")


def _word(name: str, found: Definition) -> rx.Component:
    return rx.el.div(
        rx.el.dt(rx.el.strong(found.word)),
        rx.el.dd(found.meaning),
        id=word_anchor(name),
        class_name="detail anchor",
    )


def _contact() -> rx.Component:
    configuration = settings()
    mail = configuration.contact_email
    return rx.el.p(
        "Escriba a ",
        text_link(mail, f"mailto:{mail}", external=True),
        f" o llame al {configuration.contact_phone}. Si falta un usuario o debe cambiar su rol, "
        "pídalo al administrador de su operador.",
    )


def _demo() -> rx.Component:
    """A demonstration shows what happens on other days."""
    return rx.el.p(
        "Los datos son ficticios y la fecha se puede mover. Por ejemplo, el 20 de junio de 2013 el "
        "trimestre 1 de 2013 del expediente 96000123 está sin presentar y ya tiene sanción e "
        "intereses. ",
        text_link("Cambiar la fecha de la demostración", "/demostracion"),
    )


PAGE: Final = Page(
    route=HELP_PAGE,
    help=HELP[HELP_PAGE],
    title="Ayuda",
    lead="Cómo se hace cada trabajo, paso a paso, y qué significan las palabras del recaudo.",
    build=help_page,
    on_load=[HelpState.open],
    wide=True,
)
