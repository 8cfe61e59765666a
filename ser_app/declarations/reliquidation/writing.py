"""Write a re-liquidation: its record, its journal, and that nothing is owed where that is so."""

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.rules import snapshots
from ser_app.base.tokens import public_id
from ser_app.declarations import booking, filing
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation import repository
from ser_app.declarations.reliquidation.affected import Act
from ser_app.declarations.reliquidation.computing import Effect
from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.declarations.states import DeclarationState
from ser_app.law.explanation import figure_to_json
from ser_app.law.version import ENGINE_VERSION
from ser_app.ledger.relief.posting import Reliquidated, post_relief


def write(
    unit: Unit,
    res: Resources,
    declaration: Declaration,
    act: Act,
    effect: Effect,
    *,
    furs: tuple[str, str] = ("", ""),
) -> Reliquidation:
    """Record what a moved due day changes of a filing, and enter it in the books.

    Args:
        unit: The caller's transaction; the declaration is locked in it.
        res: Rules with the act in force, and clock.
        declaration: The filing; nothing of what it says is touched.
        act: The act.
        effect: What it changes.
        furs: The FUR that could be paid until now, and the one that takes its place.
    """
    exception = act.exception
    result = Reliquidation(
        public_id=public_id(),
        exception=act.key,
        declaration_id=declaration.id or 0,
        operator_id=declaration.operator_id,
        kind=exception.kind.value,
        norm=exception.citation.text,
        reason=exception.reason,
        old_due_on=effect.old_due_on,
        new_due_on=effect.new_due_on,
        old_penalty=effect.old_penalty,
        new_penalty=effect.new_penalty,
        old_interest=effect.old_interest,
        new_interest=effect.new_interest,
        penalty_relief=effect.penalty,
        interest_relief=effect.interest,
        in_favour=effect.in_favour,
        review=effect.review,
        inputs=effect.inputs,
        figures=_figures(effect),
        rules_version=effect.rules.version,
        engine_version=ENGINE_VERSION,
        fur_before=furs[0],
        fur_after=furs[1],
        on=res.clock.today(),
        at=res.clock.now(),
    )
    snapshots.keep(unit, effect.rules, res.clock.now())
    repository.add(unit, result)
    _record(unit, res, declaration, result)
    return result


def enter(unit: Unit, res: Resources, declaration: Declaration, act: Act, effect: Effect) -> None:
    """Enter the change in the books; a debt of which nothing is left is settled."""
    if effect.review:
        return
    post_relief(
        unit,
        res,
        Reliquidated(
            declaration=declaration.public_id,
            exception=act.key,
            operator_id=declaration.operator_id,
            period=declaration.period,
            due_on=effect.new_due_on,
            penalty=effect.penalty,
            credited=effect.credited,
            norm=act.exception.citation.text,
            reason={
                "old_penalty": effect.old_penalty,
                "new_penalty": effect.new_penalty,
                "old_interest": effect.old_interest,
                "new_interest": effect.new_interest,
                "rules_version": effect.rules.version,
            },
        ),
    )
    unpaid = declaration.paid_on is None and declaration.total > 0
    if unpaid and not effect.left and declaration.state == DeclarationState.FILED:
        filing.mark_paid(unit, declaration, res.clock.today(), effect.received)


def in_books(unit: Unit, res: Resources, declaration: Declaration) -> None:
    """Make sure that the books have the filing; one older than they are is entered now."""
    booking.enter(unit, res, declaration)


def _figures(effect: Effect) -> list[object]:
    found = effect.liquidation
    return [figure_to_json(figure) for figure in found.figures] if found else []


def _record(unit: Unit, res: Resources, declaration: Declaration, result: Reliquidation) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"declaration:{declaration.public_id}",
        action="declaration.reliquidated",
        author=None,
        operator_id=declaration.operator_id,
        source="job",
        detail={
            "receipt": declaration.receipt_number,
            "norm": result.norm,
            "old_due_on": result.old_due_on.isoformat(),
            "new_due_on": result.new_due_on.isoformat(),
            "penalty_relief": result.penalty_relief,
            "interest_relief": result.interest_relief,
            "in_favour": result.in_favour,
            "review": result.review,
            "exception": result.exception,
        },
    )
