"""What a filing would have cost with its moved due day, by the rules that it was filed by."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.rules import snapshots
from ser_app.declarations.corrections.chain import corrected_of
from ser_app.declarations.corrections.repository import chain_before, correction_of
from ser_app.declarations.mapping import case_of
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation import repository
from ser_app.declarations.reliquidation.affected import present_due_day
from ser_app.declarations.reliquidation.texts import (
    AGREEMENT,
    LONG_CHAIN,
    NO_RULES,
    within_correction,
)
from ser_app.declarations.repository import lines_of
from ser_app.declarations.states import DeclarationState
from ser_app.law.corrections import settle
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.parameters import RuleBook
from ser_app.law.snapshot import completed
from ser_app.law.wire import case_from_json
from ser_app.ledger.relief.posting import Standing, expected, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What the moved due day changes of a filing, whole pesos.

    Attributes:
        penalty: What falls of the penalty; `interest` of the interest that was charged.
        credited: What a lower correction leaves more in favour.
        in_favour: What of all that had been paid, and is in favour now.
        left: What is left of the debt in the books afterwards.
        partly_paid: Something was paid of it, and not all.
        review: Why a person has to look at it; empty when it can be done.
        rules: The rules of the filing with the present due days.
    """

    old_due_on: date
    new_due_on: date
    old_penalty: int
    new_penalty: int
    old_interest: int
    new_interest: int
    penalty: int = 0
    interest: int = 0
    credited: int = 0
    in_favour: int = 0
    left: int = 0
    partly_paid: bool = False
    received: int = 0
    review: str = ""
    inputs: dict[str, Any]
    liquidation: Liquidation | None
    rules: RuleBook

    @property
    def taken(self) -> int:
        """All that falls, paid or not."""
        return self.penalty + self.interest + self.credited


def effect_of(
    unit: Unit,
    res: Resources,
    declaration: Declaration,
    new_due_on: date,
    *,
    explain: bool = False,
) -> Effect:
    """What a moved due day changes of a filing.

    The filing is liquidated by its own rules, in which only the due days are the present ones
    (and the rates, for payments of later months): a rule that changed since changes nothing of it.

    Args:
        unit: The open transaction.
        res: Its rules have the act in force.
        declaration: A filing that the act reaches.
        new_due_on: The moved due day.
        explain: Build the explanation too.
    """
    earlier = repository.relief_of(unit, declaration)
    debt = standing(unit, declaration.public_id)
    paid_on = declaration.paid_on or date.fromisoformat(declaration.inputs["paid_on"])
    inputs = {**declaration.inputs, "paid_on": paid_on.isoformat()}
    charged = debt.charged if debt is not None else 0
    old_penalty = declaration.late_filing_penalty - earlier.penalty
    old_interest = charged if declaration.paid_on else declaration.arrears_interest
    rules = rules_of(unit, res.rules, declaration)
    nothing = Effect(
        old_due_on=present_due_day(unit, declaration),
        new_due_on=new_due_on,
        old_penalty=old_penalty,
        new_penalty=old_penalty,
        old_interest=old_interest,
        new_interest=old_interest,
        left=debt_left(debt),
        inputs=inputs,
        liquidation=None,
        rules=rules or res.rules,
    )
    reason = _for_a_person(unit, declaration, debt, rules)
    if reason or rules is None:
        return replace(nothing, review=reason)
    try:
        return _computed(unit, res, declaration, debt, nothing, explain=explain)
    except LawError as error:
        return replace(nothing, review=error.message)


def _computed(
    unit: Unit,
    res: Resources,
    declaration: Declaration,
    debt: Standing | None,
    base: Effect,
    *,
    explain: bool,
) -> Effect:
    found = liquidate(case_from_json(base.inputs), base.rules, explain=explain)
    penalty = max(0, base.old_penalty - found.late_filing_penalty)
    after = expected(debt, base.new_due_on, penalty, res)
    interest = after.interest if after is not None else 0
    credited = _credited(unit, declaration, base.rules)
    new_interest = int(found.arrears_interest)
    if declaration.paid_on is not None:
        new_interest = base.old_interest - interest
    return replace(
        base,
        new_penalty=base.old_penalty - penalty,
        new_interest=min(base.old_interest, new_interest),
        penalty=penalty,
        interest=interest,
        credited=credited,
        in_favour=(after.in_favour if after is not None else 0) + credited,
        left=after.left if after is not None else 0,
        partly_paid=debt is not None and debt.paid > 0 and declaration.paid_on is None,
        received=debt.paid if debt is not None else 0,
        liquidation=found,
    )


def debt_left(debt: Standing | None) -> int:
    """What is left of a debt in the books, in pesos."""
    return debt.debt.left.total if debt is not None else 0


def rules_of(unit: Unit, present: RuleBook, declaration: Declaration) -> RuleBook | None:
    """The rules that a filing was filed by, with the present due days and rates.

    Returns:
        None when its rules were not kept.
    """
    if declaration.rules_version == present.version:
        return present
    kept = snapshots.load(unit, declaration.rules_version)
    if kept is None:
        return None
    whole = completed(kept, present)
    return replace(whole, due_exceptions=present.due_exceptions, rates=present.rates)


def _for_a_person(
    unit: Unit, declaration: Declaration, debt: Standing | None, rules: RuleBook | None
) -> str:
    """Why this program does not decide; empty when it does."""
    if rules is None:
        return NO_RULES
    if debt is not None and debt.elsewhere:
        return AGREEMENT
    if any(each.balance_in_favour for each in chain_before(unit, declaration)):
        return LONG_CHAIN
    after = correction_of(unit, declaration)
    if after is None or after.state not in {DeclarationState.FILED, DeclarationState.REPLACED}:
        return ""
    if after.balance_in_favour and after.state == DeclarationState.FILED:
        return within_correction(after.receipt_number or "")
    return LONG_CHAIN if after.balance_in_favour else ""


def _credited(unit: Unit, declaration: Declaration, rules: RuleBook) -> int:
    """What a lower correction leaves more in favour: its settled filings would have cost less."""
    if not declaration.balance_in_favour or declaration.filed_on is None:
        return 0
    corrected = corrected_of(unit, rules, declaration)
    if corrected is None or not corrected.settled:
        return 0
    case = case_of(
        declaration,
        lines_of(unit, declaration),
        filed_on=declaration.filed_on,
        paid_on=declaration.filed_on,
    )
    now = settle(case, corrected.settled, rules, explain=False).balance_in_favour
    earlier = repository.relief_of(unit, declaration).in_favour
    return max(0, now - declaration.balance_in_favour - earlier)
