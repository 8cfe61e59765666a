"""Spanish words of the statement that other rooms say too."""

from ser_app.law.money import format_pesos
from ser_app.ledger.statement.given_back import GivenBack
from ser_app.web.words import day


def given_back_words(each: GivenBack) -> str:
    """A payment that the bank gave back, inside a sentence."""
    return (
        f"el pago con {each.payment}, del que el banco devolvió {format_pesos(each.amount)} el "
        f"{day(each.day)} y Tesorería no ha resuelto"
    )
