"""All queries on charges, their files and pledges; what people reach takes their scope."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.ledger.journal import PAYING, Account, ObligationKind
from ser_app.ledger.models import LedgerEntry, LedgerJournal, Obligation
from ser_app.ledger.obligations.models import Charge, ChargeFile, Pledge
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator

REVERSAL = "reversal:{}"
"""Source of the journal that takes an obligation back."""
_CHUNK = 500
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """A charge with its debt, for lists.

    Attributes:
        left: What the books say is left, whole pesos.
        taken_back: It was taken back.
    """

    charge: Charge
    obligation: Obligation
    operator: Operator
    left: int
    taken_back: bool


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(set(items))
    for start in range(0, len(every), _CHUNK):
        yield every[start : start + _CHUNK]


def operators_of(unit: Unit, nits: Iterable[str]) -> dict[str, Operator]:
    """The operators of some NITs."""
    return {
        each.nit: each
        for chunk in _chunks(nits)
        for each in unit.session.exec(select(Operator).where(col(Operator.nit).in_(chunk)))
    }


def operator_by_public_id(unit: Unit, public_id: str) -> Operator | None:
    """The operator of a public id."""
    return unit.session.exec(select(Operator).where(Operator.public_id == public_id)).first()


def lock_operators(unit: Unit, ids: Iterable[int]) -> None:
    """Let nobody else enter obligations of these operators until the transaction ends."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        query = select(Operator.id).where(col(Operator.id).in_(chunk))
        unit.session.exec(query.order_by(col(Operator.id)).with_for_update(key_share=True)).all()


def expedientes_of(unit: Unit, numbers: Iterable[str]) -> dict[tuple[int, str], Expediente]:
    """The expedientes of some numbers, by operator and number."""
    return {
        (each.operator_id, each.number): each
        for chunk in _chunks(numbers)
        for each in unit.session.exec(select(Expediente).where(col(Expediente.number).in_(chunk)))
    }


def standing_of(unit: Unit, operators: Sequence[int]) -> list[tuple[Charge, Obligation]]:
    """The charges of some operators that were not taken back."""
    found: list[tuple[Charge, Obligation]] = []
    for start in range(0, len(operators), _CHUNK):
        query = (
            select(Charge, Obligation)
            .join(Obligation, col(Obligation.id) == col(Charge.obligation_id))
            .outerjoin(
                LedgerJournal,
                col(LedgerJournal.source) == literal("reversal:") + col(Obligation.source),
            )
            .where(
                col(Charge.operator_id).in_(operators[start : start + _CHUNK]),
                col(LedgerJournal.source).is_(None),
            )
        )
        found += unit.session.exec(query)
    return found


def acts_of(unit: Unit, obligation_ids: Iterable[int]) -> dict[int, str]:
    """The number of the act of each debt that an act created."""
    ids = sorted(set(obligation_ids))
    return {
        obligation_id: act
        for start in range(0, len(ids), _CHUNK)
        for obligation_id, act in unit.session.exec(
            select(Charge.obligation_id, Charge.act).where(
                col(Charge.obligation_id).in_(ids[start : start + _CHUNK])
            )
        )
    }


def add_all(unit: Unit, rows: Iterable[object]) -> None:
    """Store rows at once, and give them their ids."""
    unit.session.add_all(rows)
    unit.flush()


def left_of(unit: Unit, obligation_ids: Sequence[int]) -> dict[int, int]:
    """What the books say is left of each debt, whole pesos; those without entries are absent."""
    query = (
        select(LedgerEntry.obligation_id, func.sum(LedgerEntry.amount))
        .where(
            col(LedgerEntry.obligation_id).in_(obligation_ids),
            LedgerEntry.account == Account.DEBTOR,
        )
        .group_by(col(LedgerEntry.obligation_id))
    )
    return {found: int(amount) for found, amount in unit.session.exec(query) if found is not None}


def paid_of(unit: Unit, obligation_ids: Sequence[int]) -> list[tuple[int, LedgerEntry]]:
    """What payments took from each debt: the entries of their journals."""
    query = (
        select(LedgerEntry)
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(
            col(LedgerEntry.obligation_id).in_(obligation_ids),
            LedgerEntry.account == Account.DEBTOR,
            col(LedgerJournal.kind).in_(PAYING),
        )
        .order_by(col(LedgerEntry.value_day), col(LedgerEntry.id))
    )
    return [(each.obligation_id or 0, each) for each in unit.session.exec(query)]


def entries_of(unit: Unit, obligation_id: int) -> list[tuple[LedgerEntry, LedgerJournal]]:
    """What happened to one debt, in the order in which it counts."""
    query = (
        select(LedgerEntry, LedgerJournal)
        .join(LedgerJournal, col(LedgerJournal.source) == col(LedgerEntry.source))
        .where(LedgerEntry.obligation_id == obligation_id, LedgerEntry.account == Account.DEBTOR)
        .order_by(col(LedgerEntry.value_day), col(LedgerEntry.id))
    )
    return list(unit.session.exec(query))


