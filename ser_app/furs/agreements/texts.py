"""The Spanish words of agreements with their FURs."""

from typing import Final

from ser_app.web.words import plural

PLAN_ORDER: Final = (
    "Se paga deuda por deuda, de la más antigua a la más nueva; de cada una, la sanción y los "
    "intereses que ya se deben antes que su capital. Por eso un pago puede llevar capital de una "
    "deuda cuando todavía se debe la sanción de otra más nueva. Es una simulación con el saldo de "
    "hoy."
)
"""How `ledger.agreements.schedule` takes the parts of the debts."""


def approved_words(with_fur: int, count: int) -> str:
    """What the second approval did.

    Args:
        with_fur: Payments of the plan that have their FUR already.
        count: All of them.
    """
    done = "Acuerdo aprobado: las deudas pasaron a las cuotas"
    if with_fur == count:
        return f"{done} y cada una tiene su FUR."
    return (
        f"{done}. {with_fur} de {plural(count, 'pago tiene', 'pagos tienen')} ya su FUR; el de "
        "cada una de las demás cuotas se genera cuando se certifique la tasa hasta su vencimiento."
    )


def retired_by_agreement(number: str) -> str:
    """Why a FUR is annulled when its debt passes to an agreement."""
    return f"Su deuda pasó a las cuotas del acuerdo de pago {number}. Pague las cuotas."


def retired_by_acceleration(number: str) -> str:
    """Why the FUR of an instalment is annulled when its agreement is accelerated."""
    return (
        f"El acuerdo de pago {number} se incumplió y toda su deuda es exigible. Pague el saldo "
        "desde el estado de cuenta."
    )
