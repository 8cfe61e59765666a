"""The Spanish words of this room, ACH's required texts among them (payments certification)."""

from collections.abc import Mapping
from typing import Final

from ser_app.payments.transitions import AttemptState

STATE_WORDS: Final[Mapping[AttemptState, str]] = {
    AttemptState.CREATED: "Iniciando",
    AttemptState.PENDING: "Sin terminar",
    AttemptState.PROCESSING: "Pendiente",
    AttemptState.APPROVED: "Aprobada",
    AttemptState.REJECTED: "Rechazada",
    AttemptState.FAILED: "Fallida",
    AttemptState.EXPIRED: "Vencida",
    AttemptState.CANCELLED: "Cancelada",
    AttemptState.REVIEW: "En revisión",
    AttemptState.DISMISSED: "Cerrada sin abono",
    AttemptState.RESOLVED: "Resuelta por Tesorería",
    AttemptState.REVERSED: "Reversada",
}
STATE_KINDS: Final[Mapping[AttemptState, str]] = {
    AttemptState.CREATED: "pending",
    AttemptState.PENDING: "pending",
    AttemptState.PROCESSING: "pending",
    AttemptState.APPROVED: "paid",
    AttemptState.REJECTED: "failed",
    AttemptState.FAILED: "failed",
    AttemptState.EXPIRED: "neutral",
    AttemptState.CANCELLED: "neutral",
    AttemptState.REVIEW: "provisional",
    AttemptState.DISMISSED: "neutral",
    AttemptState.RESOLVED: "neutral",
    AttemptState.REVERSED: "failed",
}
FILTER_STATES: Final = (
    AttemptState.APPROVED,
    AttemptState.PROCESSING,
    AttemptState.PENDING,
    AttemptState.REJECTED,
    AttemptState.EXPIRED,
    AttemptState.CANCELLED,
    AttemptState.FAILED,
    AttemptState.REVIEW,
    AttemptState.RESOLVED,
    AttemptState.DISMISSED,
    AttemptState.REVERSED,
)
"""In the order in which people look for them; `created` lasts a moment."""
HEADLINES: Final[Mapping[AttemptState, str]] = {
    AttemptState.CREATED: "Estamos abriendo su pago",
    AttemptState.PENDING: "Su pago no se ha terminado",
    AttemptState.PROCESSING: "Su pago está pendiente",
    AttemptState.APPROVED: "Pago aprobado",
    AttemptState.REJECTED: "Pago rechazado",
    AttemptState.FAILED: "El pago no se pudo iniciar",
    AttemptState.EXPIRED: "El tiempo para pagar se agotó",
    AttemptState.CANCELLED: "Pago cancelado",
    AttemptState.REVIEW: "Pago en revisión de Tesorería",
    AttemptState.DISMISSED: "Revisión cerrada sin abono",
    AttemptState.RESOLVED: "Tesorería resolvió este pago",
    AttemptState.REVERSED: "El pago fue reversado",
}
WHAT_NEXT: Final[Mapping[AttemptState, str]] = {
    AttemptState.CREATED: "Espere unos segundos; esta página se actualiza sola.",
    AttemptState.PENDING: "No se ha descontado dinero.",
    AttemptState.PROCESSING: (
        "Su banco tiene la transacción y aún no responde. No pague otra vez: consultamos al banco "
        "por usted y el resultado aparecerá aquí."
    ),
    AttemptState.APPROVED: (
        "Su FUR quedó pagado. Guarde o imprima esta página como comprobante; también puede "
        "volver a ella desde «Estado de pagos»."
    ),
    AttemptState.REJECTED: ("No se descontó dinero y {kept}. Puede intentarlo de nuevo."),
    AttemptState.FAILED: ("No se descontó dinero y {kept}. Puede intentarlo de nuevo."),
    AttemptState.EXPIRED: ("No se descontó dinero y {kept}. Puede intentarlo de nuevo."),
    AttemptState.CANCELLED: ("No se descontó dinero y {kept}. Puede intentarlo de nuevo."),
    AttemptState.REVIEW: (
        "El resultado de este pago no es claro y Tesorería lo revisa. Nada se ha perdido: si su "
        "banco le descontó dinero, está registrado. Espere la respuesta antes de pagar otra vez."
    ),
    AttemptState.RESOLVED: (
        "Tesorería revisó este pago y decidió a dónde va su dinero. Lo que se abonó aparece en el "
        "estado de cuenta; si se devuelve, llega a la cuenta de la que salió."
    ),
    AttemptState.DISMISSED: (
        "Tesorería revisó este pago y lo cerró sin abonarlo. Si su banco le descontó dinero, "
        "comuníquese con Tesorería."
    ),
    AttemptState.REVERSED: (
        "El banco devolvió el dinero después de aprobarlo, así que este pago no cuenta y lo que "
        "pagaba se debe otra vez. {filing}Genere un FUR para hoy en el "
        "estado de cuenta y páguelo; si no pidió la devolución, pregunte a su banco."
    ),
}


