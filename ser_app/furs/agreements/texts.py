"""The Spanish words of agreements with their FURs."""


def retired_by_agreement(number: str) -> str:
    """Why a FUR is annulled when its debt passes to an agreement."""
    return f"Su deuda pasó a las cuotas del acuerdo de pago {number}. Pague las cuotas."


def retired_by_acceleration(number: str) -> str:
    """Why the FUR of an instalment is annulled when its agreement is accelerated."""
    return (
        f"El acuerdo de pago {number} se incumplió y toda su deuda es exigible. Pague el saldo "
        "desde el estado de cuenta."
    )
