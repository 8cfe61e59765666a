"""The Spanish words of the books."""

from ser_app.law.money import format_pesos


def filed_words(period: str, applied: int, left: int) -> str:
    """What a filing is called in the statement."""
    words = f"Declaración de {period} presentada"
    if applied:
        words += f", con saldo a favor aplicado de {format_pesos(applied)}"
    if left:
        words += f", que deja un saldo a favor de {format_pesos(left)}"
    return words


def replaced_words(period: str) -> str:
    """What happens to an unpaid filing when its correction is filed."""
    return f"Declaración de {period} reemplazada por su corrección"


def paid_words(fur: str, period: str) -> str:
    """What a payment is called in the statement."""
    return f"Pago de {period} con {fur}"
