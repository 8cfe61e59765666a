"""The Spanish words of FURs that pay debts."""

from collections.abc import Sequence
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.web.words import plural

SEVERAL: Final = "Varias obligaciones"
NO_EXPEDIENTE: Final = "No aplica"
NOTHING_CHOSEN: Final = "Marque al menos una deuda en el estado de cuenta. Nada se cambió."
NOTHING_OWED: Final = (
    "De lo que eligió ya no se debe nada: no se generó otro FUR y no hace falta pagar otra vez."
)
NO_SUM: Final = (
    "Escriba cuánto va a pagar, en pesos enteros y más que cero. No se generó ningún FUR."
)
CONTENTS_CHANGED: Final = (
    "Lo que se debe cambió desde que abrió esta página. No se generó ningún FUR: revise los "
    "valores nuevos y genere otra vez."
)
NO_SIGNATURES: Final = "No lleva firmas: no presenta nada, paga lo que ya se debe."


def being_paid(number: str) -> str:
    """Why no other FUR is issued for a debt whose payment is under way."""
    return (
        f"Hay un pago en curso con {number}, que cubre una de estas deudas. Espere su resultado en "
        "«Estado de pagos»; si no se aprueba, podrá generar este FUR. Nada se cambió."
    )


def of_debts(count: int) -> str:
    """What stands in the box of the declaration: `Pago de 3 deudas`."""
    return f"Pago de {plural(count, 'deuda', 'deudas')}"


def imputed_sentence(paid: int, rest: int, why: str) -> str:
    """What a sum pays of a debt, in which order, and what stays owed."""
    if not paid:
        return f"La suma no alcanza para esta deuda: se siguen debiendo {format_pesos(rest)}."
    if not rest:
        return f"Se paga toda: {format_pesos(paid)}."
    return (
        f"Se pagan {format_pesos(paid)}: {why}. Se siguen debiendo {format_pesos(rest)}, y el "
        "capital que queda causa intereses desde el día siguiente al pago."
    )


def joined(names: Sequence[str]) -> str:
    """Names as a list in Spanish: `A, B y C`."""
    if len(names) < 2:  # noqa: PLR2004  one name, or none, has no conjunction
        return "".join(names)
    return f"{', '.join(names[:-1])} y {names[-1]}"
