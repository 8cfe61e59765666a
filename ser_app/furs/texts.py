"""The Spanish words of this room."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ser_app.declarations.states import Channel, SignerRole, Use
from ser_app.furs.form import Form
from ser_app.furs.states import ShownFurState
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.web.words import day

DEMO_MARK: Final = "DEMOSTRACIÓN - SIN VALIDEZ"
NO_PAYMENT_NEEDED: Final = "No requiere pago con este formulario"
PAID_APART: Final = "Se paga aparte, con un FUR de uso Pago"
PAYS_ONLY: Final = (
    "Este formulario no presenta ninguna declaración ni lleva firmas: paga lo que ya se debe. Cómo "
    "se imputó queda en el estado de cuenta."
)
PROVISIONAL: Final = "Valor provisional: depende de una tasa o un salario aún no certificado"
ELECTRONIC_SIGNATURE_NOTE: Final = (
    "Firma electrónica o digital: fecha y hora en la constancia y en /verificar"
)
PAPER_SIGNATURE_NOTE: Final = (
    "Se presenta al pagar en una entidad financiera autorizada: la fecha del timbre es la de "
    "presentación. Firmen los dos antes de entregarlo."
)

USE_WORDS: Final = {
    Use.FILING: "Presentación",
    Use.FILING_AND_PAYMENT: "Presentación y Pago",
    Use.PAYMENT: "Pago",
}
CHANNEL_WORDS: Final = {Channel.ELECTRONIC: "Electrónica", Channel.PAPER: "En papel, en banco"}
CHANNEL_LONG_WORDS: Final = {
    Channel.ELECTRONIC: "Electrónica, con firma electrónica o digital",
    Channel.PAPER: "En papel, al pagar en un banco",
}
STATE_WORDS: Final = {
    ShownFurState.ISSUED: "NO presentado",
    ShownFurState.FILED: "Presentado",
    ShownFurState.PAID: "Pagado",
    ShownFurState.REPLACED: "Reemplazado",
    ShownFurState.ANNULLED: "Anulado",
    ShownFurState.EXPIRED: "Vencido",
}
STATE_KINDS: Final = {
    ShownFurState.ISSUED: "pending",
    ShownFurState.FILED: "info",
    ShownFurState.PAID: "paid",
    ShownFurState.REPLACED: "neutral",
    ShownFurState.ANNULLED: "neutral",
    ShownFurState.EXPIRED: "overdue",
}
SIGNER_TITLES: Final = {
    SignerRole.LEGAL_REPRESENTATIVE: "Representante legal",
    SignerRole.ACCOUNTANT: "Contador",
}
STATUTORY_AUDITOR: Final = "Revisor fiscal"
CONCEPT: Final = "Contraprestación periódica"
INITIAL: Final = "Inicial"

PAST_DAY: Final = "El día de pago ya pasó. Elija hoy o un día futuro; nada se cambió."
ALREADY_FILED: Final = (
    "Esta declaración ya fue presentada o descartada. No se generó otro FUR; búsquela en "
    "«Declaraciones» para ver en qué quedó."
)
ALREADY_PAID: Final = "Esta declaración ya está pagada. No hace falta pagar otra vez."
NOT_FILED_YET: Final = (
    "La declaración aún no está presentada, y solo se paga aparte lo que ya se presentó. "
    "Fírmela primero; sigue guardada."
)
NOTHING_TO_PAY: Final = "Esta declaración no debe nada: no se generó otro FUR."
NOT_FOR_DEBTS: Final = (
    "Este FUR paga deudas que ya existen: no tiene declaración que firmar ni que editar. Nada se "
    "cambió."
)
NOT_ISSUED: Final = (
    "Este FUR ya no espera firmas y su declaración no puede editarse. Nada se cambió."
)
PAYMENT_UNDER_WAY: Final = (
    "Hay un pago de este FUR en curso. Espere su resultado en «Estado de pagos» antes de "
    "cambiarlo; si no se aprueba, podrá generar otro FUR. Nada se cambió."
)
CORRECTED_PARTLY_PAID: Final = (
    "De la declaración que esta corrige ya se pagó una parte. Pague primero el resto desde el "
    "estado de cuenta; después la corrección cobra o devuelve solo la diferencia. No se presentó "
    "nada y la corrección sigue guardada."
)
CORRECTED_BEING_PAID: Final = (
    "Hay un pago en curso de la declaración que esta corrige. Espere su resultado en «Estado de "
    "pagos»; no se presentó nada y la corrección sigue guardada."
)
BACK_TO_DRAFT: Final = "La declaración volvió a borrador antes de presentarse."
OATH_MISSING: Final = "Para firmar, marque que acepta la declaración juramentada."
NOT_SIGNED_HERE: Final = (
    "Este FUR se firma a mano y se presenta al pagarlo en el banco: no se firma en el sistema."
)
SHOWN_CHANGED: Final = (
    "Los valores cambiaron desde que abrió esta página, porque cambió el día. No se firmó nada: "
    "revise los valores nuevos y firme otra vez."
)
DIGITAL_STALE: Final = (
    "Este FUR ya no dice lo que hoy corresponde: cambió el día, un valor o quién firma. No se "
    "presentó nada. Genere en su página el FUR de hoy, descárguelo y fírmenlo."
)
FUTURE_COLLECTION: Final = "El día del timbre del banco no puede ser futuro. No se registró nada."
SIGNED: Final = "Su firma quedó registrada."
SIGNED_AND_FILED: Final = "Su firma quedó registrada y la declaración quedó presentada."
DAY_NEEDED: Final = "Elija el día en que va a pagar."
NOT_VERIFIED: Final = (
    "No encontramos un documento con ese número y ese código. Revise que estén escritos como en el "
    "papel. Si coinciden, el papel no salió de este sistema."
)
WRITE_BOTH: Final = "Escriba el número del documento y su código de verificación."
TOO_MANY_TRIES: Final = (
    "Desde su conexión se hicieron muchas consultas seguidas. Espere un minuto y vuelva a intentar."
)
DAMAGED: Final = (
    "El archivo guardado de este FUR no coincide con el que se expidió, y por eso no se entrega. "
    "Sus datos siguen en pantalla; avise a la mesa de ayuda."
)
UNPAYABLE: Final = {
    ShownFurState.ISSUED: (
        "not_filed",
        "{number} aún no está presentado: faltan firmas. Se paga cuando firmen los dos.",
    ),
    ShownFurState.PAID: ("already_paid", "{number} ya está pagado. No hace falta pagar otra vez."),
    ShownFurState.REPLACED: (
        "replaced",
        "{number} fue reemplazado por otro FUR con otro día de pago. Pague con el nuevo.",
    ),
    ShownFurState.ANNULLED: ("annulled", "{number} fue anulado y no puede pagarse."),
    ShownFurState.EXPIRED: (
        "expired",
        "{number} está vencido: pasó su día de pago. Genere uno nuevo para otro día.",
    ),
}


def state_word(state: ShownFurState, *, of_debts: bool) -> str:
    """The word of a state; a FUR of debts presents nothing, so it is never *presentado*."""
    return "Por pagar" if of_debts and state is ShownFurState.FILED else STATE_WORDS[state]


def no_payment(form: Form) -> str:
    """Why nothing is paid with a form: nothing is owed, or another FUR follows."""
    return PAID_APART if form.total else NO_PAYMENT_NEEDED


def pay_with_another(form: Form) -> str:
    """How the total of a form that only presents is paid, and to which day it was brought."""
    return (
        f"Intereses hasta el {day(form.payment_day)}. El FUR de uso Pago lo genera el sistema con "
        "los del día en que se pague"
    )


def period_words(period: str) -> str:
    """The period of a FUR as people read it; one that pays several has none of its own."""
    return Period.parse(period).label if period else "Varias obligaciones"


def filing_proof(receipt: str) -> str:
    """Where the proof of filing is; with its number once there is one."""
    if receipt:
        return f"La presentación se prueba con la constancia N.º {receipt} y en /verificar."
    return (
        "La presentación se prueba con la constancia de presentación, que da su número y hora al "
        "firmar el último firmante, y en /verificar."
    )


def replaces(number: str) -> str:
    """What the form says when it takes the place of another."""
    return f"Reemplaza {number}"


def corrects(number: str) -> str:
    """What the form of a correction says."""
    return f"Corrección de {number}"


def annulled_by_correction(number: str) -> str:
    """Why the FUR of a corrected filing was annulled."""
    return f"La declaración fue corregida: la reemplaza {number}."


def annulled_by_payment(number: str, *, of_debts: bool) -> str:
    """Why a FUR was annulled when the debt was paid with another one."""
    return f"{'Lo que cobraba' if of_debts else 'La declaración'} se pagó con {number}."


GIVEN_BACK: Final = (
    "El banco devolvió el dinero con el que se había pagado. La deuda volvió a su estado de "
    "cuenta: genere un FUR para hoy y páguelo."
)


def given_back_words(number: str) -> str:
    """What the statement calls a payment that the bank gave back."""
    return f"Pago con {number} devuelto por el banco"


def without_given_back(number: str) -> str:
    """Why other payments of the debt are shared out again."""
    return f"sin el pago con {number}, que el banco devolvió"


def outdated_by_payment(number: str) -> str:
    """Why a FUR was annulled when another one paid a part of what it covers."""
    return (
        f"Lo que se debe cambió: se pagó con {number}. Genere otro desde el estado de cuenta, con "
        "lo que queda."
    )


VALID_UNTIL: Final = "Válido hasta"
TO_PAY_ON: Final = "Para pagar el"


def pays_ahead(payment_day: date, total: int, today: int) -> str:
    """That a FUR of a later day costs more than paying today, in pesos."""
    return (
        f"Este FUR es para pagar el {day(payment_day)} y trae los intereses hasta ese día. Si paga "
        f"hoy debe {format_pesos(today)}: {format_pesos(total - today)} menos."
    )


RENEW_IT: Final = "Genere otro para el día en que pague"
RENEWED_BY_OTHERS: Final = (
    "Otro lo genera el declarante, el representante legal o el contador del operador"
)


def penalty_label(form: Form) -> str:
    """Name of the penalty's box: a correction's penalty stands in it too."""
    return "Sanción" if form.corrects or form.debts else "Sanción por extemporaneidad"


def nobody_registered(role: SignerRole) -> str:
    """Why no FUR can be issued yet."""
    who = SIGNER_TITLES[role].lower()
    return (
        f"Su operador no tiene un {who} activo en el sistema, y el FUR lleva su nombre. Pida al "
        "Administrador del Operador que lo registre; su declaración sigue guardada."
    )


def names(people: Sequence[str]) -> str:
    """Join names as Spanish does: `Ana`, `Ana y Luis`."""
    return " y ".join(people)


def missing_text(people: Sequence[str]) -> str:
    """Who still has to sign: «FUR generado, NO presentado: falta la firma de …»."""
    noun = "falta la firma de" if len(people) == 1 else "faltan las firmas de"
    return f"FUR generado, NO presentado: {noun} {names(people)}."


def cannot_be_replaced(number: str) -> str:
    """Why there is no FUR for another day."""
    return f"{number} ya no puede reemplazarse por otro. Nada se cambió; vea su estado."


def not_waiting(number: str) -> str:
    """Why nobody can sign it."""
    return f"{number} no espera firmas. No se firmó nada; vea su estado."


def sign_instead(number: str, current: str) -> str:
    """Where to sign after a re-liquidation."""
    return f"{number} fue reemplazado por {current}. No se firmó nada: ábralo y firme allí."


def not_the_registered(role: SignerRole, registered: str) -> str:
    """Why this person does not sign although the role would."""
    title = SIGNER_TITLES[role].lower()
    if not registered:
        return f"Su operador no tiene un {title} activo en el sistema. No se firmó nada."
    return f"Quien firma como {title} de su operador es {registered}. No se firmó nada."


def not_for_payment(number: str) -> str:
    """Why it has no reference."""
    return f"{number} no es un formulario para pagar en un banco: no tiene referencia de pago."


def on_paper(number: str) -> str:
    """Why a printed FUR is not paid online."""
    return f"{number} se presenta y se paga impreso en el banco; no se paga en línea."


def past_its_day(number: str, payment_day: date) -> str:
    """Why a late collection does not file."""
    return (
        f"{number} valía hasta el {day(payment_day)} y el banco lo recaudó después: el valor no "
        "alcanza. No se registró nada; el caso debe revisarse con el operador."
    )
