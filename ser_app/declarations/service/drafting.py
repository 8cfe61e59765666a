"""Working on a draft: opening it, saving what changed, throwing it away."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from ser_app.base import audit
from ser_app.base.changes import changes_of
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.declarations import repository
from ser_app.declarations.corrections.chain import in_context
from ser_app.declarations.draft import Draft, liquidate_draft
from ser_app.declarations.mapping import draft_of, lines_from, store_liquidation
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState
from ser_app.law.errors import LawError
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente, Operator
from ser_app.people.permissions import Permission
from ser_app.people.repository import (
    Signatories,
    expediente_by_id,
    operator_by_id,
    signatories,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with what stands around it on the form.

    Attributes:
        signatories: Who signs for the operator now.
        moved_from: The payment day that was stored and has passed; the draft carries today.
    """

    draft: Draft
    operator: Operator
    expediente: Expediente
    signatories: Signatories
    saved_at: datetime
    moved_from: date | None


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that reached the database.

    Attributes:
        version: The draft's new version.
        at: Real instant of the save.
    """

    version: int
    at: datetime


def open_draft(res: Resources, actor: Actor, declaration_id: str) -> Opened | None:
    """A draft to work on, or None when the declaration is no draft (any more).

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such declaration of the person's operator.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    today = res.clock.today()
    with res.database.reading() as unit:
        declaration = repository.declaration_by_public_id(unit, actor.scope, declaration_id)
        if declaration.state != DeclarationState.DRAFT:
            return None
        draft = draft_of(declaration, repository.lines_of(unit, declaration))
        draft = in_context(unit, res.rules, declaration, draft)
        operator = operator_by_id(unit, declaration.operator_id)
        expediente = expediente_by_id(unit, declaration.expediente_id)
        signers = signatories(unit, declaration.operator_id, today)
    passed = draft.payment_day if draft.payment_day < today else None
    if passed:
        draft = replace(draft, payment_day=today)
    return Opened(draft, operator, expediente, signers, declaration.updated_at, passed)


def save_draft(res: Resources, actor: Actor, draft: Draft) -> Saved:
    """Write a draft: its lines, its way of filing, and the figures as of today.

    Args:
        res: The resources of the process.
        actor: Who works on it.
        draft: The text; its `version` must be the stored one.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such declaration of the person's operator.
        Conflict: It is no draft any more, or another window saved meanwhile.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    now = res.clock.now()
    with res.database.unit() as unit:
        declaration = _locked_draft(unit, actor, draft.public_id)
        if declaration.version != draft.version:
            raise Conflict(
                "stale_version",
                "Otra ventana o persona guardó cambios en esta declaración después de abrirla "
                "usted. Lo que escribió sigue en pantalla y no se ha guardado.",
            )
        repository.replace_lines(unit, declaration, lines_from(draft))
        store_text(res, declaration, in_context(unit, res.rules, declaration, draft))
        declaration.version += 1
        declaration.updated_at = now
        unit.session.add(declaration)
        tell_saved(unit, res, actor, declaration)
        return Saved(declaration.version, now)


def tell_saved(unit: Unit, res: Resources, actor: Actor, declaration: Declaration) -> None:
    """Tell the trail which figures of a draft changed with a save, and nothing when none did."""
    before, after = changes_of(unit, declaration)
    if after is None or set(after) <= _ON_EACH_SAVE:
        return
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"declaration:{declaration.public_id}",
        action="declaration.saved",
        author=actor,
        operator_id=declaration.operator_id,
        detail={"period": declaration.period, "version": declaration.version},
        before=before,
        after=after,
    )


_ON_EACH_SAVE: Final = {"version", "updated_at", "liquidated_on"}


def store_text(res: Resources, declaration: Declaration, draft: Draft) -> None:
    """Write a draft's text and its figures as of today into its row; its lines are stored apart."""
    declaration.use, declaration.channel = draft.use, draft.channel
    declaration.payment_day = draft.payment_day
    declaration.nil_confirmed = draft.nil_confirmed
    declaration.gross_income, declaration.returns = draft.gross_income, draft.returns
    declaration.balance_applied = draft.balance_applied
    declaration.yearly_adjustment = draft.yearly_adjustment
    try:
        liquidation = liquidate_draft(draft, res.rules, res.clock.today())
    except LawError:
        # Rules that do not reach the payment day are no reason to lose what was typed: the form
        # says so beside the day, and nothing can be issued until it is put right.
        return
    declaration.liquidated_on = res.clock.today()
    store_liquidation(declaration, liquidation)
    # What was typed stays, also while it is still more than the levy of an unfinished draft.
    declaration.balance_applied = draft.balance_applied


def discard_draft(res: Resources, actor: Actor, declaration_id: str) -> None:
    """Throw a draft away; its row stays for the audit, out of sight.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such declaration of the person's operator.
        Conflict: It is no draft any more.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    now = res.clock.now()
    with res.database.unit() as unit:
        declaration = _locked_draft(unit, actor, declaration_id)
        declaration.state = DeclarationState.DISCARDED
        declaration.version += 1
        declaration.updated_at = now
        unit.session.add(declaration)
        audit.record(
            unit,
            at=now,
            subject=f"declaration:{declaration_id}",
            action="declaration.discarded",
            author=actor,
            operator_id=declaration.operator_id,
            detail={"period": declaration.period, "gross_income": declaration.gross_income},
            of=declaration,
        )


def _locked_draft(unit: Unit, actor: Actor, declaration_id: str) -> Declaration:
    declaration = repository.declaration_by_public_id(
        unit, actor.scope, declaration_id, for_update=True
    )
    if declaration.state == DeclarationState.DRAFT:
        return declaration
    if declaration.state == DeclarationState.DISCARDED:
        message = "Este borrador fue descartado en otra ventana. No se guardó nada."
    else:
        message = (
            "El FUR de esta declaración ya fue generado y no se puede editar. Recargue la página "
            "para ver en qué va."
        )
    raise Conflict("not_a_draft", message)
