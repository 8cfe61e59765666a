"""The Spanish words of this room."""

from typing import Final

from ser_app.law.periods import Regime
from ser_app.oversight.dashboard import SOON_DAYS, Age
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
"""What is paid with one FUR of several regimes, or for a debt that has none."""
SEVERAL_SERIES: Final = "series5"
SERIES_OF: Final = {
    Regime.PRST: "series1",
    Regime.POSTAL: "series2",
    Regime.RADIO: "series3",
    Regime.D1972: "series4",
}
AGE_WORDS: Final = {
    Age.MONTH: "1 a 30 días",
    Age.QUARTER: "31 a 90 días",
    Age.YEAR: "91 a 365 días",
    Age.OLDER: "Más de un año",
}

COLLECTED_HELP: Final = (
    "Recaudado: pagos aprobados por PSE o recibidos por un banco cuya fecha valor está en el año."
)
SOON_HELP: Final = (
    f"Por vencer: períodos terminados que nadie ha presentado y que vencen hoy o en los próximos "
    f"{SOON_DAYS} días, más declaraciones presentadas sin pagar cuyo día de vencimiento no ha "
    "pasado. El valor es solo el de las presentadas."
)
PENDING_HELP: Final = (
    "Pagos pendientes: pagos que una entidad financiera recibió y sobre los que no ha dado "
    "respuesta."
)
OVERDUE_HELP: Final = (
    "Vencidas sin pagar: declaraciones presentadas y no pagadas cuyo día de vencimiento pasó. El "
    "valor es el total del día en que se presentaron, sin los intereses de después."
)
MISSING_HELP: Final = (
    "Sin presentar: períodos de expedientes vigentes que nadie presentó y cuyo día de vencimiento "
    "pasó. No tienen valor porque nadie lo ha declarado."
)
PUNCTUAL_HELP: Final = (
    "A tiempo y tarde: declaraciones presentadas en el año, hasta el día de vencimiento o después."
)
STATE_HELP: Final = (
    "Lo recaudado y lo presentado es del año elegido; lo pendiente, lo vencido y lo que está por "
    "vencer es el estado de hoy, de cualquier año."
)

KIND_TITLES: Final = {
    Kind.OVERDUE: "Obligaciones vencidas",
    Kind.NOT_FILED: "Períodos vencidos sin presentar",
    Kind.NOT_PAID: "Declaraciones vencidas sin pagar",
    Kind.SOON: "Obligaciones por vencer",
    Kind.ON_TIME: "Declaraciones presentadas a tiempo",
    Kind.LATE: "Declaraciones presentadas tarde",
}
KIND_LEADS: Final = {
    Kind.OVERDUE: f"{MISSING_HELP} {OVERDUE_HELP}",
    Kind.NOT_FILED: MISSING_HELP,
    Kind.NOT_PAID: OVERDUE_HELP,
    Kind.SOON: SOON_HELP,
    Kind.ON_TIME: PUNCTUAL_HELP,
    Kind.LATE: PUNCTUAL_HELP,
}
