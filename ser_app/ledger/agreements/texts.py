"""The Spanish words of payment agreements."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from ser_app.ledger.agreements.schedule import Group
from ser_app.ledger.agreements.states import AgreementState
from ser_app.web.words import day_long

BAD_EVERY: Final = "Elija cada cuántos meses se paga: uno, dos, tres o seis."
TOO_LONG: Final = (
    "Un acuerdo dura a lo sumo {years} años: elija de 1 a {most} cuotas con esa frecuencia."
)
FIRST_PAYMENT_TOO_SMALL: Final = "La cuota inicial debe ser de {least} o más."
FIRST_PAYMENT_TOO_LARGE: Final = (
    "Esa cuota inicial paga toda la deuda: no hace falta un acuerdo. Páguela con un FUR desde el "
    "estado de cuenta."
)
TOO_MANY: Final = (
    "La deuda no alcanza para tantas cuotas: alguna quedaría en cero. Elija menos cuotas."
)
NOTHING_OVERDUE: Final = (
    "No hay deudas vencidas entre las elegidas: un acuerdo cubre solo lo que ya venció."
)
NOT_OVERDUE: Final = (
    "Una de las deudas elegidas ya no está vencida o no debe nada. Simule otra vez."
)
REPORTED: Final = (
    "El operador está reportado como deudor moroso desde el {day} ({source}): no se le puede "
    "conceder un acuerdo de pago mientras el reporte siga vigente (Ley 1066 de 2006). Sus deudas y "
    "lo que ya acordó siguen igual."
)
UNCERTIFIED: Final = (
    "Los intereses hasta hoy dependen de una tasa que aún no está certificada: el acuerdo no puede "
    "empezar hoy. No se cambió nada."
)
PAID_MEANWHILE: Final = (
    "Se acaba de pagar una cuota del acuerdo {number}: sigue como estaba y se revisa otra vez."
)
BEING_PAID: Final = (
    "Hay un pago en curso de una de las deudas ({number}). Espere su resultado; no se cambió nada."
)
GUARANTEE_NEEDED: Final = "Elija la garantía que ofrece."
GUARANTEE_NOTE_NEEDED: Final = "Describa la garantía en hasta 500 letras: quién, qué y por cuánto."
ACCEPT_NEEDED: Final = "Para proponerlo, marque que acepta la cláusula aceleratoria."
FORM_LOST: Final = "El formulario caducó. Abra la página de nuevo; no se propuso nada."
ONE_UNDECIDED: Final = (
    "Ya hay una propuesta de este operador por decidir ({number}). Espere la decisión o retírela."
)
CONTENTS_CHANGED: Final = (
    "Lo que se debe cambió desde que abrió esta página. Revise el plan nuevo y confírmelo otra "
    "vez; no se cambió nada."
)
NO_DOCUMENT: Final = (
    "Falta el documento de la garantía: el operador lo adjunta en esta página. No se cambió nada."
)
OWN_REVIEW: Final = (
    "Usted ya lo revisó: lo debe aprobar otra persona de Cartera. No se cambió nada."
)
OWN_PROPOSAL: Final = (
    "Usted propuso este acuerdo por el operador, con otra cuenta: lo deben decidir otras personas "
    "de Cartera. No se cambió nada."
)
ALREADY_DECIDED: Final = "Otra persona ya decidió sobre este acuerdo. Abra la página de nuevo."
WHY_NEEDED: Final = "Escriba la razón en hasta 500 letras: el operador la lee."
DOCUMENTS_CLOSED: Final = "La propuesta ya se revisó: no admite más documentos. No se guardó nada."
TOO_MANY_FILES: Final = "La propuesta ya tiene seis documentos, que es lo más que admite."
SAME_FILE: Final = "Ese documento ya está en la propuesta."
NOT_PARTIALLY: Final = (
    "Esta cuota es de un acuerdo de pago: se anula solo con todo el acuerdo. No se cambió nada."
)
SOURCE_NEEDED: Final = "Escriba el boletín o el certificado que lo dice, en hasta 120 letras."
DAY_NEEDED: Final = "Escriba el día, de hoy o anterior."
DAY_BEFORE_REPORT: Final = (
    "El operador fue reportado el {day}: el certificado no puede ser de antes. No se cambió nada."
)
DAY_BEFORE_LIFTING: Final = (
    "El reporte anterior se levantó el {day}: otro no puede ser de antes. No se cambió nada."
)
DAY_BEFORE_DUE: Final = (
    "La deuda venció el {day}: el acto que la remite tiene que ser de después. No se cambió nada."
)
REPORTED_ALREADY: Final = "El operador ya está reportado. No se cambió nada."
NOT_REPORTED: Final = "El operador no está reportado. No se cambió nada."
ACT_NEEDED: Final = "Escriba el número del acto o memorando, en hasta 60 letras."
REFERRED_ALREADY: Final = "Esta deuda ya se remitió a cobro coactivo. No se cambió nada."
NOT_REFERABLE: Final = (
    "Esta deuda no está vencida o ya no debe nada: no hay qué remitir. No se cambió nada."
)
NO_OPERATOR: Final = "Elija el operador."

STATE_WORDS: Final = {
    AgreementState.PROPOSED: "Por revisar",
    AgreementState.REVIEWED: "Por aprobar",
    AgreementState.IN_FORCE: "Vigente",
    AgreementState.FULFILLED: "Cumplido",
    AgreementState.ACCELERATED: "Incumplido: todo es exigible",
    AgreementState.REJECTED: "Rechazado",
    AgreementState.WITHDRAWN: "Retirado",
}
STATE_KINDS: Final = {
    AgreementState.PROPOSED: "pending",
    AgreementState.REVIEWED: "pending",
    AgreementState.IN_FORCE: "info",
    AgreementState.FULFILLED: "paid",
    AgreementState.ACCELERATED: "failed",
    AgreementState.REJECTED: "neutral",
    AgreementState.WITHDRAWN: "neutral",
}
EVERY_WORDS: Final = {1: "Cada mes", 2: "Cada dos meses", 3: "Cada tres meses", 6: "Cada semestre"}


_APART: Final = " · "


def apart_words(group: Group, groups: Collection[Group], numbers: Mapping[int, str]) -> str:
    """What tells a debt of an agreement apart from others of the same name; empty for the only one.

    Args:
        group: Its group: «multa», or «contraprestación», with the expediente where there are more.
        groups: All groups of that name.
        numbers: Numbers of the expedientes, by database id.
    """
    if len(groups) == 1:
        return ""
    words = "multa" if group.fine else "contraprestación"
    alike = [each for each in groups if each.fine is group.fine]
    number = numbers.get(group.expediente_id or 0, "") if len(alike) > 1 else ""
    return f"{_APART}{words}" + (f", expediente {number}" if number else "")


def together_words(description: str) -> str:
    """The name that all debts of an instalment share, without what tells one apart."""
    return description.partition(_APART)[0]


def instalment_words(number: int, count: int, agreement: str) -> str:
    """What an instalment is called: «Cuota 3 de 12 del acuerdo AP-2026-000001»."""
    name = f"Cuota {number} de {count}" if number else "Cuota inicial"
    return f"{name} del acuerdo {agreement}"


def accelerated_words(agreement: str) -> str:
    """What is left of an agreement that was not met."""
    return f"Saldo exigible del acuerdo {agreement}"


def moved_words(description: str) -> str:
    """What the transfer to an instalment is called in the statement."""
    return f"Paso a «{description}»"


def interest_words(debt: str, agreement: str) -> str:
    """What interest charged when an agreement begins or ends is called in the statement."""
    return f"Intereses de {debt} hasta el acuerdo {agreement}"


def accelerated_interest_words(debt: str, agreement: str) -> str:
    """The same when an agreement is accelerated."""
    return f"Intereses de {debt} hasta la aceleración del acuerdo {agreement}"


def acceleration_reason(missed: date) -> str:
    """Why an agreement was accelerated."""
    return f"No se pagó la cuota que vencía el {day_long(missed)}."
