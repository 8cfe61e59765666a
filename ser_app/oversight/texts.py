"""The Spanish words of this room."""

from typing import Final

from ser_app.law.periods import Regime
from ser_app.ledger.journal import Concept
from ser_app.oversight.dashboard import SOON_DAYS
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.home import Step
from ser_app.oversight.rows import Kind

STEP_WORDS: Final = {
    Step.DECLARE: "Sin presentar",
    Step.CONTINUE: "Borrador",
    Step.SIGN: "Falta su firma",
    Step.AWAIT_SIGNATURES: "Faltan firmas",
    Step.PRINT: "Por pagar en un banco",
    Step.PAY: "Presentada, falta el pago",
}
STEP_SENTENCES: Final = {
    Step.DECLARE: "Nadie ha empezado esta declaración.",
    Step.CONTINUE: "Hay un borrador guardado. Todavía no está presentado.",
    Step.SIGN: "El FUR está generado y NO presentado: falta su firma.",
    Step.AWAIT_SIGNATURES: "El FUR está generado y NO presentado: falta la firma de otra persona.",
    Step.PRINT: "El FUR está generado y NO presentado: se presenta al pagarlo en un banco.",
    Step.PAY: "La declaración ya está presentada: la sanción no crece. Los intereses sí.",
}
STEP_BUTTONS: Final = {
    Step.DECLARE: "Declarar {period}",
    Step.CONTINUE: "Continuar el borrador",
    Step.SIGN: "Revisar y firmar",
    Step.AWAIT_SIGNATURES: "Ver el FUR",
    Step.PRINT: "Ver e imprimir el FUR",
    Step.PAY: "Pagar",
}
PARTLY_PAID: Final = (
    "Está presentada y ya se pagó una parte. El resto causa intereses hasta que se pague."
)
RENEW: Final = "Su FUR venció o no es para pagar: genere uno con los intereses hasta hoy."
NOT_RENEWED_BY_ME: Final = (
    "Para pagarla hace falta un FUR nuevo: lo genera el declarante, el contador o el representante "
    "legal de su operador; con él usted puede pagar."
)
NOT_MINE: Final = {
    Step.DECLARE: "Le corresponde al declarante de su operador.",
    Step.CONTINUE: "Le corresponde al declarante de su operador.",
    Step.AWAIT_SIGNATURES: "Le corresponde a quien falta por firmar.",
}

REGIME_SHORT: Final = {
    Regime.PRST: "PRST",
    Regime.POSTAL: "Postal",
    Regime.RADIO: "Radio",
    Regime.D1972: "Decreto 1972",
}
SEVERAL_REGIMES: Final = "Varios o ninguno"
"""Money and debts of no regime: what exceeds a debt, what nobody identified, fines of no permit."""
CONCEPT_WORDS: Final = {
    **{each.value: each.label for each in Concept},
    "in_favour": "Saldo a favor",
    "unidentified": "Por identificar",
}
CHANNEL_WORDS: Final = {"pse": "PSE", "bank": "banco", "": "otro medio"}


def first_capital(words: str) -> str:
    """The words with a capital at the beginning, the others as they are."""
    return words[:1].upper() + words[1:]


def time_words(wanted: DashboardFilter) -> str:
    """The year or quarter within a sentence."""
    return f"T{wanted.quarter} {wanted.year}" if wanted.quarter else str(wanted.year)


