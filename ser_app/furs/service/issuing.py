"""From a finished draft to its first FUR, and back to the draft."""

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.alerts.keeping import keep_alerts
from ser_app.declarations.corrections.replacing import refuse_lower_of_parts
from ser_app.declarations.filing import freeze, missing_for_issue, return_to_draft
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import (
    declaration_by_public_id,
    lines_of,
)
from ser_app.declarations.states import DeclarationState, Use
from ser_app.furs import repository
from ser_app.furs.issuing import Issue, expected_signatories, issue_fur, refuse_uncertified
from ser_app.furs.liquidating import filing_day_of, liquidate
from ser_app.furs.models import Fur
from ser_app.furs.recording import record
from ser_app.furs.states import FurState
from ser_app.furs.texts import ALREADY_FILED, BACK_TO_DRAFT, NOT_ISSUED, PAYMENT_UNDER_WAY
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission


def issue(res: Resources, actor: Actor, declaration_public_id: str) -> str:
    """Freeze a draft and issue its FUR; asked twice, the same FUR is given.

    Returns:
        The FUR's number.

    Raises:
        NotAllowed: The person may not issue FURs.
        NotFound: No such declaration inside the person's scope.
        Refused: Something is missing in the draft, a signatory is not registered, or a figure
            rests on an uncertified value.
    """
    actor.require(Permission.FUR_ISSUE)
    with res.database.unit() as unit:
        declaration = declaration_by_public_id(
            unit, actor.scope, declaration_public_id, for_update=True
        )
        waiting = _waiting(unit, declaration)
        if waiting is not None:
            return waiting.number
        return _issue(unit, res, actor, declaration).number


def _waiting(unit: Unit, declaration: Declaration) -> Fur | None:
    if declaration.state == DeclarationState.DRAFT:
        return None
    if declaration.state != DeclarationState.PREPARED:
        raise Refused("already_filed", ALREADY_FILED)
    furs = repository.open_furs(unit, declaration.id or 0)
    return next((fur for fur in furs if fur.state == FurState.ISSUED), None)


def _issue(unit: Unit, res: Resources, actor: Actor, declaration: Declaration) -> Fur:
    today = res.clock.today()
    lines = lines_of(unit, declaration)
    payment_day = declaration.payment_day
    filing_day = filing_day_of(declaration, payment_day, today)
    liquidation = liquidate(
        unit, declaration, lines, res, filing_day=filing_day, payment_day=payment_day
    )
    missing = missing_for_issue(unit, res, declaration, lines, liquidation.total)
    if missing:
        raise Refused("incomplete", missing[0].message, field=missing[0].field)
    refuse_uncertified(liquidation)
    refuse_lower_of_parts(unit, declaration, liquidation.balance_in_favour, liquidation.levy)
    expected_signatories(unit, declaration, today)
    freeze(unit, declaration, lines, liquidation, res.clock.now())
    keep_alerts(unit, res, declaration)
    fur = issue_fur(
        unit,
        res,
        Issue(
            declaration=declaration,
            lines=lines,
            liquidation=liquidation,
            use=Use(declaration.use),
            filing_day=filing_day,
            payment_day=payment_day,
            author_id=actor.user_id,
        ),
    )
    record(unit, res, actor, fur, "fur.issued", declaration=declaration.public_id)
    return fur


def annul_and_edit(res: Resources, actor: Actor, number: str) -> str:
    """Annul a FUR that waits for signatures and open its declaration for editing again.

    Returns:
        Public id of the declaration.

    Raises:
        NotAllowed: The person does not prepare declarations.
        NotFound: No such FUR inside the person's scope.
        Refused: It was filed.
        Conflict: A payment of it is under way.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    with res.database.unit() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number, for_update=True)
        declaration = repository.its_declaration(unit, actor.scope, fur)
        if fur.state == FurState.ANNULLED:
            return declaration.public_id
        if fur.state != FurState.ISSUED:
            raise Refused("not_issued", NOT_ISSUED)
        if fur.payment_pending:
            raise Conflict("payment_under_way", PAYMENT_UNDER_WAY)
        fur.state = FurState.ANNULLED
        fur.annulled_because = BACK_TO_DRAFT
        unit.session.add(fur)
        return_to_draft(unit, declaration)
        record(unit, res, actor, fur, "fur.annulled", declaration=declaration.public_id)
        return declaration.public_id
