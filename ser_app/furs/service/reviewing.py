"""Check your answers: everything that a declaration says, before its FUR is issued."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.checks import Problem
from ser_app.declarations.corrections.chain import corrected_of
from ser_app.declarations.corrections.facts import Corrected
from ser_app.declarations.draft import effective_use
from ser_app.declarations.filing import missing_for_issue
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.declarations.repository import declaration_by_public_id, lines_of
from ser_app.declarations.states import DeclarationState, Use
from ser_app.furs import repository
from ser_app.furs.form import Signatory
from ser_app.furs.issuing import expected_signatories, refuse_uncertified
from ser_app.furs.liquidating import filing_day_of, liquidate
from ser_app.furs.states import FurState
from ser_app.law.liquidation import Liquidation
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente, Operator
from ser_app.people.permissions import Permission
from ser_app.people.repository import expediente_by_id, operator_by_id

_LIVE: Final = frozenset({FurState.ISSUED, FurState.FILED, FurState.PAID})


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A declaration as it would be issued now.

    Attributes:
        liquidation: Its figures for the filing and the payment day.
        use: The use that the FUR will have.
        problems: What has to be put right first; each belongs to a field of the form.
        signatories: The two persons of the FUR; empty when one is not registered.
        corrected: What it corrects; None for an initial declaration.
        current: Number of the FUR that holds, once there is one; empty for a draft.
    """

    declaration: Declaration
    lines: tuple[DeclarationLine, ...]
    operator: Operator
    expediente: Expediente
    liquidation: Liquidation
    use: Use
    filing_day: date
    payment_day: date
    problems: tuple[Problem, ...]
    signatories: tuple[Signatory, ...]
    corrected: Corrected | None
    current: str
    may_issue: bool


def review(res: Resources, actor: Actor, declaration_public_id: str) -> Review:
    """Show a declaration with its figures of today and what keeps it from being issued.

    Raises:
        NotAllowed: The person may not see declarations.
        NotFound: No such declaration inside the person's scope.
        Refused: The rules do not reach its days.
    """
    actor.require(Permission.DECLARATION_VIEW)
    today = res.clock.today()
    with res.database.reading() as unit:
        declaration = declaration_by_public_id(unit, actor.scope, declaration_public_id)
        lines = lines_of(unit, declaration)
        payment_day = max(declaration.payment_day, today)
        filing_day = filing_day_of(declaration, payment_day, today)
        liquidation = liquidate(
            unit, declaration, lines, res, filing_day=filing_day, payment_day=payment_day
        )
        problems = list(missing_for_issue(unit, res, declaration, lines, liquidation.total))
        problems += _refusal(liquidation)
        signatories: tuple[Signatory, ...] = ()
        try:
            signatories = expected_signatories(unit, declaration, today)
        except Refused as refused:
            problems.append(Problem("", refused.message))
        return Review(
            declaration=declaration,
            lines=tuple(lines),
            operator=operator_by_id(unit, declaration.operator_id),
            expediente=expediente_by_id(unit, declaration.expediente_id),
            liquidation=liquidation,
            use=effective_use(Use(declaration.use), liquidation.total),
            filing_day=filing_day,
            payment_day=payment_day,
            problems=tuple(problems),
            signatories=signatories,
            corrected=corrected_of(unit, res.rules, declaration),
            current=_current(unit, declaration),
            may_issue=actor.may(Permission.FUR_ISSUE),
        )


def current_fur(res: Resources, actor: Actor, declaration_public_id: str) -> str:
    """Number of the FUR of a declaration that holds; empty while there is none.

    Raises:
        NotAllowed: The person may not see declarations.
        NotFound: No such declaration inside the person's scope.
    """
    actor.require(Permission.DECLARATION_VIEW)
    with res.database.reading() as unit:
        return _current(unit, declaration_by_public_id(unit, actor.scope, declaration_public_id))


def _current(unit: Unit, declaration: Declaration) -> str:
    """The newest FUR that was neither replaced nor annulled; a draft has none."""
    if declaration.state == DeclarationState.DRAFT:
        return ""
    furs = repository.of_declaration(unit, declaration.id or 0)
    live = (fur.number for fur in furs if fur.state in _LIVE)
    return next(live, "")


def _refusal(liquidation: Liquidation) -> list[Problem]:
    try:
        refuse_uncertified(liquidation)
    except Refused as refused:
        return [Problem(refused.field or "", refused.message)]
    return []