def kept_words(*, presents: bool) -> str:
    """What stays as it was when nothing was paid: the filing, or what is owed."""
    return "su declaración sigue presentada" if presents else "lo que debe sigue igual"


def what_next(state: AttemptState, *, presents: bool) -> str:
    """What a state means for the person; `presents` when a declaration is paid with it."""
    filing = "Su declaración sigue presentada. " if presents else ""
    return WHAT_NEXT[state].format(kept=kept_words(presents=presents), filing=filing)


WHAT_NEXT_BANK: Final = (
    "El banco recaudó este FUR y Tesorería lo registró. Puede imprimir esta página como "
    "comprobante."
)
NEW_FUR_FIRST: Final = (
    "No se descontó dinero y {kept}. El día de este FUR ya pasó: genere uno para hoy y páguelo."
)
CHANNEL_WORDS: Final = {"pse": "PSE", "bank": "Ventanilla de banco"}

ODD_REFERENCE: Final = "la pasarela informa la referencia {told}; se pidió {asked}"
ODD_AMOUNT: Final = "la pasarela informa el valor {told}; se pidió {asked}"
ODD_CURRENCY: Final = "la pasarela informa la moneda {told}; se pidió {asked}"
ODD_PARTIAL: Final = "la pasarela informa un pago parcial"
ODD_NO_TRANSACTION: Final = "la pasarela la da por aprobada sin decir con qué transacción"
ODD_SEVERAL: Final = "la pasarela informa {count} transacciones aprobadas"
ODD_REFUNDED: Final = "la pasarela informa que el dinero se devolvió"
ODD_LATE: Final = "la pasarela la da por aprobada cuando aquí ya estaba {state}"
ODD_FUR: Final = "el FUR ya no admite el pago: está {state}"
ODD_SILENCE: Final = "no hubo respuesta definitiva después de {polls} consultas"

