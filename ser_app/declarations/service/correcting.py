"""Beginning the correction of a filed declaration."""

from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.declarations import repository
from ser_app.declarations.corrections.chain import in_context, is_settled
from ser_app.declarations.corrections.texts import (
    ALREADY_CORRECTED,
    NOT_FILED,
    PARTLY_PAID,
    too_late,
)
from ser_app.declarations.draft import liquidate_draft
from ser_app.declarations.mapping import draft_of, store_liquidation
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.declarations.states import Channel, DeclarationState, Use
from ser_app.law.errors import LawError
from ser_app.law.firmness import LastDay, last_day_to_correct
from ser_app.law.periods import Regime
from ser_app.ledger.repository import reduced_sources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

_LIVE = frozenset({DeclarationState.DRAFT, DeclarationState.PREPARED})


def last_day_of(declaration: Declaration, res: Resources) -> LastDay | None:
    """Until when a declaration may be corrected; None when it was not filed."""
    if declaration.filed_on is None:
        return None
    return last_day_to_correct(Regime(declaration.regime), declaration.filed_on, res.rules)


def start_correction(res: Resources, actor: Actor, declaration_id: str) -> str:
    """Begin the correction of a filed declaration, or go on with the one that is there.

    The draft carries all that was declared. Until it is filed the declaration that it corrects
    stands as it is.

    Returns:
        Public id of the correction.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such declaration of the person's operator.
        Refused: It is not filed, or it is final: the sentence names the day and the norm; or a
            part of it was paid, and the rest comes first (ADR 16).
        Conflict: Another correction took its place already.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    try:
        return _start(res, actor, declaration_id)
    except Conflict as conflict:
        if conflict.code != "period_begun":
            raise
        # Somebody began the same correction a moment before: go on with that draft.
        return _start(res, actor, declaration_id)


def _start(res: Resources, actor: Actor, declaration_id: str) -> str:
    with res.database.unit() as unit:
        declaration = repository.declaration_by_public_id(
            unit, actor.scope, declaration_id, for_update=True
        )
        _refuse_uncorrectable(declaration, res)
        others = repository.of_expediente(unit, declaration.expediente_id, declaration.period)
        there = next((other for other in others if other.state in _LIVE), None)
        if there is not None:
            return there.public_id
        _refuse_partly_paid(unit, declaration)
        return _create(unit, res, actor, declaration)


def _refuse_uncorrectable(declaration: Declaration, res: Resources) -> None:
    if declaration.state == DeclarationState.REPLACED:
        raise Conflict("already_corrected", ALREADY_CORRECTED)
    last = last_day_of(declaration, res)
    if declaration.state != DeclarationState.FILED or last is None:
        raise Refused("not_filed", NOT_FILED)
    if res.clock.today() > last.day:
        raise Refused("final", too_late(last))


def _refuse_partly_paid(unit: Unit, declaration: Declaration) -> None:
    source = f"filing:{declaration.public_id}"
    if not is_settled(declaration) and source in reduced_sources(unit, [source]):
        raise Refused("partly_paid", PARTLY_PAID)


def _create(unit: Unit, res: Resources, actor: Actor, corrected: Declaration) -> str:
    now = res.clock.now()
    values = corrected.model_dump(exclude=_NOT_COPIED)
    declaration = Declaration(
        **values,
        public_id=public_id(),
        state=DeclarationState.DRAFT,
        use=Use.FILING_AND_PAYMENT,
        channel=Channel.ELECTRONIC,
        payment_day=res.clock.today(),
        prepared_by_id=actor.user_id,
        corrects_id=corrected.id,
        # What an unpaid filing had applied comes back with its correction, and is offered again.
        balance_applied=0 if is_settled(corrected) else corrected.balance_applied,
        created_at=now,
        updated_at=now,
    )
    repository.add(unit, declaration, _copies(repository.lines_of(unit, corrected)))
    _liquidate(unit, res, declaration)
    audit.record(
        unit,
        at=now,
        subject=f"declaration:{declaration.public_id}",
        action="declaration.correction_started",
        author=actor,
        operator_id=declaration.operator_id,
        detail={
            "corrects": corrected.public_id,
            "receipt": corrected.receipt_number,
            "period": declaration.period,
        },
        of=declaration,
    )
    return declaration.public_id


def _liquidate(unit: Unit, res: Resources, declaration: Declaration) -> None:
    draft = draft_of(declaration, repository.lines_of(unit, declaration))
    draft = in_context(unit, res.rules, declaration, draft)
    try:
        store_liquidation(declaration, liquidate_draft(draft, res.rules, res.clock.today()))
    except LawError:
        return  # the form says what is missing, beside its field
    unit.session.add(declaration)
    unit.flush()


_NOT_COPIED: Final = {
    "id", "public_id", "state", "engine_version", "rules_version", "use", "channel",
    "payment_day", "prepared_by_id",
    "corrects_id", "created_at", "updated_at", "version", "inputs", "figures", "content_hash",
    "receipt_number", "filed_at", "filed_on", "paid_on", "paid_amount", "liquidated_on",
    "late_filing_penalty", "arrears_interest", "balance_applied", "balance_in_favour", "total",
}  # fmt: skip
"""What belongs to the filing and not to what it declares; all else is copied."""


def _copies(lines: list[DeclarationLine]) -> list[DeclarationLine]:
    return [
        DeclarationLine(
            public_id=public_id(),
            declaration_id=0,
            kind=line.kind,
            position=line.position,
            description=line.description,
            amount=line.amount,
        )
        for line in lines
    ]