def obligation_by_public_id(unit: Unit, scope: Scope, public_id: str) -> Obligation:
    """The debt whose source carries that public id, of any kind.

    Raises:
        NotFound: There is none, or it is another operator's.
    """
    names = ("filing", *(kind.value for kind in ObligationKind))
    sources = [f"{name}:{public_id}" for name in names]
    query = select(Obligation).where(col(Obligation.source).in_(sources))
    found = unit.session.exec(query).first()
    if found is None or not scope.admits(found.operator_id):
        raise NotFound
    return found


def charge_of(unit: Unit, obligation_id: int) -> Charge | None:
    """The act behind a debt; None for a declaration."""
    query = select(Charge).where(Charge.obligation_id == obligation_id)
    return unit.session.exec(query).first()


def charges(
    unit: Unit,
    scope: Scope,
    *,
    operator_id: int | None = None,
    kind: str = "",
    act: str = "",
    before: int | None = None,
) -> list[ChargeRow]:
    """A page of charges inside the scope, the newest first.

    Args:
        unit: The open unit.
        scope: Whose.
        operator_id: Only of this operator.
        kind: Only of this kind.
        act: Only of the act of this number.
        before: Only those entered before the charge of this id.

    Returns:
        At most `PAGE_SIZE` and one more, which tells that there are others.
    """
    query = (
        select(Charge, Obligation, Operator)
        .join(Obligation, col(Obligation.id) == col(Charge.obligation_id))
        .join(Operator, col(Operator.id) == col(Charge.operator_id))
    )
    wanted = scope.operator_id if scope.operator_id is not None else operator_id
    if wanted is not None:
        query = query.where(Charge.operator_id == wanted)
    if kind:
        query = query.where(Charge.kind == kind)
    if act:
        query = query.where(Charge.act == act)
    if before is not None:
        query = query.where(col(Charge.id) < before)
    found = list(unit.session.exec(query.order_by(col(Charge.id).desc()).limit(PAGE_SIZE + 1)))
    left = left_of(unit, [obligation.id or 0 for _, obligation, _ in found])
    gone = taken_back(unit, [obligation.source for _, obligation, _ in found])
    return [
        ChargeRow(
            charge,
            obligation,
            operator,
            left.get(obligation.id or 0, 0),
            obligation.source in gone,
        )
        for charge, obligation, operator in found
    ]


def taken_back(unit: Unit, sources: Iterable[str]) -> dict[str, LedgerJournal]:
    """The journals that took some obligations back, by the source of the obligation."""
    return {
        each.source.partition(":")[2]: each
        for chunk in _chunks(REVERSAL.format(source) for source in sources)
        for each in unit.session.exec(
            select(LedgerJournal).where(col(LedgerJournal.source).in_(chunk))
        )
    }


def file_by_hash(unit: Unit, sha256: str) -> ChargeFile | None:
    """The file of that content, if it was uploaded before."""
    return unit.session.exec(select(ChargeFile).where(ChargeFile.sha256 == sha256)).first()


def file_by_public_id(unit: Unit, public_id: str, *, for_update: bool = False) -> ChargeFile:
    """A file of obligations, locked for the transaction where it is to be entered.

    Raises:
        NotFound: There is none.
    """
    query = select(ChargeFile).where(ChargeFile.public_id == public_id)
    found = unit.session.exec(
        query.with_for_update(key_share=True) if for_update else query
    ).first()
    if found is None:
        raise NotFound
    return found


def files(unit: Unit) -> list[tuple[ChargeFile, int]]:
    """The last twenty files, the newest first, each with how many charges it brought."""
    brought = func.count(col(Charge.id))
    query = (
        select(ChargeFile, brought)
        .outerjoin(Charge, col(Charge.file_id) == col(ChargeFile.id))
        .group_by(*ChargeFile.__table__.columns)  # type: ignore[attr-defined]  # made by SQLModel
        .order_by(col(ChargeFile.id).desc())
        .limit(20)
    )
    return list(unit.session.exec(query))


def charges_of_file(unit: Unit, file_id: int) -> int:
    """How many charges a file brought; none while it was not entered."""
    query = select(func.count()).select_from(Charge).where(Charge.file_id == file_id)
    return int(unit.session.exec(query).one())


def pledges_of(unit: Unit, obligation_ids: Sequence[int]) -> list[Pledge]:
    """The pledges on some debts, in the order in which they were made."""
    query = (
        select(Pledge).where(col(Pledge.obligation_id).in_(obligation_ids)).order_by(col(Pledge.id))
    )
    return list(unit.session.exec(query))
