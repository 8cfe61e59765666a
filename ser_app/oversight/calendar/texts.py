"""The Spanish words of the calendar and its mails."""

from typing import Final

from ser_app.oversight.calendar.standing import Standing

MOST_TOLD: Final = 20
"""A mail tells so many due days one by one, and counts the others."""
STANDING_WORDS: Final = {
    Standing.COMING: ("Aún no se declara", "neutral"),
    Standing.UNDECLARED: ("Sin presentar", "pending"),
    Standing.DRAFT: ("Borrador, sin presentar", "pending"),
    Standing.SIGNING: ("Faltan firmas", "pending"),
    Standing.PAPER: ("Por pagar en un banco", "pending"),
    Standing.UNPAID: ("Presentada, falta el pago", "pending"),
    Standing.PAYING: ("Pago en proceso", "info"),
    Standing.COVERED: ("Presentada, sin deuda abierta", "paid"),
    Standing.SETTLED: ("Cumplido", "paid"),
}
STANDING_SENTENCES: Final = {
    Standing.COMING: "Se podrá declarar desde el {opens}.",
    Standing.UNDECLARED: "Nadie ha empezado la declaración.",
    Standing.DRAFT: "Hay un borrador guardado. Todavía NO está presentado.",
    Standing.SIGNING: "El FUR está generado y NO presentado: faltan firmas.",
    Standing.PAPER: "El FUR en papel NO está presentado: se presenta al pagarlo en el banco.",
    Standing.UNPAID: "La declaración está presentada. Falta el pago.",
}
TODAY: Final = "Hoy"
OWED: Final = "debe"
OWED_LATER: Final = "deberá"
OWED_BASIS: Final = (
    "Es la deuda abierta en sus libros con intereses a cada día; la sanción ya no crece."
)
OWED_UNKNOWN: Final = (
    "  Debe {amount} sin los intereses de los días cuya tasa nadie ha certificado todavía."
)
ESTIMATE: Final = (
    "Si presenta y paga tarde, además de la contraprestación pagaría, según estimamos:"
)
ESTIMATE_LATE: Final = "El retardo cuesta, además de la contraprestación y según estimamos:"
PARTS: Final = "sanción {penalty}, intereses {interest}"
PROVISIONAL: Final = ", cifra provisional"
BASIS_LAST: Final = (
    "Es una estimación: supone las cifras de su última declaración presentada de este expediente "
    "({period}), con las que la contraprestación sería {levy}."
)
BASIS_MINIMUM: Final = (
    "Es una estimación: este expediente no tiene declaraciones presentadas, así que se toma la "
    "sanción mínima; con ingresos habría además intereses y la sanción podría ser mayor."
)
NO_BASIS: Final = (
    "No estimamos cuánto costaría el retardo: no hay cifras presentadas de este expediente, o "
    "falta un valor de la norma, y no las inventamos."
)
LATE_MONTHS: Final = {1: "Un mes tarde", 3: "Tres meses tarde"}
CALENDAR: Final = "Todos sus vencimientos:"
CHOOSE: Final = "Para elegir qué recordatorios recibe, o ninguno:"
SIGNED: Final = (
    "SER, Sistema Electrónico de Recaudo\nEste correo se envía solo; no lo responda. Si ya "
    "presentó y pagó, no haga nada.\n"
)
UNKNOWN_MOMENT: Final = "Ese recordatorio no existe. Recargue la página; no se cambió nada."
FEED_NAME: Final = "Vencimientos SER"
FEED_NOTE: Final = "Último día para presentar y pagar en el Sistema Electrónico de Recaudo (SER)."
FEED_NOTE_OF_DEBT: Final = "Último día para pagar en el Sistema Electrónico de Recaudo (SER)."
FEED_UNKNOWN: Final = (
    "Esta dirección de calendario no existe o ya no sirve. Cree otra en SER, página Calendario."
)
SAVED: Final = "Guardado: vale desde el próximo correo."
ADDRESS_MADE: Final = "Dirección creada. Cópiela ahora: no se vuelve a mostrar."
ADDRESS_REVOKED: Final = "Dirección anulada: ningún programa puede leer ya su calendario con ella."


def feed_title(period: str, expediente: str) -> str:
    """The line of a due day in a calendar."""
    return f"Vence {period}, expediente {expediente}"


def debt_title(kind: str, expediente: str) -> str:
    """The line of another debt in a calendar: what it is, and of which expediente if of one."""
    return (
        f"Vence {kind.lower()}, expediente {expediente}" if expediente else f"Vence {kind.lower()}"
    )
