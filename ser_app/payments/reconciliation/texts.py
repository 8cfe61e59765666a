"""The Spanish words of the reconciliation desk."""

from collections.abc import Mapping
from typing import Final

from ser_app.payments.collecting.judging import Odd

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
}


def unidentified_words(reference: str) -> str:
    """What money that is nobody's yet is called in the books."""
    return f"Recaudo por identificar, referencia {reference or 'en blanco'}"
