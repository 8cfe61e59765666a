"""The Spanish words of the treasury's day."""

from collections.abc import Mapping
from typing import Final

STANDING_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "awaited": ("Falta el archivo", "overdue"),
    "today": ("Llega al cierre", "pending"),
    "posting": ("Abonando", "info"),
    "loaded": ("Cargado", "paid"),
    "exceptions": ("Con excepciones", "pending"),
    "silent": ("Sin movimiento", "neutral"),
    "holiday": ("No hábil", "neutral"),
    "not_yet": ("No reporta", "neutral"),
}
"""The word of each standing and its kind of state."""

REASON_NEEDED: Final = "Escriba el motivo, en al menos diez letras."
SILENCE_TOO_EARLY: Final = "Ese día todavía no llega. No se anotó nada."
SILENCE_KNOWN: Final = "Ya está anotado que ese banco no tuvo movimiento ese día."
SILENCE_BEFORE_FILE: Final = (
    "De ese banco y ese día ya hay un archivo cargado: no puede quedar sin movimiento."
)
NOT_AWAITED: Final = "Ese día no se espera archivo de ese banco. No hace falta anotarlo."
SILENCE_DONE: Final = "Anotado: ese día no se espera archivo de ese banco."

CYCLE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "matched": ("Coincide", "paid"),
    "explained": ("Explicado", "info"),
    "no_deposit": ("Falta el depósito", "overdue"),
    "no_transactions": ("Depósito sin transacciones", "overdue"),
    "amount": ("Valor distinto", "overdue"),
}
"""The word of how a cycle stands, and its kind of state."""

DEPOSIT_DAY: Final = "Escriba el día de las transacciones, hasta hoy."
DEPOSIT_CYCLE: Final = "Escriba el ciclo de ACH: una o dos cifras."
DEPOSIT_AMOUNT: Final = "Escriba el valor depositado, en pesos enteros, mayor que cero."
DEPOSIT_REFERENCE: Final = "Escriba la referencia del banco, hasta 40 letras o cifras."
DEPOSIT_KNOWN: Final = "Ese ciclo ya tiene un depósito con esa referencia. No se registró otra vez."
DEPOSIT_DONE: Final = "Depósito registrado."
DEPOSIT_ANNULLED: Final = "Depósito anulado. Si hace falta, registre el correcto."
DEPOSIT_GONE: Final = "Ese depósito ya está anulado."
CYCLE_SETTLED: Final = "En ese ciclo no hay diferencia por explicar. No se cambió nada."
CYCLE_CHANGED: Final = (
    "Los valores de ese ciclo cambiaron mientras usted escribía. No se guardó nada: revíselos."
)
CYCLE_DONE: Final = "Diferencia explicada. Si alguno de los dos valores cambia, vuelve a abrirse."
DAY_IS_CLOSED: Final = (
    "El {day} está cerrado. No se cambió nada: para hacerlo, dos personas deben reabrirlo."
)
TOO_LARGE: Final = "El archivo es demasiado grande. No se registró nada."
CSV_HEADING: Final = "El archivo debe empezar con los títulos dia;ciclo;valor;referencia."
CSV_UNREADABLE: Final = "No se pudo leer el archivo como CSV. No se registró nada."
CSV_EMPTY: Final = "El archivo no trae depósitos. No se registró nada."
CSV_TOO_LONG: Final = "El archivo trae más de {most} depósitos. No se registró nada."
CSV_LINE: Final = "Línea {line}: {why}"
CSV_REFUSED: Final = "No se registró ningún depósito del archivo. {lines}"


def deposits_words(count: int) -> str:
    """What became of a file of deposits."""
    return f"{count} depósito registrado." if count == 1 else f"{count} depósitos registrados."


NOTICE_KNOWN: Final = "Ese recaudo ya está publicado para que lo reclame su dueño."
NOTICE_TOO_EARLY: Final = (
    "El dinero llegó hoy: se publica desde mañana, si nadie lo identifica antes."
)
HELD_CLAIMED: Final = "Ya lo reclamó: Tesorería le responde abajo."
PSE_NAME: Final = "PSE"
NOTICE_DONE: Final = "Publicado: los operadores pueden reclamarlo, y ya no detiene el cierre."
CLAIM_DAY: Final = "Escriba el día exacto en que pagó, anterior a hoy."
CLAIM_BANK: Final = "Elija el banco en el que pagó."
CLAIM_AMOUNT: Final = "Escriba el valor exacto que pagó, en pesos enteros."
CLAIMS_ENOUGH: Final = (
    "Su empresa ya tiene {most} reclamaciones sin respuesta. No se envió esta: espere a que "
    "Tesorería responda."
)
CLAIM_SENT: Final = (
    "Reclamación recibida. Tesorería la compara con lo que recibió el banco y le responde aquí."
)
CLAIM_DECIDED: Final = "Otra persona ya respondió esa reclamación. No se cambió nada."
CLAIM_OWN: Final = (
    "Usted presentó esta reclamación por el operador, con otra cuenta: la debe decidir otra "
    "persona de Tesorería. No se cambió nada."
)
CLAIM_FITS_NOT: Final = (
    "Ese recaudo no es del día, banco y valor que reclama el operador, o ya se resolvió. No se "
    "cambió nada."
)
CLAIM_ACCEPTED: Final = "Aceptada: el dinero es saldo a favor del operador."
CLAIM_REJECTED: Final = "Rechazada: el operador lee el motivo y el dinero sigue por identificar."
CLAIM_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "open": ("En estudio", "pending"),
    "accepted": ("Aceptada", "paid"),
    "rejected": ("Rechazada", "failed"),
}
"""The word of each state of a claim and its kind."""


def claim_reason(said: str, decided: str) -> str:
    """Why money was given to the operator that claimed it, for the trail."""
    return f"{decided} Reclamación: {said}"


def held_words(number: str, reference: str) -> str:
    """What an operator says of its own payment by PSE when it claims it from the list."""
    return f"Pago por PSE del FUR {number}, referencia {reference}"
