"""What the books are compared with."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import case, func, literal
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.furs.models import Fur, FurDebt
from ser_app.furs.states import FurState
from ser_app.ledger.agreements.models import Agreement, AgreementDebt, AgreementInstalment
from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.in_favour.states import RefundState
from ser_app.ledger.journal import PAYING, Account, Kind
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation.models import BankException, ExceptionResolution
from ser_app.payments.transitions import AttemptState

_PAYMENT: Final = "payment:"
_GIVEN_BACK: Final = "reversed:"


def filed_declarations(unit: Unit) -> list[Declaration]:
    """Every declaration that was ever filed, in the order in which they were."""
    query = (
        select(Declaration)
        .where(col(Declaration.filed_on).is_not(None))
        .order_by(col(Declaration.filed_at), col(Declaration.id))
    )
    return list(unit.session.exec(query))


def paid_furs(unit: Unit) -> list[Fur]:
    """Every FUR that was paid, in the order in which the money counts."""
    query = select(Fur).where(Fur.state == FurState.PAID).order_by(col(Fur.paid_on), col(Fur.id))
    return list(unit.session.exec(query))


def unbooked_channels(unit: Unit) -> dict[int, str]:
    """By which channel the payments came that the books lack, by the FUR's id."""
    booked = select(LedgerJournal.source).where(
        col(LedgerJournal.source) == literal(_PAYMENT).concat(col(Fur.number))
    )
    query = (
        select(PaymentAttempt.fur_id, PaymentAttempt.channel)
        .join(Fur, col(Fur.id) == PaymentAttempt.fur_id)
        .where(PaymentAttempt.state == AttemptState.APPROVED, ~booked.exists())
    )
    return dict(unit.session.exec(query).all())


def collected(unit: Unit) -> int:
    """The sum of all paid FURs, in pesos."""
    query = select(func.coalesce(func.sum(Fur.total), 0)).where(Fur.state == FurState.PAID)
    return int(unit.session.exec(query).one())


def received_by_fur(unit: Unit) -> dict[str, int]:
    """What the books received with each FUR and kept, in pesos, by its number."""
    query = (
        select(LedgerEntry.source, func.sum(LedgerEntry.amount))
        .where(
            LedgerEntry.account == Account.COLLECTED,
            col(LedgerEntry.source).like(f"{_PAYMENT}FUR-%")
            | col(LedgerEntry.source).like(f"{_GIVEN_BACK}FUR-%"),
        )
        .group_by(LedgerEntry.source)
    )
    found: dict[str, int] = {}
    for source, amount in unit.session.exec(query):
        number = source.partition(":")[2]
        found[number] = found.get(number, 0) + int(amount)
    return found


def furs_with_money(unit: Unit, numbers: Collection[str]) -> list[Fur]:
    """The FURs that are paid, and those of some numbers."""
    paid = paid_furs(unit)
    known = {fur.number for fur in paid}
    others = [number for number in numbers if number not in known]
    query = select(Fur).where(col(Fur.number).in_(others))
    return [*paid, *unit.session.exec(query)] if others else paid


def paid_beyond_lines(unit: Unit) -> dict[int | None, int]:
    """What FURs of debts paid of debts that they do not name, in pesos by FUR; always empty."""
    named = select(FurDebt.obligation_id).where(FurDebt.fur_id == Fur.id).correlate(Fur)
    query = (
        select(Fur.id, -func.sum(LedgerEntry.amount))
        .join(LedgerEntry, col(LedgerEntry.source) == literal(_PAYMENT).concat(col(Fur.number)))
        .where(
            col(Fur.declaration_id).is_(None),
            LedgerEntry.account == Account.DEBTOR,
            col(LedgerEntry.obligation_id).not_in(named),
        )
        .group_by(col(Fur.id))
    )
    return {fur_id: int(amount) for fur_id, amount in unit.session.exec(query)}


def exceptions(unit: Unit) -> tuple[int, int, int]:
    """Money of exceptions in pesos: nobody's yet, given to debts, given to operators."""
    query = (
        select(ExceptionResolution.way, func.sum(BankException.amount))
        .select_from(BankException)
        .outerjoin(
            ExceptionResolution, col(ExceptionResolution.exception_id) == col(BankException.id)
        )
        .group_by(col(ExceptionResolution.way))
    )
    found = {way or "": int(amount) for way, amount in unit.session.exec(query)}
    return found.get("", 0), found.get("debt", 0), found.get("operator", 0)


@dataclass(frozen=True, slots=True)
class Decided:
    """Payments that the bank gave back, as they were decided, in pesos.

    Attributes:
        from_balance: What balances in favour covered.
        owed: What became a debt of its own, and the bank has.
        taken_back: What was taken back from where Tesorería had put money of no FUR.
        spent: What became a debt of its own because its owner had spent the balance that it was.
    """

    from_balance: int = 0
    owed: int = 0
    taken_back: int = 0
    spent: int = 0


