"""The Spanish words of the reconciliation desk."""

from collections.abc import Mapping
from typing import Final

from ser_app.payments.collecting.judging import Odd
from ser_app.payments.reconciliation.shown import Shown, Waiting
from ser_app.web.words import plural

ODD_WORDS: Final[Mapping[str, str]] = {
    Odd.UNKNOWN_REFERENCE: "Referencia desconocida",
    Odd.REPEATED: "Repetido en el archivo",
    Odd.ALREADY_PAID: "Ya estaba pagado",
    Odd.ANNULLED: "FUR anulado",
    Odd.REPLACED: "FUR reemplazado",
    Odd.NOT_FILED: "Declaración sin firmar",
    Odd.WRONG_AMOUNT: "Valor distinto",
    Odd.BEFORE_ISSUE: "Anterior al FUR",
    Odd.EXPIRED: "FUR vencido",
    Odd.PSE_UNDER_WAY: "Pago por PSE en curso",
    Odd.NOT_ACCEPTED: "No pudo presentarse",
    Odd.OTHER_REFERENCE: "Otra referencia",
    Odd.OTHER_CURRENCY: "Otra moneda",
    Odd.SEVERAL: "Aprobado más de una vez",
    Odd.PARTIAL: "Pago parcial",
    Odd.UNREADABLE: "Valor ilegible",
    Odd.GIVEN_BACK: "Devuelto por el banco",
}
"""What stands in the list."""

ODD_SENTENCES: Final[Mapping[str, str]] = {
    Odd.UNKNOWN_REFERENCE: "Ningún FUR tiene esa referencia de pago.",
    Odd.REPEATED: "El mismo archivo trae antes otro pago de este FUR, que ya se abonó.",
    Odd.ALREADY_PAID: "El FUR, o la deuda con otro FUR, ya estaba pagado cuando llegó este dinero.",
    Odd.ANNULLED: "El FUR fue anulado y ya no representa una deuda.",
    Odd.REPLACED: "El formulario en papel fue reemplazado por otro: con este no se presenta nada.",
    Odd.NOT_FILED: "A la declaración le faltan firmas: todavía no hay qué pagar.",
    Odd.WRONG_AMOUNT: "El banco recibió un valor distinto del que liquida el FUR.",
    Odd.BEFORE_ISSUE: "El banco dice haber recaudado antes de que el FUR existiera.",
    Odd.EXPIRED: "El banco recaudó después del día hasta el que se liquidó el FUR.",
    Odd.PSE_UNDER_WAY: "Hay un pago por PSE de este FUR sin respuesta definitiva.",
    Odd.NOT_ACCEPTED: "El pago coincide, pero la declaración en papel no pudo presentarse con él.",
    Odd.OTHER_REFERENCE: "La pasarela aprobó el pago con una referencia distinta de la del FUR.",
    Odd.OTHER_CURRENCY: (
        "La pasarela aprobó el pago en una moneda que no es el peso: no se sabe cuántos pesos son "
        "hasta que el banco los abone."
    ),
    Odd.SEVERAL: (
        "La pasarela aprobó más de una transacción para el mismo FUR. La que corresponde se abonó; "
        "este dinero sobra."
    ),
    Odd.PARTIAL: "La pasarela recibió solo una parte del valor del FUR.",
    Odd.UNREADABLE: "La pasarela dice que aprobó el pago, pero no con qué transacción o valor.",
    Odd.GIVEN_BACK: (
        "El banco devolvió un pago que ya se había abonado y del que dependen cifras posteriores: "
        "no puede deshacerse solo. Dos personas deciden cómo se deben de nuevo estos pesos."
    ),
}
GATEWAY: Final = "la pasarela de pagos"
GATEWAY_GAVE_BACK: Final = "La pasarela informó que el dinero se devolvió a quien pagó"
BY_PSE: Final = "PSE, pago {payment}"
"""Where money by PSE came from, in the place of a bank's file."""


def unidentified_words(reference: str) -> str:
    """What money that is nobody's yet is called in the books."""
    return f"Recaudo por identificar, referencia {reference or 'en blanco'}"


