"""What a draft corrects, as a pure value: enough to liquidate and compare at each keystroke."""

from dataclasses import dataclass, replace
from datetime import date

from ser_app.law.case import Case
from ser_app.law.corrections import (
    Amounts,
    Difference,
    Settled,
    amounts_of,
    as_if,
    compare,
    settle,
    together,
)
from ser_app.law.firmness import LastDay
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.parameters import RuleBook

DeclaredLine = tuple[str, str, int]
"""Kind, description and amount of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The filing that a draft corrects, and what of its period was settled.

    Attributes:
        public_id: Its public id; `receipt` its number.
        filed_on: The day on which it was filed.
        lines: What it declared.
        case: Its facts; paid on its value day, or on its filing day while it is unpaid.
        settled: The filings of the period whose debt was settled, oldest first.
        first_levy: The levy of the first filing of the period.
        first_filed_on: The day on which that one was filed.
        prior: What the corrected filing itself corrects; None for an initial one.
        releases: Balance in favour that comes back when it is replaced, whole pesos.
        last_day: Until when it may be corrected.
    """

    public_id: str
    receipt: str
    filed_on: date
    lines: tuple[DeclaredLine, ...]
    case: Case
    settled: tuple[Settled, ...]
    first_levy: int
    first_filed_on: date
    prior: "Corrected | None" = None
    releases: int = 0
    last_day: LastDay

    @property
    def is_settled(self) -> bool:
        """Whether nothing is owed for the corrected filing itself."""
        return bool(self.settled) and self.settled[-1].case == self.case

    def facts(self, case: Case) -> Case:
        """A case with what it corrects, for the engine alone."""
        if self.settled:
            return replace(case, corrects_levy=self.settled[-1].amounts.levy)
        return replace(
            case,
            corrects_levy=self.first_levy,
            corrects_unpaid=True,
            corrects_filed_on=self.first_filed_on,
        )


def liquidate_case(
    case: Case, corrected: Corrected | None, rules: RuleBook, *, explain: bool = False
) -> Liquidation:
    """Liquidate a declaration, initial or correction.

    Args:
        case: Its facts.
        corrected: What it corrects; None for an initial one.
        rules: The law in force.
        explain: Build the nested explanation too.

    Raises:
        LawError: The rules do not reach its days, or the facts do not fit the regime.
    """
    if corrected is None:
        return liquidate(case, rules, explain=explain)
    if corrected.settled:
        return settle(case, corrected.settled, rules, explain=explain)
    return liquidate(corrected.facts(case), rules, explain=explain)


def most_applicable(case: Case, corrected: Corrected | None, rules: RuleBook) -> int:
    """How much balance in favour a declaration admits: the levy that is owed with it, in pesos.

    Raises:
        LawError: As `liquidate_case`.
    """
    result = liquidate_case(replace(case, balance_applied=0), corrected, rules)
    if corrected is not None and corrected.settled:
        return max(0, result.levy_difference)
    return result.levy


def side_by_side(
    case: Case, corrected: Corrected, result: Liquidation, rules: RuleBook
) -> tuple[Difference, ...]:
    """The corrected filing and the correction, field by field.

    Both columns say the same thing: what the period costs in all. What was paid is not liquidated
    again; what was not is brought to the payment day of the correction in both.

    Args:
        case: The facts of the correction.
        corrected: What it corrects.
        result: The liquidation of the correction.
        rules: The law in force.

    Raises:
        LawError: The rules do not reach a day.
    """
    return compare(_stands(case, corrected, rules), _would_stand(case, corrected, result, rules))


def _stands(case: Case, corrected: Corrected, rules: RuleBook) -> Amounts:
    """What the period costs as it was filed, on the correction's payment day."""
    if corrected.is_settled:
        return together(corrected.settled)
    filed = replace(corrected.case, paid_on=max(case.paid_on, corrected.filed_on))
    owed = amounts_of(filed, liquidate_case(filed, corrected.prior, rules))
    if not corrected.settled:
        return owed
    return _added(owed, together(corrected.settled))


def _would_stand(case: Case, corrected: Corrected, result: Liquidation, rules: RuleBook) -> Amounts:
    """What the period costs with the correction."""
    owed = amounts_of(case, result)
    if not corrected.settled:
        return owed
    paid = together(corrected.settled)
    if not result.balance_in_favour:
        return _added(owed, paid)
    lower = as_if(corrected.settled, case, rules).amounts
    return replace(lower, balance_in_favour=paid.balance_in_favour + result.balance_in_favour)


def _added(owed: Amounts, paid: Amounts) -> Amounts:
    """What is owed now on top of what was paid before; the facts are those of `owed`."""
    return replace(
        owed,
        late_filing_penalty=owed.late_filing_penalty + paid.late_filing_penalty,
        arrears_interest=owed.arrears_interest + paid.arrears_interest,
        total=owed.total + paid.total,
        balance_in_favour=owed.balance_in_favour + paid.balance_in_favour,
    )
