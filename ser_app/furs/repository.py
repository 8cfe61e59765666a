"""All queries of the furs room; each takes the scope of the person who asks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, literal, text, update
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.errors import NotFound, Refused
from ser_app.base.many import among, besides, pairs
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import declaration_by_id
from ser_app.declarations.states import Channel, DeclarationState
from ser_app.furs.models import Fur, FurDebt, FurDocument
from ser_app.furs.states import FurState
from ser_app.furs.texts import NOT_FOR_DEBTS
from ser_app.ledger.models import Obligation
from ser_app.people.actor import Scope
from ser_app.people.repository import within

_DECLARATION: Final = Declaration.__table__  # type: ignore[attr-defined]
_AS_IS: Final = {"synchronize_session": False}
_FILING: Final = literal("filing:")
_OPEN: Final = (FurState.ISSUED, FurState.FILED)
# One statement, so that two FURs issued at the same instant never share a number.
_NEXT: Final = text(
    "INSERT INTO fur_counter (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = fur_counter.last + 1 RETURNING last"
)


def next_sequence(unit: Unit, year: int) -> int:
    """The next number of a year, 1 for its first FUR."""
    return int(unit.session.connection().execute(_NEXT, {"year": year}).scalar_one())


def add(unit: Unit, fur: Fur, form: dict[str, Any], content: bytes) -> None:
    """Store a FUR, the form that it shows and the bytes in which it was drawn."""
    unit.session.add(fur)
    unit.flush()
    unit.session.add(FurDocument(fur_id=fur.id or 0, sha256=fur.sha256, content=content, form=form))
    unit.flush()


def fur_by_id(unit: Unit, fur_id: int, *, for_update: bool = False) -> Fur:
    """A FUR by database id, for rooms that hold its key.

    Raises:
        NotFound: There is none.
    """
    if for_update:
        _lock_debt(unit, col(Fur.id) == fur_id)
    fur = unit.session.get(
        Fur,
        fur_id,
        with_for_update=FOR_CHANGE if for_update else None,
        populate_existing=for_update,
    )
    if fur is None:
        raise NotFound
    return fur


def fur_by_number(unit: Unit, scope: Scope, number: str, *, for_update: bool = False) -> Fur:
    """A FUR that the scope may see.

    Raises:
        NotFound: No such FUR, or another operator's.
    """
    query = select(Fur).where(Fur.number == number)
    query = query.where(*within(scope, Fur.operator_id, Fur.expediente_id))
    if for_update:
        _lock_debt(unit, col(Fur.number) == number)
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    fur = unit.session.exec(query).first()
    if fur is None:
        raise NotFound
    return fur


def _lock_debt(unit: Unit, wanted: ColumnElement[bool]) -> None:
    """Lock the declarations of a FUR: always before it, so that no two wait for each other."""
    query = (
        select(Declaration.id)
        .join(Fur, col(Fur.declaration_id) == col(Declaration.id))
        .where(wanted)
        .with_for_update(of=Declaration, key_share=True)
    )
    unit.session.exec(query).all()
    shared = (
        select(Declaration.id)
        .join(Obligation, col(Obligation.source) == _FILING.concat(col(Declaration.public_id)))
        .join(FurDebt, col(FurDebt.obligation_id) == col(Obligation.id))
        .join(Fur, col(Fur.id) == col(FurDebt.fur_id))
        .where(wanted)
        .order_by(col(Declaration.id))
        .with_for_update(of=Declaration, key_share=True)
    )
    unit.session.exec(shared).all()


def declaration_behind(unit: Unit, scope: Scope, fur: Fur) -> Declaration | None:
    """The declaration that a FUR files or pays; None for a FUR of debts.

    Raises:
        NotFound: It is another operator's.
    """
    if fur.declaration_id is None:
        return None
    return declaration_by_id(unit, scope, fur.declaration_id)


def its_declaration(unit: Unit, scope: Scope, fur: Fur) -> Declaration:
    """The declaration that a FUR files or pays, where only such a FUR makes sense.

    Raises:
        NotFound: It is another operator's.
        Refused: It is a FUR of debts.
    """
    declaration = declaration_behind(unit, scope, fur)
    if declaration is None:
        raise Refused("not_of_a_declaration", NOT_FOR_DEBTS)
    return declaration


def fur_by_any_number(unit: Unit, number: str) -> Fur | None:
    """The FUR with that number, whoever asks; only for the public verification, with its code."""
    return unit.session.exec(select(Fur).where(Fur.number == number)).first()


def fur_by_reference(unit: Unit, reference: str) -> Fur | None:
    """The FUR with that payment reference."""
    return unit.session.exec(select(Fur).where(Fur.reference == reference)).first()


def mark_furs_paid(unit: Unit, fur_ids: Sequence[int], paid_on: date) -> int:
    """Mark filed FURs as paid, all at once; gives how many were still filed."""
    query = (
        update(Fur)
        .where(among(unit, col(Fur.id), fur_ids), besides(col(Fur.state) == FurState.FILED))
        .values(state=FurState.PAID.value, paid_on=paid_on, payment_pending=False)
    )
    return int(unit.session.exec(query, execution_options=_AS_IS).rowcount)


def mark_declarations_paid(unit: Unit, paid: Mapping[int, int], paid_on: date) -> int:
    """Note in filed, unpaid declarations what was paid, all at once; gives how many.

    Args:
        unit: The caller's transaction.
        paid: Whole pesos by the declaration's id.
        paid_on: Day on which the money counts.
    """
    each = pairs(unit, paid)
    query = (
        update(_DECLARATION)
        .where(
            _DECLARATION.c.id == each.c.key,
            besides(
                _DECLARATION.c.state == DeclarationState.FILED.value,
                _DECLARATION.c.paid_on.is_(None),
            ),
        )
        .values(paid_on=paid_on, paid_amount=each.c.value)
    )
    return int(unit.session.connection().execute(query).rowcount)


def of_declaration(unit: Unit, declaration_id: int) -> list[Fur]:
    """The FURs of a declaration, newest first; the caller has checked the scope."""
    query = select(Fur).where(Fur.declaration_id == declaration_id).order_by(col(Fur.id).desc())
    return list(unit.session.exec(query))


def open_furs(unit: Unit, declaration_id: int) -> list[Fur]:
    """Those of a declaration that wait for signatures or can be paid, newest first."""
    return [
        fur
        for fur in of_declaration(unit, declaration_id)
        if fur.state == FurState.ISSUED or (fur.state == FurState.FILED and fur.reference)
    ]


def waiting_for_signatures(unit: Unit, scope: Scope) -> list[Fur]:
    """FURs that wait for electronic signatures, oldest first."""
    query = (
        select(Fur)
        .where(Fur.state == FurState.ISSUED, Fur.channel == Channel.ELECTRONIC)
        .order_by(col(Fur.id))
    )
    query = query.where(*within(scope, Fur.operator_id, Fur.expediente_id))
    return list(unit.session.exec(query))


def content_of(unit: Unit, fur: Fur) -> bytes:
    """The bytes in which a FUR was issued.

    Raises:
        NotFound: They are not there.
    """
    document = unit.session.get(FurDocument, fur.id)
    if document is None:
        raise NotFound
    return document.content


def form_of(unit: Unit, fur: Fur) -> Mapping[str, Any]:
    """What a FUR shows, as JSON.

    Raises:
        NotFound: It is not there.
    """
    query = select(FurDocument.form).where(FurDocument.fur_id == fur.id)
    form = unit.session.exec(query).first()
    if form is None:
        raise NotFound
    return form


def replacement_of(unit: Unit, fur: Fur) -> str:
    """Number of the FUR that replaced this one; empty when there is none."""
    query = select(Fur.number).where(Fur.replaces_id == fur.id).order_by(col(Fur.id).desc())
    return unit.session.exec(query).first() or ""