COLLECTED_HELP: Final = (
    "Recaudado: lo que los libros recibieron por PSE y en bancos con fecha valor en el tiempo "
    "elegido, también lo que excede una deuda o nadie ha identificado; lo que se devolvió a un "
    "banco está restado. Los saldos a favor devueltos se cuentan aparte."
)
BEFORE_HELP: Final = (
    "El tiempo anterior es el año o trimestre anterior; si el elegido no ha terminado, se toman "
    "los mismos días de los dos."
)
PENDING_HELP: Final = (
    "Pagos pendientes: pagos que una entidad financiera recibió y sobre los que no ha dado "
    "respuesta."
)
FAILED_HELP: Final = (
    "Pagos fallidos: intentos que empezaron en el tiempo elegido y terminaron sin dinero: "
    "rechazados, fallidos, vencidos o cancelados. Un FUR pudo pagarse después con otro intento."
)
DEBTS_HELP: Final = (
    "Cartera vencida: lo que los libros dicen que queda de las deudas cuyo día de vencimiento "
    "pasó: capital, sanción e intereses ya cargados. Los intereses que corren hasta hoy no están."
)
SOON_HELP: Final = (
    "Deudas por vencer: lo que los libros dicen que queda de las deudas cuyo día de vencimiento "
    "no ha pasado."
)
TO_FILE_HELP: Final = (
    f"Por presentar: períodos terminados que nadie ha presentado y que vencen hoy o en los "
    f"próximos {SOON_DAYS} días."
)
MISSING_HELP: Final = (
    "Sin presentar: períodos de expedientes vigentes que nadie presentó y cuyo día de vencimiento "
    "pasó. No tienen valor porque nadie lo ha declarado."
)
PUNCTUAL_HELP: Final = (
    "A tiempo y tarde: declaraciones presentadas en el tiempo elegido, hasta el día de vencimiento "
    "o después. Una corrección no cuenta otra vez; el valor es el del día en que se presentaron."
)
STATE_HELP: Final = (
    "Lo recaudado, lo fallido y lo presentado es del año o trimestre elegido; lo pendiente, lo "
    "vencido y lo que está por vencer es el estado de hoy, de cualquier año."
)
MEANINGS: Final = (
    STATE_HELP, BEFORE_HELP, COLLECTED_HELP, PENDING_HELP, FAILED_HELP, DEBTS_HELP, SOON_HELP,
    TO_FILE_HELP, MISSING_HELP, PUNCTUAL_HELP,
)  # fmt: skip

KIND_TITLES: Final = {
    Kind.COLLECTED: "Recaudo",
    Kind.PENDING: "Pagos pendientes",
    Kind.FAILED: "Pagos fallidos",
    Kind.DEBTS: "Cartera vencida",
    Kind.SOON: "Deudas por vencer",
    Kind.NOT_FILED: "Períodos vencidos sin presentar",
    Kind.TO_FILE: "Períodos por presentar",
    Kind.ON_TIME: "Declaraciones presentadas a tiempo",
    Kind.LATE: "Declaraciones presentadas tarde",
}
KIND_LEADS: Final = {
    Kind.COLLECTED: COLLECTED_HELP,
    Kind.PENDING: PENDING_HELP,
    Kind.FAILED: FAILED_HELP,
    Kind.DEBTS: DEBTS_HELP,
    Kind.SOON: SOON_HELP,
    Kind.NOT_FILED: MISSING_HELP,
    Kind.TO_FILE: TO_FILE_HELP,
    Kind.ON_TIME: PUNCTUAL_HELP,
    Kind.LATE: PUNCTUAL_HELP,
}
_FILED_HEADS: Final = ("Operador", "Período", "Vence", "Presentada", "Valor", "Estado")
_DEBT_HEADS: Final = ("Operador", "Deuda", "Vence", "Clase", "Queda", "Estado")
_PAYMENT_HEADS: Final = ("Operador", "FUR", "Empezó", "Medio", "Valor", "Estado")
KIND_HEADS: Final = {
    Kind.COLLECTED: ("Operador", "Movimiento", "Fecha valor", "Concepto", "Valor", "Medio"),
    Kind.PENDING: _PAYMENT_HEADS,
    Kind.FAILED: _PAYMENT_HEADS,
    Kind.DEBTS: _DEBT_HEADS,
    Kind.SOON: _DEBT_HEADS,
    Kind.NOT_FILED: _FILED_HEADS,
    Kind.TO_FILE: _FILED_HEADS,
    Kind.ON_TIME: _FILED_HEADS,
    Kind.LATE: _FILED_HEADS,
}
"""What stands over the six columns of the rows."""
