"""The Spanish words of the books."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.ledger.journal import ObligationKind
from ser_app.web.words import day


def filed_words(period: str, applied: int, left: int, *, adds: bool = False) -> str:
    """What a filing is called in the statement; `adds` to what was paid of the one it corrects."""
    words = (
        f"{'Corrección' if adds or left else 'Declaración'} {_of_one(_label(period))} presentada"
    )
    if adds and not left:
        words += ": lo que agrega a lo ya pagado"
    if applied:
        words += f", con saldo a favor aplicado de {format_pesos(applied)}"
    if left:
        words += f", que deja un saldo a favor de {format_pesos(left)}"
    return words


def replaced_words(period: str) -> str:
    """What happens to an unpaid filing when its correction is filed."""
    return f"Declaración {_of_one(_label(period))} reemplazada por su corrección"


def debt_name(kind: str, period: str, description: str) -> str:
    """What a debt is called within a sentence: the period of a declaration, else its own words."""
    return _label(period) if kind == ObligationKind.DECLARATION else description


def paid_words(fur: str, debts: Sequence[str]) -> str:
    """What a payment is called in the statement."""
    return f"Pago{_of(debts)} con {fur}"


def reliquidated_words(period: str, due_on: date, norm: str) -> str:
    """What a re-liquidation is called in the statement, with the norm."""
    return (
        f"Sanción e intereses {_of_one(_label(period))} liquidados de nuevo: el vencimiento pasó "
        f"al {day(due_on)} ({norm})"
    )


def excess_words(period: str) -> str:
    """What becomes of a penalty or interest that was paid and is not owed any more."""
    return f"Lo pagado de más {_of_one(_label(period))}, por el vencimiento trasladado"


def recharged_words(debt: str, why: str) -> str:
    """What interest charged with later payments is called when they are shared out again."""
    return f"Intereses de mora {_of_one(debt)} contados de nuevo, {why}"


def reimputed_words(debt: str, why: str) -> str:
    """What later payments are called when they are shared out again."""
    return f"Pago posterior {_of_one(debt)} imputado de nuevo, {why}"


def late_money(value_day: date) -> str:
    """Why later payments are shared out again: money of an earlier day came to be known."""
    return f"por un pago del {day(value_day)}"


def interest_words(debts: Sequence[str]) -> str:
    """What interest charged with a payment is called in the statement."""
    return f"Intereses de mora{_of(debts)}"


def _of(debts: Sequence[str]) -> str:
    if not debts:
        return ""
    return f" {_of_one(debts[0])}" if len(debts) == 1 else f" de {len(debts)} deudas"


def _of_one(name: str) -> str:
    return f"del {name}" if name.startswith("año ") else f"de {name}"


@lru_cache(maxsize=1_000)
def _label(period: str) -> str:
    label = Period.parse(period).label
    return f"{label[:1].lower()}{label[1:]}" if label.startswith("Año") else label