WAY_WORDS: Final[Mapping[str, str]] = {
    "fur": "A otro FUR",
    "debt": "A una deuda o período",
    "operator": "Saldo a favor de un operador",
    "bank": "Devolver al banco",
}
"""The ways in the form for money that came."""
DONE_WORDS: Final[Mapping[str, str]] = {
    **WAY_WORDS,
    "balance": "Del saldo a favor del operador",
    "undone": "Vuelve a deberse lo que había cubierto",
    "own_debt": "Deuda propia: pago devuelto por el banco",
    "again": "El banco lo envió de nuevo",
}
"""How it was resolved."""
REASON_NEEDED: Final = "Escriba por qué lo resuelve así, en al menos diez letras."
WAY_NEEDED: Final = "Elija a dónde va el dinero."
ALREADY_RESOLVED: Final = (
    "Otra persona ya resolvió este recaudo. No se cambió nada: actualice la lista para ver cómo."
)
NO_SUCH_FUR: Final = "No hay un FUR con ese número. Escríbalo como FUR-2013-000123."
DOES_NOT_FIT: Final = (
    "{number} no puede pagarse con este dinero: {why} No se cambió nada; si es de una deuda de ese "
    "operador, elija «A una deuda o período»."
)
NO_SUCH_DEBT: Final = "Elija una de las deudas de la lista."
NOTHING_OWED: Final = "Esa deuda ya no debe nada. No se cambió nada: elija otra."
NO_SUCH_OPERATOR: Final = "No hay un operador con ese NIT."
CLAIM_NEEDS_EVIDENCE: Final = (
    "Adjunte el soporte con el que el operador reclama el dinero: PDF, PNG o JPEG."
)
NO_PESOS: Final = "Este recaudo no llega a un peso: solo puede devolverse al banco."
EVIDENCE_TOO_LARGE: Final = "El soporte pesa más de 5 MB. No se guardó: adjunte uno más liviano."
NO_EVIDENCE: Final = "El soporte debe ser un PDF, PNG o JPEG completo. No se guardó."


def found_words(bank: str, what: str) -> str:
    """What identified money is called in the statement."""
    return f"Recaudo de {bank or 'un banco'} identificado por Tesorería: {what}"


def in_favour_words(bank: str, reference: str) -> str:
    """What claimed money is called in the statement."""
    return f"Recaudo de {bank or 'un banco'} reclamado con soporte, referencia {reference}"


def given_back_words(bank: str, reference: str) -> str:
    """What money given back is called in the books."""
    return f"Recaudo devuelto a {bank or 'el banco'}, referencia {reference}"


NO_SUCH_PAYMENT: Final = "No hay un FUR pagado con ese número. Escríbalo como FUR-2013-000123."
SAME_DEBT: Final = "El dinero ya está en esa deuda. Elija otra."
OTHER_OPERATOR: Final = "Esa deuda es de otro operador: un pago solo se mueve entre las del mismo."
ALREADY_MOVED: Final = "Ese pago ya se movió de esa deuda. No se movió otra vez."
SHARED_AGAIN: Final = (
    "Ese pago se imputó de nuevo después de recibirse (por un vencimiento trasladado o por otro "
    "pago de un día anterior), y una parte puede estar a favor del operador. No se movió nada: "
    "devuelva o aplique primero ese saldo a favor."
)
MOVED: Final = (
    "Pago movido, sin sanción. La primera deuda vuelve a deberse y la otra quedó abonada con la "
    "fecha en que llegó el dinero."
)


def moved_from_words(number: str, debt: str) -> str:
    """What the statement says where the money was taken from."""
    return f"Pago con {number} movido a otra deuda (Ley 962 de 2005, art. 43): {debt}"


def without(number: str) -> str:
    """Why other payments of the first debt are shared out again."""
    return f"sin el pago con {number}"


def moved_to_words(number: str, debt: str) -> str:
    """What the statement says where the money went."""
    return f"Pago con {number} movido desde otra deuda (Ley 962 de 2005, art. 43): {debt}"


EMPTY_WORDS: Final[Mapping[Shown, str]] = {
    Shown.TO_RESOLVE: "Nada por resolver",
    Shown.TO_CLAIM: "Nada espera reclamo",
    Shown.RESOLVED: "Nada resuelto todavía",
}
"""What a list without rows says."""


def waiting_words(waiting: Waiting) -> str:
    """«2 por resolver · 3 esperan reclamo»; what nobody has to claim is not named."""
    claims = claim_words(waiting.to_claim)
    return f"{waiting.to_resolve} por resolver" + (f" · {claims}" if claims else "")


def claim_words(count: int) -> str:
    """«3 esperan reclamo»; empty when none does."""
    return plural(count, "espera reclamo", "esperan reclamo") if count else ""


def published_words(at: str, by: str, reason: str) -> str:
    """When, by whom and why money was left for its owner to claim."""
    return f"Publicado el {at} por {by}: {reason.rstrip('.')}. Si se sabe de quién es, resuélvalo."