NOT_CREATED: Final = (
    "No se pudo crear la transacción, por favor intente más tarde o comuníquese con la empresa"
)
GATEWAY_DOWN: Final = (
    f"{NOT_CREATED}. La pasarela de pagos no responde desde hace unos momentos: no se descontó "
    "dinero y su FUR sigue igual. En cuanto responda podrá pagar desde esta página."
)
GATEWAY_RESTS: Final = (
    "En este momento la pasarela de pagos no responde, y es posible que el pago no se pueda abrir. "
    "Nada de lo suyo cambia; puede intentarlo en unos minutos."
)
BANK_MISSING: Final = "Elija el banco desde el que paga. No se abrió ningún pago."
NO_BANKS: Final = (
    "En este momento la pasarela de pagos no entrega la lista de bancos. No se abrió ningún pago: "
    "vuelva a cargar esta página en unos minutos."
)
BANK_UNREACHABLE: Final = (
    "La entidad financiera no puede ser contactada para iniciar la transacción, por favor "
    "seleccione otra o intente más tarde"
)
INTERRUPTED: Final = "La apertura del pago se interrumpió; no se descontó dinero"
ANOTHER_ATTEMPT: Final = (
    "Ya hay un pago de este FUR en curso, abierto hace un momento por usted o por otra persona. "
    "No se descontó nada. Espere unos segundos y consulte de nuevo."
)
IN_REVIEW: Final = (
    "Tesorería está revisando un pago de este FUR. Nada se ha perdido: no pague otra vez, le "
    "informaremos el resultado en Pagos."
)
NO_ANSWER_NOW: Final = (
    "En este momento no logramos consultar a la pasarela de pagos. Su pago no se pierde: "
    "seguimos consultando y el resultado aparecerá en Pagos."
)
CANCEL_JUST_PAID: Final = (
    "La declaración que está corrigiendo acaba de pagarse: ese pago vale. La corrección no se "
    "presentó y sigue guardada; abra su FUR otra vez, revise la diferencia y firme de nuevo."
)
CANCEL_IN_PROCESS: Final = (
    "Un banco está procesando el pago de la declaración que está corrigiendo. La corrección no se "
    "presentó y sigue guardada: espere el resultado en «Estado de pagos» y firme otra vez."
)
CANCEL_OPENING: Final = (
    "En este momento alguien de su operador está abriendo un pago de la declaración que está "
    "corrigiendo. Nada se cambió; espere un minuto y firme otra vez."
)
CANCEL_NO_ANSWER: Final = (
    "Hay un pago abierto de la declaración que está corrigiendo y la pasarela de pagos no responde "
    "para cerrarlo. La corrección no se presentó y sigue guardada; firme otra vez en unos minutos."
)
TOO_LATE_TODAY: Final = (
    "Faltan menos de diez minutos para que termine el día de este FUR y el pago no alcanzaría a "
    "hacerse. No se perdió nada: genere el FUR de mañana y páguelo entonces."
)
TIME_LIMIT: Final = (
    "Tiene hasta las {hour} para completarlo en su banco; si la cuenta de su empresa exige un "
    "segundo aprobador, él también."
)
GO_ON_UNTIL: Final = "Puede continuar el mismo pago hasta las {hour}."
TRY_REJECTED_HEADLINE: Final = "El banco rechazó el pago"
TRY_AGAIN_UNTIL: Final = (
    "No se descontó dinero y {kept}. Puede intentarlo de nuevo, con este "
    "u otro banco, hasta las {hour}."
)
BANK_ALREADY_COLLECTED: Final = "Este recaudo ya está registrado. No se registró otra vez."
AMOUNT_DIFFERS: Final = (
    "El valor no coincide con el del FUR, {expected}. No se registró nada: verifique el valor y "
    "la referencia."
)
DAY_IN_FUTURE: Final = "La fecha del recaudo no puede ser posterior a hoy. No se registró nada."
DAY_BEFORE_ISSUE: Final = (
    "La fecha del recaudo es anterior a la del FUR, {issued}. No se registró nada: verifique la "
    "fecha y la referencia."
)
DAY_AFTER_FUR: Final = (
    "El banco recaudó después de la fecha hasta la que se liquidó el FUR, {payment_day}. No se "
    "registró nada: esta diferencia se resuelve en conciliación."
)
UNKNOWN_REFERENCE: Final = (
    "Ningún FUR tiene esa referencia de pago. No se registró nada: verifique los dígitos."
)
NOT_COLLECTABLE: Final = (
    "Ese FUR no está listo para recaudo: fue reemplazado o anulado, o le faltan firmas. No se "
    "registró nada: esta diferencia se resuelve en conciliación."
)
MONEY_IS_HELD: Final = (
    "Hay dinero de este pago en conciliación. No se cambió nada: decida allí a dónde va, y el pago "
    "queda resuelto."
)
HELD_ON_DESK: Final = "Su dinero está en conciliación, con los recaudos por resolver."
REASON_NEEDED: Final = "Escriba el motivo con el que cierra la revisión, en al menos diez letras."
REFERENCE_NEEDED: Final = "Escriba la referencia de pago del FUR, solo con números."
AMOUNT_NEEDED: Final = "Escriba el valor recaudado en pesos, solo con números."
DAY_NEEDED: Final = "Elija el día en que el banco recaudó."
BANK_NEEDED: Final = "Elija el banco que recaudó."
COLLECTION_RECORDED: Final = "Recaudo registrado: el FUR quedó pagado."
COLLECTING_BANKS: Final = (
    "Banco Agrario de Colombia", "Banco AV Villas", "Banco Caja Social", "Banco Davivienda",
    "Banco de Bogotá", "Banco de Occidente", "Banco Popular", "Bancolombia", "BBVA Colombia",
    "Itaú Colombia", "Scotiabank Colpatria",
)  # fmt: skip
PSE_UNDER_WAY: Final = (
    "Este FUR tiene un pago por PSE en curso. No se registró nada: espere su resultado."
)

_PENDING: Final = (
    "En este momento su #{reference} presenta un proceso de pago cuya transacción se encuentra "
    "PENDIENTE de recibir confirmación por parte de su entidad financiera, por favor espere unos "
    "minutos y vuelva a consultar más tarde para verificar si su pago fue confirmado de forma "
    "exitosa. {contact}"
)
_APPROVED: Final = (
    "En este momento su #{reference} ha finalizado su proceso de pago y cuya transacción se "
    "encuentra APROBADA en su entidad financiera. {contact}"
)
_CONTACT: Final = (
    "Si desea mayor información sobre el estado actual de su operación puede comunicarse a "
    "nuestras líneas de atención al cliente {phone} o enviar un correo electrónico a {email} y "
    "preguntar por el estado de la transacción: {cus}"
)
_NO_CUS: Final = "(su banco aún no asigna el CUS)"


def pending_text(reference: str, cus: str, phone: str, email: str) -> str:
    """ACH's required text for a new attempt while one is pending.

    Args:
        reference: The FUR's payment reference.
        cus: The pending transaction's CUS; may be empty still.
        phone: Telephone of the help desk.
        email: Mail of the help desk.
    """
    contact = _CONTACT.format(phone=phone, email=email, cus=cus or _NO_CUS)
    return _PENDING.format(reference=reference, contact=contact)


def approved_text(reference: str, cus: str, phone: str, email: str) -> str:
    """ACH's required text for a new attempt after an approval; arguments as `pending_text`."""
    contact = _CONTACT.format(phone=phone, email=email, cus=cus or _NO_CUS)
    return _APPROVED.format(reference=reference, contact=contact)