def decided(unit: Unit) -> Decided:
    """What became of all of them."""
    row = ExceptionResolution
    undone = col(row.way) == "undone"
    query = select(
        func.coalesce(func.sum(row.from_balance), 0),
        func.coalesce(func.sum(case((undone, 0), else_=col(row.as_debt))), 0),
        func.coalesce(func.sum(row.taken_back), 0),
        func.coalesce(func.sum(case((undone, col(row.as_debt)), else_=0)), 0),
    )
    return Decided(*(int(each) for each in unit.session.exec(query).one()))


def imputed(unit: Unit) -> int:
    """What payments have paid of debts, in pesos."""
    query = (
        select(func.coalesce(-func.sum(LedgerEntry.amount), 0))
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(
            LedgerEntry.account == Account.DEBTOR,
            col(LedgerJournal.kind).in_(PAYING),
        )
    )
    return int(unit.session.exec(query).one())


def balance_by_filing(unit: Unit) -> dict[str, int]:
    """What each filing left in favour, less what it applied, in pesos, by its public id.

    What an unpaid filing had applied came back when it was replaced.
    """
    query = (
        select(LedgerEntry.source, func.sum(LedgerEntry.amount))
        .where(
            LedgerEntry.account == Account.IN_FAVOUR,
            col(LedgerEntry.source).like("filing:%") | col(LedgerEntry.source).like("replaced:%"),
        )
        .group_by(LedgerEntry.source)
    )
    found: dict[str, int] = {}
    for source, amount in unit.session.exec(query):
        key = source.partition(":")[2]
        found[key] = found.get(key, 0) - int(amount)
    return found


def refunds(unit: Unit, *states: RefundState) -> int:
    """The sum of the refunds in some states, in pesos."""
    query = select(func.coalesce(func.sum(Refund.amount), 0)).where(col(Refund.state).in_(states))
    return int(unit.session.exec(query).one())


def overdrawn(unit: Unit) -> list[tuple[int, int]]:
    """Operators with less than nothing in favour, and how much, in pesos; always empty."""
    query = (
        select(LedgerEntry.operator_id, func.sum(LedgerEntry.amount))
        .where(LedgerEntry.account == Account.IN_FAVOUR)
        .group_by(col(LedgerEntry.operator_id))
        .having(func.sum(LedgerEntry.amount) > 0)
    )
    return [(operator or 0, -int(amount)) for operator, amount in unit.session.exec(query)]


def given_back(unit: Unit) -> int:
    """What re-liquidations say that they left in favour, in pesos."""
    query = select(func.coalesce(func.sum(Reliquidation.in_favour), 0))
    return int(unit.session.exec(query).one())


def given_back_in_books(unit: Unit) -> int:
    """The same as the books have it."""
    return _left_in_favour(unit, Kind.RELIQUIDATION, Kind.EXCESS)


def shared_again(unit: Unit) -> int:
    """What payments left in favour when they were shared out again, in pesos."""
    return _left_in_favour(unit, Kind.REIMPUTED)


def _left_in_favour(unit: Unit, *kinds: Kind) -> int:
    query = (
        select(func.coalesce(-func.sum(LedgerEntry.amount), 0))
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(LedgerEntry.account == Account.IN_FAVOUR, col(LedgerJournal.kind).in_(kinds))
    )
    return int(unit.session.exec(query).one())


def moved_to_instalments(unit: Unit) -> set[str]:
    """Sources of the debts that agreements in force or ended took over."""
    query = (
        select(Obligation.source)
        .join(AgreementDebt, col(AgreementDebt.obligation_id) == col(Obligation.id))
        .join(Agreement, col(Agreement.id) == col(AgreementDebt.agreement_id))
        .where(col(Agreement.starts_on).is_not(None))
    )
    return set(unit.session.exec(query))


def instalments(unit: Unit) -> list[tuple[str, int, int]]:
    """Each instalment: its agreement's number, what it says it took over, what the books say."""
    row = AgreementInstalment
    taken = func.coalesce(func.sum(LedgerEntry.amount), 0)
    accelerated = col(row.number) > col(Agreement.instalments)
    # What an acceleration made due took the interest of the term over; others only expect it.
    accrued = case((accelerated, col(row.term_interest)), else_=0)
    said = col(row.capital) + col(row.penalty) + col(row.arrears) + accrued
    query = (
        select(Agreement.number, said, taken)
        .join(row, col(row.agreement_id) == col(Agreement.id))
        .join(Obligation, col(Obligation.id) == col(row.obligation_id))
        .outerjoin(
            LedgerEntry,
            (col(LedgerEntry.source) == col(Obligation.source))
            & (col(LedgerEntry.obligation_id) == col(row.obligation_id)),
        )
        .group_by(col(row.id), col(Agreement.id))
        .order_by(col(row.id))
    )
    return [(number, int(said), int(booked)) for number, said, booked in unit.session.exec(query)]
