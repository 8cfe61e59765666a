"""The Spanish words of corrections."""

from datetime import date
from typing import Final

from ser_app.law.firmness import LastDay
from ser_app.law.money import format_pesos
from ser_app.web.words import day, day_long

FIELD_WORDS: Final = {
    "gross_income": "Ingresos brutos",
    "returns": "Devoluciones",
    "base": "Base gravable",
    "levy": "Contraprestación",
    "late_filing_penalty": "Sanción",
    "arrears_interest": "Intereses de mora",
    "total": "Total del período",
    "balance_in_favour": "Saldo a favor",
}
NOTHING_TO_CORRECT: Final = (
    "Esta corrección dice lo mismo que la declaración presentada: no hay nada que corregir. Cambie "
    "un valor o descarte la corrección; la declaración presentada sigue valiendo."
)
NOT_FILED: Final = (
    "Solo se corrige una declaración presentada. Mientras no lo esté, edite su borrador."
)
ALREADY_CORRECTED: Final = (
    "Esta declaración ya fue corregida por otra. Corrija la que vale ahora; no se creó nada."
)
PARTLY_PAID: Final = (
    "De esta declaración ya se pagó una parte. Pague primero el resto desde el estado de cuenta; "
    "después corríjala, y la corrección cobrará o devolverá solo la diferencia. No se cambió nada."
)
PAID_IN_PARTS: Final = (
    "Esta corrección baja lo declarado, y la declaración que corrige se pagó en partes de varios "
    "días: el saldo a favor debe calcularlo Tesorería sobre cada pago. No se presentó nada y la "
    "corrección sigue guardada; escriba a la mesa de ayuda."
)
CORRECTED_CHANGED: Final = (
    "La declaración que esta corrige cambió después de generar este FUR. No se presentó nada: "
    "anule este FUR, revise la corrección y genere uno nuevo."
)


def too_late(last: LastDay) -> str:
    """Why a declaration cannot be corrected any more, with the day and the norm."""
    return (
        f"Esta declaración está en firme: se podía corregir hasta el {day_long(last.day)} "
        f"({last.norm}). No se cambió nada; la declaración presentada sigue valiendo."
    )


def corrects(receipt: str, filed_on: date, last: LastDay) -> str:
    """What stands above the form of a correction."""
    return (
        f"Corrige la declaración presentada el {day(filed_on)} ({receipt}). La presentada sigue "
        f"valiendo hasta que esta quede presentada. {last.sentence}"
    )


def balance_spent(available: int) -> str:
    """Why a balance cannot be applied at the moment of filing."""
    left = "ya no queda saldo" if available <= 0 else f"hoy quedan {format_pesos(available)}"
    return (
        f"El saldo a favor que iba a aplicar se usó en otra declaración: {left}. No se presentó "
        "nada y lo declarado sigue guardado; anule este FUR, cambie el saldo y genere otro."
    )


def balance_above(most: int) -> str:
    """What stands beside the field of the balance when it is too much."""
    return (
        f"Puede aplicar hasta {format_pesos(most)}: nunca más que la contraprestación ni que el "
        "saldo que tiene."
    )
