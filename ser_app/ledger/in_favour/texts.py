"""The Spanish words of the balance in favour and its refund."""

from typing import Final

from ser_app.law.money import format_pesos
from ser_app.ledger.in_favour.states import AccountType, RefundState

STATE_WORDS: Final = {
    RefundState.REQUESTED: "Solicitada: falta la revisión",
    RefundState.REVIEWED: "Revisada: falta la aprobación",
    RefundState.APPROVED: "Aprobada: falta el giro",
    RefundState.REJECTED: "Rechazada",
    RefundState.WITHDRAWN: "Retirada",
    RefundState.PAID: "Girada",
}
STATE_KINDS: Final = {
    RefundState.REQUESTED: "pending",
    RefundState.REVIEWED: "pending",
    RefundState.APPROVED: "info",
    RefundState.REJECTED: "failed",
    RefundState.WITHDRAWN: "neutral",
    RefundState.PAID: "paid",
}
ACCOUNT_WORDS: Final = {
    AccountType.SAVINGS: "Ahorros",
    AccountType.CHECKING: "Corriente",
}
NEEDS_AMOUNT: Final = "Escriba cuánto pide, en pesos enteros: al menos $ 1."
NEEDS_BANK: Final = "Escriba el banco en el que está la cuenta."
NEEDS_ACCOUNT_TYPE: Final = "Elija si la cuenta es de ahorros o corriente."
NEEDS_ACCOUNT: Final = "Escriba el número de la cuenta: entre 6 y 20 dígitos, sin letras."
NEEDS_REASON: Final = "Escriba por qué pide la devolución: Tesorería lo lee al revisarla."
FORM_LOST: Final = "La página perdió los datos de su formulario. No se pidió nada: ábrala de nuevo."
NEEDS_WHY_REJECTED: Final = "Escriba por qué la rechaza: el operador lo lee."
NEEDS_TRANSFER: Final = "Escriba el número de la transferencia que dio el banco."
NEEDS_DAY: Final = "Escriba el día del giro: entre el de la aprobación y hoy."
ALREADY_DECIDED: Final = (
    "Otra persona ya cambió esta solicitud. No se registró nada: revise cómo quedó."
)
OWN_REQUEST: Final = (
    "Usted pidió esta devolución por el operador, con otra cuenta: la deben decidir otras personas "
    "de Tesorería. No se cambió nada."
)
SECOND_PERSON: Final = (
    "Usted revisó esta solicitud: debe aprobarla otra persona de Tesorería. Sigue revisada, a la "
    "espera de esa aprobación."
)


def above(available: int) -> str:
    """Why so much cannot be asked back."""
    if available <= 0:
        return (
            "Su operador no tiene saldo a favor disponible: se aplicó o ya se pidió. No se pidió "
            "nada."
        )
    return f"Puede pedir hasta {format_pesos(available)}, que es su saldo disponible hoy."


def asked_words(number: str) -> str:
    """What asking is called among the movements."""
    return f"Devolución {number} solicitada: el valor queda reservado"


TOO_LATE_TO_WITHDRAW: Final = (
    "Tesorería ya decidió esta solicitud, o ya estaba retirada. No se registró nada: revise cómo "
    "quedó."
)


def withdrawn_words(number: str) -> str:
    """What the withdrawal of a request is called among the movements."""
    return f"Devolución {number} retirada por el operador: el valor vuelve al saldo"


def rejected_words(number: str) -> str:
    """What a rejection is called among the movements."""
    return f"Devolución {number} rechazada: el valor vuelve al saldo"


def paid_words(number: str) -> str:
    """What the transfer is called among the movements."""
    return f"Devolución {number} girada"
