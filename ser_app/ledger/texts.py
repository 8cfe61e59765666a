"""The Spanish words of the books."""

from ser_app.law.money import format_pesos
from ser_app.law.periods import Period


def filed_words(period: str, applied: int, left: int) -> str:
    """What a filing is called in the statement."""
    words = f"Declaración de {_label(period)} presentada"
    if applied:
        words += f", con saldo a favor aplicado de {format_pesos(applied)}"
    if left:
        words += f", que deja un saldo a favor de {format_pesos(left)}"
    return words


def replaced_words(period: str) -> str:
    """What happens to an unpaid filing when its correction is filed."""
    return f"Declaración de {_label(period)} reemplazada por su corrección"


def paid_words(fur: str, period: str) -> str:
    """What a payment is called in the statement."""
    return f"Pago de {_label(period)} con {fur}"


def interest_words(period: str) -> str:
    """What interest charged with a payment is called in the statement."""
    return f"Intereses de mora de {_label(period)}"


def _label(period: str) -> str:
    label = Period.parse(period).label
    return f"{label[:1].lower()}{label[1:]}" if label.startswith("Año") else label
