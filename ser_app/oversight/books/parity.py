"""Parity: the books and everything else must tell the same pesos."""

from collections.abc import Iterator
from dataclasses import dataclass

from ser_app.base.database import Database, Unit
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState
from ser_app.law.money import format_pesos
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books import repository


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the books tell otherwise, whole pesos."""

    what: str
    expected: int
    booked: int

    @property
    def sentence(self) -> str:
        """The same in Spanish."""
        return (
            f"{self.what}: se esperaba {format_pesos(self.expected)} y los libros dicen "
            f"{format_pesos(self.booked)}."
        )


def differences(database: Database) -> list[Difference]:
    """Everything that differs; an empty list is parity."""
    with database.reading() as unit:
        return [
            *(Difference(f"El asiento {source}", 0, 1) for source in books.unbalanced(unit)),
            *_sums(unit),
            *_debts(unit),
        ]


def _sums(unit: Unit) -> Iterator[Difference]:
    pairs = (
        ("Lo recaudado", repository.collected(unit), books.balance(unit, Account.COLLECTED)),
        ("El saldo a favor", repository.in_favour(unit), -books.balance(unit, Account.IN_FAVOUR)),
    )
    for what, expected, booked in pairs:
        if expected != booked:
            yield Difference(what, expected, booked)


def _debts(unit: Unit) -> Iterator[Difference]:
    left = books.left_by_source(unit)
    for declaration in repository.filed_declarations(unit):
        expected = _owed(declaration)
        booked = left.get(f"filing:{declaration.public_id}", 0)
        if expected != booked:
            yield Difference(f"La declaración {declaration.receipt_number}", expected, booked)


def _owed(declaration: Declaration) -> int:
    """What is left of a filing without the interest that runs, which the books do not hold."""
    if declaration.paid_on is not None or declaration.state == DeclarationState.REPLACED:
        return 0
    return declaration.total - declaration.arrears_interest
