"""Parity: the books and everything else must tell the same pesos."""

from collections.abc import Iterator
from dataclasses import dataclass

from ser_app.base.collection_sums import differing_collections
from ser_app.base.database import Database, Unit
from ser_app.base.filing_sums import differing_filings
from ser_app.base.standing_debts import differing_standing
from ser_app.base.tallies import differing
from ser_app.declarations.corrections.chain import is_settled
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation.repository import Relief, reliefs
from ser_app.declarations.states import DeclarationState
from ser_app.furs.states import FurState
from ser_app.law.money import format_pesos
from ser_app.ledger import repository as books
from ser_app.ledger.in_favour.states import OPEN, RefundState
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
    kept = [
        *differing(database),
        *differing_collections(database),
        *differing_filings(database),
        *(f"deuda {each}" for each in differing_standing(database)),
    ]
    with database.reading() as unit:
        return [
            *(Difference(f"La suma guardada de {what}", 0, 1) for what in kept),
            *(Difference(f"El asiento {source}", 0, 1) for source in books.unbalanced(unit)),
            *_sums(unit),
            *_debts(unit),
            *_furs(unit),
            *_balances(unit),
            *_instalments(unit),
        ]


def _sums(unit: Unit) -> Iterator[Difference]:
    fur_money = repository.collected(unit)
    nobodys, debts, operators = repository.exceptions(unit)
    declared = sum(_in_favour(each) for each in repository.filed_declarations(unit))
    exceeding = fur_money + debts - repository.imputed(unit) + operators
    waiting = repository.refunds(unit, *OPEN)
    returned = repository.refunds(unit, RefundState.PAID)
    decided = repository.decided(unit)
    left = decided.from_balance + decided.taken_back
    collected = fur_money + nobodys + debts + operators - returned - left - decided.owed
    given_back = repository.given_back(unit)
    shared_again = repository.shared_again(unit)
    in_favour = declared + exceeding + given_back + shared_again - waiting - returned
    in_favour += decided.spent - left
    pairs = (
        ("Lo recaudado", collected, books.balance(unit, Account.COLLECTED)),
        ("Lo que está por identificar", nobodys, -books.balance(unit, Account.UNIDENTIFIED)),
        ("El saldo a favor", in_favour, -books.balance(unit, Account.IN_FAVOUR)),
        ("Lo pedido en devolución", waiting, -books.balance(unit, Account.REFUND_PAYABLE)),
        (
            "Lo que los vencimientos trasladados devolvieron",
            given_back,
            repository.given_back_in_books(unit),
        ),
    )
    for what, expected, booked in pairs:
        if expected != booked:
            yield Difference(what, expected, booked)


def _debts(unit: Unit) -> Iterator[Difference]:
    left = books.left_by_source(unit)
    taken = reliefs(unit)
    filed = repository.filed_declarations(unit)
    reduced = books.reduced_sources(unit, left)
    elsewhere = repository.moved_to_instalments(unit)
    for declaration in filed:
        source = f"filing:{declaration.public_id}"
        expected, booked = (
            _owed(declaration, taken.get(declaration.id or 0, Relief())),
            left.get(source, 0),
        )
        if source in elsewhere and expected and not booked:
            continue  # all of it is owed as instalments now
        if source in reduced and expected and booked > 0:
            continue  # paid in part: what is left is what the books say, and it is not paid
        if expected != booked:
            yield Difference(f"La declaración {declaration.receipt_number}", expected, booked)


def _furs(unit: Unit) -> Iterator[Difference]:
    """Every paid FUR was received once, and for debts that it names; no other FUR was."""
    received = repository.received_by_fur(unit)
    foreign = repository.paid_beyond_lines(unit)
    for fur in repository.furs_with_money(unit, received):
        expected = fur.total if fur.state == FurState.PAID else 0
        booked = received.get(fur.number, 0)
        if expected != booked:
            yield Difference(f"El pago de {fur.number}", expected, booked)
        if fur.id in foreign:
            what = f"{fur.number} pagó deudas que no están en él"
            yield Difference(what, 0, foreign[fur.id])


def _owed(declaration: Declaration, relief: Relief) -> int:
    """What is left of a filing without the interest that runs, which the books do not hold.

    A penalty that fell with a moved due day is not owed any more.
    """
    if declaration.paid_on is not None or declaration.state == DeclarationState.REPLACED:
        return 0
    return declaration.total - declaration.arrears_interest - relief.penalty


def _balances(unit: Unit) -> Iterator[Difference]:
    """What each filing left or applied, and that nobody spent more than there was."""
    booked = repository.balance_by_filing(unit)
    for declaration in repository.filed_declarations(unit):
        expected, found = _in_favour(declaration), booked.get(declaration.public_id, 0)
        if expected != found:
            what = f"El saldo a favor de la declaración {declaration.receipt_number}"
            yield Difference(what, expected, found)
    for operator, amount in repository.overdrawn(unit):
        yield Difference(f"El saldo a favor del operador {operator}", 0, amount)


def _instalments(unit: Unit) -> Iterator[Difference]:
    """What each instalment took over is what its agreement says, and no debt is owed twice."""
    for number, expected, booked in repository.instalments(unit):
        if expected != booked:
            yield Difference(f"Una cuota del acuerdo {number}", expected, booked)


def _in_favour(declaration: Declaration) -> int:
    """What a filing left in favour, less what it applied; nothing when it was taken back."""
    if declaration.state == DeclarationState.REPLACED and not is_settled(declaration):
        return 0
    return declaration.balance_in_favour - declaration.balance_applied
