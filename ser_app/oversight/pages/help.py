"""`/ayuda`: the jobs in a few sentences, the words of the field, and whom to ask."""

from typing import Final

import reflex as rx

from ser_app.people.permissions import Permission
from ser_app.people.state import SessionState
from ser_app.settings import settings
from ser_app.web.actions import text_link
from ser_app.web.blocks import panel, section, stack
from ser_app.web.page import Page

_JOBS: Final = (
    (
        "Declarar un período",
        (
            "El declarante o el contador elige el expediente y el trimestre y escribe los ingresos "
            "y las devoluciones. La contraprestación, la sanción y los intereses se calculan "
            "mientras escribe. «¿Por qué?» explica cada cifra con su norma. El borrador se guarda "
            "solo."
        ),
    ),
    (
        "Generar el FUR",
        (
            "Revise sus respuestas y genere el Formulario Único de Recaudo. Generarlo no es "
            "presentarlo: hasta la última firma el sistema dice «generado, NO presentado»."
        ),
    ),
    (
        "Firmar",
        (
            "El representante legal y el contador o revisor fiscal firman cada uno desde su propia "
            "cuenta: escriben de nuevo su contraseña y aceptan el juramento. Con la última firma "
            "la declaración queda presentada y recibe su constancia."
        ),
    ),
    (
        "Pagar",
        (
            "Con el FUR presentado se paga por PSE. Si el pago se rechaza, la declaración sigue "
            "presentada y puede intentarlo de nuevo. Si eligió papel, imprima el FUR y páguelo en "
            "un banco autorizado: ese día cuenta como presentación y como pago."
        ),
    ),
    (
        "Si el FUR venció",
        (
            "Un FUR vale hasta su fecha de pago. Después genere uno nuevo: trae los intereses "
            "hasta el nuevo día y otra referencia. No pague uno vencido."
        ),
    ),
    (
        "Consultar y comprobar",
        (
            "«FUR generados» y «Estado de pagos» guardan todo lo anterior. En «Verificar» "
            "cualquiera comprueba un FUR con su número y su código."
        ),
    ),
)
_WORDS: Final = (
    ("Contraprestación", "Lo que el operador debe al Fondo Único de TIC por su servicio."),
    ("Autoliquidación", "La declaración en la que el mismo operador calcula lo que debe."),
    ("Expediente", "El servicio autorizado a un operador, con su régimen y su vigencia."),
    ("Base gravable", "Los ingresos brutos del período menos las devoluciones; nunca menos de 0."),
    ("Sanción por extemporaneidad", "Lo que se suma por presentar después del vencimiento."),
    ("Intereses de mora", "Lo que se suma por cada día de retraso en el pago."),
    ("Saldo a favor", "Lo que se pagó de más y se puede aplicar a otra obligación."),
    ("FUR", "Formulario Único de Recaudo: con él se presenta, se paga o las dos cosas."),
    ("Constancia de presentación", "El número y la hora que prueban que se presentó."),
    ("CUS", "Código único de seguimiento: el número que el banco da a un pago por PSE."),
    ("Fecha valor", "El día en que el dinero cuenta como pagado."),
    ("Provisional", "Cifra que depende de una tasa o un salario mínimo aún no certificado."),
    ("SMLMV", "Salario mínimo legal mensual vigente; de él salen los mínimos de las sanciones."),
)


def help_page() -> rx.Component:
    """The whole page."""
    return stack(
        panel("Cómo se hace", *(_job(title, text) for title, text in _JOBS)),
        panel("Palabras del recaudo", _glossary()),
        panel("¿Necesita ayuda?", _contact()),
        rx.cond(SessionState.demo, panel("Esta demostración", _demo())),
    )


def _job(title: str, text: str) -> rx.Component:
    return section(title, rx.el.p(text), level=3)


def _glossary() -> rx.Component:
    return rx.el.dl(
        *(
            rx.el.div(rx.el.dt(rx.el.strong(word)), rx.el.dd(meaning), class_name="detail")
            for word, meaning in _WORDS
        ),
        class_name="details-list",
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


PAGE = Page(
    route="/ayuda",
    title="Ayuda",
    lead="Qué se hace aquí, paso a paso, y qué significan las palabras del recaudo.",
    build=help_page,
    permission=Permission.HOME_VIEW,
)
