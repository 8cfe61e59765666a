"""Which FURs cover which debts: a FUR of a declaration covers the debt that its filing created."""

from collections.abc import Collection

from sqlalchemy import literal, or_
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.many import among
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState
from ser_app.furs.models import Fur, FurDebt
from ser_app.furs.states import FurState
from ser_app.ledger.models import Obligation

_OPEN = (FurState.ISSUED, FurState.FILED)
_FILING = "filing:"


def filing_source(declaration_public_id: str) -> str:
    """The source of the debt that a filing creates."""
    return f"{_FILING}{declaration_public_id}"


def add_debts(unit: Unit, debts: Collection[FurDebt]) -> None:
    """Store what a FUR pays; the database refuses a debt that another payable FUR covers."""
    unit.session.add_all(debts)
    unit.flush()


def debts_of(unit: Unit, fur: Fur) -> list[tuple[FurDebt, Obligation]]:
    """The debts that a FUR of debts pays, the oldest due day first."""
    query = (
        select(FurDebt, Obligation)
        .join(Obligation, col(Obligation.id) == col(FurDebt.obligation_id))
        .where(FurDebt.fur_id == fur.id)
        .order_by(col(Obligation.due_on), col(Obligation.id))
    )
    return list(unit.session.exec(query))


def debts_by_fur(unit: Unit, fur_ids: Collection[int]) -> dict[int, list[Obligation]]:
    """The debts that each of some FURs of debts pays, the oldest due day first."""
    if not fur_ids:
        return {}
    query = (
        select(FurDebt.fur_id, Obligation)
        .join(Obligation, col(Obligation.id) == col(FurDebt.obligation_id))
        .where(among(unit, col(FurDebt.fur_id), fur_ids))
        .order_by(col(Obligation.due_on), col(Obligation.id))
    )
    found: dict[int, list[Obligation]] = {}
    for fur_id, debt in unit.session.exec(query):
        found.setdefault(fur_id, []).append(debt)
    return found


def payable_covering(unit: Unit, sources: Collection[str]) -> list[Fur]:
    """The payable FURs that cover one of some debts, in the order of their ids."""
    return _covering(unit, sources, payable=True)


def being_paid_of(unit: Unit, operator_id: int) -> list[Fur]:
    """The FURs of an operator with a payment in progress, in the order of their ids."""
    query = select(Fur).where(
        Fur.operator_id == operator_id,
        col(Fur.state).in_(_OPEN),
        col(Fur.payment_pending).is_(other=True),
    )
    return list(unit.session.exec(query.order_by(col(Fur.id))))


def successor_of(unit: Unit, fur: Fur, sources: Collection[str]) -> Fur | None:
    """The FUR that took the place of one: the next that was issued for one of its debts."""
    later = [each for each in _covering(unit, sources, payable=False) if _after(each, fur)]
    return later[0] if later else None


def _after(each: Fur, fur: Fur) -> bool:
    return (each.id or 0) > (fur.id or 0)


def _covering(unit: Unit, sources: Collection[str], *, payable: bool) -> list[Fur]:
    of_debts = (
        select(FurDebt.fur_id)
        .join(Obligation, col(Obligation.id) == col(FurDebt.obligation_id))
        .where(col(Obligation.source).in_(sources))
    )
    filings = [each.removeprefix(_FILING) for each in sources if each.startswith(_FILING)]
    of_filings = select(Declaration.id).where(col(Declaration.public_id).in_(filings))
    query = select(Fur).where(
        or_(col(Fur.id).in_(of_debts), col(Fur.declaration_id).in_(of_filings))
    )
    if payable:
        query = query.where(col(Fur.state).in_(_OPEN), col(Fur.reference).is_not(None))
    return list(unit.session.exec(query.order_by(col(Fur.id))))


def declarations_of(unit: Unit, sources: Collection[str]) -> list[Declaration]:
    """The declarations whose filing created some debts, locked, in the order of their ids."""
    filings = [each.removeprefix(_FILING) for each in sources if each.startswith(_FILING)]
    query = (
        select(Declaration)
        .where(col(Declaration.public_id).in_(filings))
        .order_by(col(Declaration.id))
        .with_for_update(key_share=True)
    )
    return list(unit.session.exec(query))


def is_replaced(unit: Unit, sources: Collection[str]) -> bool:
    """Whether a correction took the place of one of the filings that created some debts."""
    filings = [each.removeprefix(_FILING) for each in sources if each.startswith(_FILING)]
    query = select(Declaration.id).where(
        col(Declaration.public_id).in_(filings), Declaration.state == DeclarationState.REPLACED
    )
    return unit.session.exec(query).first() is not None


def covered_sources(unit: Unit, fur: Fur) -> list[str]:
    """What created the debts that a FUR covers; none for a declaration that owes nothing."""
    if fur.declaration_id is None:
        return [obligation.source for _, obligation in debts_of(unit, fur)]
    query = select(Declaration.public_id).where(Declaration.id == fur.declaration_id)
    return [filing_source(each) for each in unit.session.exec(query)]


def declarations_paid_by(unit: Unit, fur_ids: Collection[int]) -> set[int]:
    """Ids of the declarations that FURs pay, their own or one among several debts."""
    own = select(Fur.declaration_id).where(col(Fur.id).in_(fur_ids))
    shared = (
        select(Declaration.id)
        .join(
            Obligation,
            col(Obligation.source) == literal(_FILING).concat(col(Declaration.public_id)),
        )
        .join(FurDebt, col(FurDebt.obligation_id) == col(Obligation.id))
        .where(col(FurDebt.fur_id).in_(fur_ids))
    )
    found = {*unit.session.exec(own), *unit.session.exec(shared)}
    return {key for key in found if key is not None}
