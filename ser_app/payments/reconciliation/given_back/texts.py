"""The Spanish words of a payment that the bank gave back."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.money import format_pesos

WAY_LABELS: Final[Mapping[str, str]] = {
    "balance": "Tomarlo del saldo a favor del operador",
    "undone": "Que vuelva a deberse lo que el pago había cubierto",
    "own_debt": "Una deuda propia: «Pago devuelto por el banco»",
    "again": "El banco lo envió de nuevo",
}
"""The ways in the form, by the value of `plans.Way`."""

NOT_POSSIBLE: Final[Mapping[str, str]] = {
    "balance": (
        "El operador no tiene saldo a favor del cual tomarlo. No se cambió nada: elija otra salida."
    ),
    "undone": (
        "Cifras posteriores se apoyan en ese pago (una corrección, un acuerdo, otra imputación o "
        "un saldo ya usado): no puede deshacerse. No se cambió nada: elija «Una deuda propia»."
    ),
    "own_debt": (
        "No se encontró a dónde fue todo el dinero. No se cambió nada: revise el pago en la "
        "auditoría."
    ),
    "again": (
        "No hay un recaudo por identificar de ese valor exacto. No se cambió nada: cuando el banco "
        "lo envíe, aparecerá en esta conciliación."
    ),
}
PLAN_CHANGED: Final = (
    "El saldo a favor o las deudas del operador cambiaron desde que se propuso. No se cambió nada: "
    "rechace la propuesta y proponga de nuevo con los valores de hoy."
)
ACT_NEEDED: Final = "Escriba el número del acto o del oficio con el que nace la deuda."
EVIDENCE_NEEDED: Final = "Adjunte el aviso del banco que muestra la devolución: PDF, PNG o JPEG."
PROPOSED_ALREADY: Final = (
    "Otra persona ya propuso cómo resolverlo. No se cambió nada: actualice la página para verlo."
)
NOTHING_PROPOSED: Final = (
    "No hay una propuesta por confirmar. No se cambió nada: actualice la página."
)
TWO_PEOPLE: Final = (
    "La propuso usted: solo otra persona de Tesorería puede confirmarla. No se cambió nada."
)
PROPOSED_DONE: Final = (
    "Propuesta guardada. No se movió ningún peso: otra persona de Tesorería la confirma."
)
CONFIRMED_DONE: Final = (
    "Resuelto entre dos personas. Los libros ya lo muestran y se avisó al operador por correo."
)
TURNED_DOWN_DONE: Final = "La propuesta ya no vale. El pago devuelto sigue por resolver."
NOT_GIVEN_BACK: Final = "Este recaudo no es un pago devuelto por el banco. No se cambió nada."
ONLY_GIVEN_BACK: Final = (
    "Un pago que el banco devolvió lo propone una persona y lo confirma otra, con las salidas de "
    "su página. No se cambió nada."
)
NOT_TO_CLAIM: Final = (
    "El banco devolvió este pago: no hay dinero que alguien pueda reclamar. No se cambió nada."
)


def from_balance_words(payment: str) -> str:
    """What the statement calls balance in favour that covers a payment given back."""
    return f"Pago con {payment} devuelto por el banco, tomado del saldo a favor"


def out_of_balance_words(payment: str) -> str:
    """What the statement calls balance that had come from a payment given back."""
    return f"Saldo a favor de un pago devuelto por el banco, {payment}"


def again_words(reference: str) -> str:
    """What the books call money that came, went back and came again."""
    return f"Pago devuelto por el banco y recibido de nuevo, referencia {reference}"


def done_words(way: str, from_balance: int, as_debt: int, missing: int) -> str:
    """What became of the pesos, in one sentence."""
    if way == "again":
        return f"El banco envió de nuevo {format_pesos(missing)}: su pago vale como antes."
    parts = []
    if from_balance:
        parts.append(f"{format_pesos(from_balance)} se tomaron del saldo a favor")
    if way == "undone":
        parts.append("lo que el pago había cubierto vuelve a deberse, desde su propio vencimiento")
    if as_debt:
        parts.append(
            f"{format_pesos(as_debt)} se deben como una deuda propia, «Pago devuelto por el banco»"
        )
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
