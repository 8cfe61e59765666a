"""Where a declaration stands among corrections: what it corrects, what corrects it, the balance."""

from dataclasses import dataclass

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.corrections import repository
from ser_app.declarations.corrections.chain import corrected_of
from ser_app.declarations.corrections.facts import Corrected, liquidate_case, side_by_side
from ser_app.declarations.mapping import case_of
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import lines_of
from ser_app.declarations.states import DeclarationState
from ser_app.law.corrections import Difference
from ser_app.law.errors import LawError
from ser_app.law.firmness import LastDay, last_day_to_correct
from ser_app.law.periods import Regime
from ser_app.ledger.in_favour import repository as balances


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a declaration stands among corrections.

    Attributes:
        corrects: What it corrects; None for an initial one.
        correction: What corrects it, filed or in preparation; None when nothing does.
        settled_levy: The levy that was declared and settled before, in pesos; None when all of
            it is owed with this one.
        differences: Each field before and after, for a correction.
        balance: The operator's balance in favour, in pesos.
        last_day: Until when it may be corrected; None when it does not hold.
        correctable: Whether it holds and may still be corrected today.
    """

    corrects: Declaration | None
    correction: Declaration | None
    settled_levy: int | None
    differences: tuple[Difference, ...]
    balance: int
    last_day: LastDay | None
    correctable: bool


def standing_of(unit: Unit, res: Resources, declaration: Declaration) -> Standing:
    """Find where a declaration stands; the caller has checked the scope."""
    last = _last_day(res, declaration)
    corrected = corrected_of(unit, res.rules, declaration)
    settled = corrected.settled if corrected else ()
    return Standing(
        corrects=repository.corrected_by(unit, declaration),
        correction=repository.correction_of(unit, declaration),
        settled_levy=settled[-1].amounts.levy if settled else None,
        differences=_differences(unit, res, declaration, corrected),
        balance=balances.available(unit, declaration.operator_id),
        last_day=last,
        correctable=is_correctable(res, declaration),
    )


def is_correctable(res: Resources, declaration: Declaration) -> bool:
    """Whether a declaration holds and may still be corrected today."""
    last = _last_day(res, declaration)
    return last is not None and res.clock.today() <= last.day


def _last_day(res: Resources, declaration: Declaration) -> LastDay | None:
    if declaration.state != DeclarationState.FILED or declaration.filed_on is None:
        return None
    try:
        return last_day_to_correct(Regime(declaration.regime), declaration.filed_on, res.rules)
    except LawError:
        return None


def _differences(
    unit: Unit, res: Resources, declaration: Declaration, corrected: Corrected | None
) -> tuple[Difference, ...]:
    if corrected is None:
        return ()
    filed_on = declaration.filed_on or res.clock.today()
    paid_on = max(declaration.payment_day, filed_on)
    case = case_of(declaration, lines_of(unit, declaration), filed_on=filed_on, paid_on=paid_on)
    try:
        result = liquidate_case(case, corrected, res.rules)
        return side_by_side(case, corrected, result, res.rules)
    except LawError:
        return ()  # the page opens; the form says beside the day what is missing
