"""The queries of crediting: FURs by their references, and the rows of what was collected."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import col, select

from ser_app.base.bulk import insert_rows, reserve_ids
from ser_app.base.database import Unit
from ser_app.base.many import among
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import Channel, DeclarationState
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.payments.collecting.money import FoundFur
from ser_app.payments.models import PaymentAttempt, PaymentStep
from ser_app.payments.transitions import CREDITED_STATES


def furs_by_reference(unit: Unit, references: Collection[str]) -> dict[str, FoundFur]:
    """FURs by their reference, locked until the transaction ends."""
    query = (
        select(  # type: ignore[call-overload, misc]  # more columns than SQLModel has overloads for
            Fur.id,
            Fur.number,
            Fur.reference,
            Fur.operator_id,
            Fur.regime,
            Fur.period,
            Fur.state,
            Fur.channel,
            Fur.total,
            Fur.arrears_interest,
            Fur.issued_on,
            Fur.payment_day,
            Fur.declaration_id,
            Declaration.public_id,
            Declaration.state,
            Declaration.paid_on,
            Declaration.corrects_id,
            Fur.late_filing_penalty,
        )
        .outerjoin(Declaration, col(Declaration.id) == col(Fur.declaration_id))
        .where(among(unit, col(Fur.reference), references))
        .order_by(col(Fur.id))
        .with_for_update(of=Fur, key_share=True)
    )
    _lock_debts(unit, references)
    rows = list(unit.session.exec(query))
    ids = [row[0] for row in rows]
    live, paid_in = _attempts(unit, ids)
    return {row[2]: _found(row, row[0] in live, paid_in.get(row[0])) for row in rows}


def _lock_debts(unit: Unit, references: Collection[str]) -> None:
    """Lock the declarations before their FURs, and in one order, as everybody does."""
    query = (
        select(Declaration.id)
        .join(Fur, col(Fur.declaration_id) == col(Declaration.id))
        .where(among(unit, col(Fur.reference), references))
        .order_by(col(Declaration.id))
        .with_for_update(of=Declaration, key_share=True)
    )
    unit.session.exec(query).all()


def _found(row: Any, pse_live: bool, paid_in: int | None) -> FoundFur:
    declaration_state, paid_on = row[14], row[15]
    state = FurState(row[6])
    owes = declaration_state is None or (
        paid_on is None and declaration_state != DeclarationState.REPLACED
    )
    filed = declaration_state == DeclarationState.FILED
    if state is FurState.ANNULLED:
        # Annulled when another FUR paid a part: the rest is owed, and this money was meant for it.
        owes = declaration_state is None or (filed and paid_on is None)
    return FoundFur(
        id=row[0],
        number=row[1],
        reference=row[2],
        operator_id=row[3],
        regime=row[4],
        period=row[5],
        state=state,
        channel=Channel(row[7]),
        total=row[8],
        interest=row[9],
        penalty=row[17],
        issued_on=row[10],
        payment_day=row[11],
        declaration_id=row[12],
        declaration=row[13] or "",
        owes=owes,
        reaches_others=row[12] is None or row[16] is not None,
        plain=state is FurState.FILED and filed and paid_on is None,
        pse_live=pse_live,
        paid_in=paid_in,
    )


def _attempts(unit: Unit, fur_ids: Sequence[int]) -> tuple[set[int], dict[int, int]]:
    """FURs with a payment under way, and the bank's file in which others were paid."""
    query = select(
        PaymentAttempt.fur_id,
        PaymentAttempt.live,
        PaymentAttempt.state,
        PaymentAttempt.bank_file_id,
    ).where(among(unit, col(PaymentAttempt.fur_id), fur_ids))
    live: set[int] = set()
    paid_in: dict[int, int] = {}
    for fur_id, is_live, state, file_id in unit.session.exec(query):
        if is_live:
            live.add(fur_id)
        if file_id is not None and state in CREDITED_STATES:
            paid_in[fur_id] = file_id
    return live, paid_in


def reserve_attempts(unit: Unit, count: int) -> Sequence[int]:
    """Identifiers for payments to come."""
    return reserve_ids(unit, PaymentAttempt, count)


def add_attempts(
    unit: Unit, attempts: Sequence[Mapping[str, Any]], steps: Sequence[Mapping[str, Any]]
) -> None:
    """Store payments with the step that each walked."""
    insert_rows(unit, PaymentAttempt, attempts)
    insert_rows(unit, PaymentStep, steps)


def waiting_for_money(unit: Unit, day: date, most: int) -> list[tuple[str, int]]:
    """References and totals of FURs that a bank could collect on a day, the oldest first."""
    paper = and_(col(Fur.channel) == Channel.PAPER, col(Fur.state) == FurState.ISSUED)
    query = (
        select(Fur.reference, Fur.total)
        .where(
            col(Fur.reference).is_not(None),
            or_(paper, col(Fur.state) == FurState.FILED),
            col(Fur.issued_on) <= day,
            col(Fur.payment_day) >= day,
            col(Fur.payment_pending).is_(other=False),
        )
        .order_by(col(Fur.id))
        .limit(most)
    )
    return [(reference or "", total) for reference, total in unit.session.exec(query)]
