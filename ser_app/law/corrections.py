"""A correction beside what it corrects: the difference of each field, and what it leaves in favour.

What was paid is never liquidated again: a correction upwards owes the difference, a correction
downwards leaves in favour what was paid and would not have been owed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final

from ser_app.law.case import Case
from ser_app.law.explanation import Figure, weakest
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.money import Pesos, exact_whole, format_pesos
from ser_app.law.parameters import Dated, RuleBook
from ser_app.law.texts import long_day

LEVY_ONLY: Final = "levy_difference"
"""The reading by which only the levy paid in excess is left in favour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What a declaration says, field by field, in whole pesos and in the order of the form."""

    gross_income: int = 0
    returns: int = 0
    base: int = 0
    levy: int = 0
    late_filing_penalty: int = 0
    arrears_interest: int = 0
    total: int = 0
    balance_in_favour: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A field before and after a correction.

    Attributes:
        field: Name of the field of `Amounts`.
        before: Whole pesos; `after` likewise.
    """

    field: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        """After less before; negative when the correction lowers it."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A filing of the same period whose debt was settled.

    Attributes:
        case: Its facts; `paid_on` is the value day of its payment.
        amounts: What it said when it was paid; the total is what was paid.
        credited: The balance in favour that it left, whole pesos.
    """

    case: Case
    amounts: Amounts
    credited: int = 0

    @property
    def given(self) -> int:
        """What the operator gave for it: money and balance in favour, less what it got back."""
        return self.amounts.total + self.case.balance_applied - self.credited


@dataclass(frozen=True, slots=True)
class AsIf:
    """What the settled filings would have owed with other values, each on its own days.

    Attributes:
        amounts: The sums, in the form's order.
        owed: What would have been owed, before any balance applied, whole pesos.
        figures: The explained total of each; empty when not asked for.
    """

    amounts: Amounts
    owed: int
    figures: tuple[Figure, ...] = ()


def amounts_of(case: Case, liquidation: Liquidation) -> Amounts:
    """The fields of a liquidated case."""
    return Amounts(
        gross_income=case.gross_income,
        returns=case.returns,
        base=liquidation.base,
        levy=liquidation.levy,
        late_filing_penalty=liquidation.late_filing_penalty,
        arrears_interest=liquidation.arrears_interest,
        total=liquidation.total,
        balance_in_favour=liquidation.balance_in_favour,
    )


def compare(before: Amounts, after: Amounts) -> tuple[Difference, ...]:
    """Put two declarations side by side, field by field, in the order of the form."""
    return tuple(
        Difference(field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(Amounts)
    )


def together(settled: Sequence[Settled]) -> Amounts:
    """What the settled filings of a period say together: the last one's facts, all surcharges."""
    return replace(
        settled[-1].amounts,
        late_filing_penalty=sum(filing.amounts.late_filing_penalty for filing in settled),
        arrears_interest=sum(filing.amounts.arrears_interest for filing in settled),
        total=sum(filing.amounts.total for filing in settled),
        balance_in_favour=sum(filing.credited for filing in settled),
    )


def settle(
    case: Case, settled: Sequence[Settled], rules: RuleBook, *, explain: bool = True
) -> Liquidation:
    """Liquidate a correction of filings that are settled: only the difference is owed.

    Args:
        case: The corrected facts; `corrects_levy` is set here.
        settled: The settled filings of the period, oldest first; at least one.
        rules: The dated rules.
        explain: Build the figures too.

    Raises:
        LawError: The facts do not fit the regime.
    """
    last = settled[-1]
    adjusted = last.case.yearly_adjustment
    asked = replace(
        case,
        corrects_levy=last.amounts.levy,
        corrects_unpaid=False,
        corrects_filed_on=None,
        yearly_adjustment=max(0, case.yearly_adjustment - adjusted),
    )
    result = liquidate(asked, rules, explain=explain)
    if result.levy_difference >= 0 and case.yearly_adjustment >= adjusted:
        return result
    left = balance_in_favour(settled, case, rules)
    kept = tuple(figure for figure in result.figures if figure.code != left.code)
    return replace(
        result,
        balance_in_favour=left.amount,
        figures=(*kept, left) if explain else (),
    )


def as_if(
    settled: Sequence[Settled], corrected: Case, rules: RuleBook, *, explain: bool = False
) -> AsIf:
    """Liquidate the settled filings again, none above the corrected values, on their own days.

    Args:
        settled: The settled filings, oldest first.
        corrected: The facts that hold now; its days and what it corrects do not matter.
        rules: The dated rules.
        explain: Build the figures too.

    Raises:
        LawError: The facts do not fit the regime.
    """
    values = _alone(corrected)
    ceiling = liquidate(values, rules, explain=False).levy
    parts: list[Liquidation] = []
    owed, adjusted, previous = 0, 0, None
    for filing in settled:
        facts = filing.case if filing.amounts.levy <= ceiling else values
        case = _on_its_days(facts, filing.case, previous)
        adjustment = min(facts.yearly_adjustment, values.yearly_adjustment)
        case = replace(case, yearly_adjustment=max(0, adjustment - adjusted))
        part = liquidate(_with_balance(case, filing.case, rules), rules, explain=explain)
        dropped = max(0, previous - part.levy) if previous is not None else 0
        dropped += max(0, adjusted - adjustment)
        owed += part.total + part.balance_applied - dropped
        parts.append(part)
        previous, adjusted = part.levy, adjustment
    last = amounts_of(values, parts[-1])
    return AsIf(
        amounts=replace(
            last,
            late_filing_penalty=sum(part.late_filing_penalty for part in parts),
            arrears_interest=sum(part.arrears_interest for part in parts),
            total=sum(part.total for part in parts),
        ),
        owed=owed,
        figures=tuple(map(_as_it_was_owed, settled, parts)) if explain else (),
    )


def _as_it_was_owed(filing: Settled, part: Liquidation) -> Figure:
    """What a settled filing would have owed, named so that nobody takes it for what is owed now."""
    total = part.figure("total")
    filed, paid = long_day(filing.case.filed_on), long_day(filing.case.paid_on)
    return replace(
        total,
        code="owed_as_corrected",
        label="Lo que se debía con los valores corregidos",
        sentence=f"Es la cuenta de lo que se habría debido si se hubieran presentado el {filed} y "
        f"pagado el {paid}; no se paga con este formulario.",
    )


def _alone(case: Case) -> Case:
    """The same facts as an initial declaration without balance."""
    return replace(
        case,
        corrects_levy=None,
        corrects_unpaid=False,
        corrects_filed_on=None,
        found_by_ministry=False,
        accepts_charge=False,
        balance_applied=0,
    )


def _on_its_days(facts: Case, filed: Case, previous: int | None) -> Case:
    """Facts filed and paid as `filed` was, correcting what came before it."""
    return replace(
        facts,
        filed_on=filed.filed_on,
        paid_on=filed.paid_on,
        act_issued=filed.act_issued,
        found_by_ministry=filed.found_by_ministry,
        accepts_charge=filed.accepts_charge,
        corrects_levy=filed.corrects_levy if filed.corrects_unpaid else previous,
        corrects_unpaid=filed.corrects_unpaid,
        corrects_filed_on=filed.corrects_filed_on,
        balance_applied=0,
    )


def _with_balance(case: Case, filed: Case, rules: RuleBook) -> Case:
    """The case with as much of the balance as it admits: never more than the levy owed."""
    if not filed.balance_applied:
        return case
    levy = liquidate(case, rules, explain=False).levy
    settled = 0 if case.corrects_unpaid or case.corrects_levy is None else case.corrects_levy
    return replace(case, balance_applied=min(filed.balance_applied, max(0, levy - settled)))


def balance_in_favour(settled: Sequence[Settled], corrected: Case, rules: RuleBook) -> Figure:
    """What a correction of settled filings leaves in favour; an amount of zero when nothing.

    All that was paid in excess counts, penalty and interest too: they followed from a levy that
    was not owed. The measure is a dated parameter.

    Args:
        settled: The settled filings of the period, oldest first; at least one.
        corrected: The facts that hold now.
        rules: The dated rules.

    Raises:
        LawError: The facts do not fit the regime.
    """
    measure = rules.choice("balance_in_favour_measure", corrected.filed_on)
    if measure.value == LEVY_ONLY:
        return _levy_only(settled[-1], corrected, measure, rules)
    given = sum(filing.given for filing in settled)
    owed = as_if(settled, corrected, rules, explain=True)
    amount = max(0, given - owed.owed)
    return _figure(
        amount,
        "Pagó más de lo que debía con los valores corregidos, contados la sanción y los intereses. "
        "Queda a su favor y puede aplicarlo a otra declaración.",
        "pagado − lo que se debía con los valores corregidos",
        f"{format_pesos(given)} − {format_pesos(owed.owed)} = {format_pesos(given - owed.owed)}",
        measure,
        owed.figures,
    )


def _levy_only(last: Settled, corrected: Case, measure: Dated[str], rules: RuleBook) -> Figure:
    result = liquidate(_alone(corrected), rules, explain=True)
    amount = max(0, last.amounts.levy - result.levy)
    return _figure(
        amount,
        "Pagó una contraprestación mayor que la corregida. La diferencia queda a su favor.",
        "contraprestación pagada − contraprestación de esta corrección",
        f"{format_pesos(last.amounts.levy)} − {format_pesos(result.levy)} = "
        f"{format_pesos(last.amounts.levy - result.levy)}",
        measure,
        (result.figure("levy"),),
    )


def _figure(
    amount: int,
    sentence: str,
    formula: str,
    substitution: str,
    measure: Dated[str],
    inside: tuple[Figure, ...],
) -> Figure:
    return Figure(
        code="balance_in_favour",
        label="Saldo a favor",
        amount=Pesos(amount),
        exact=exact_whole(amount),
        sentence=sentence if amount else "No queda saldo a favor.",
        formula=formula,
        substitution=substitution,
        citations=measure.citations,
        provenance=weakest((measure.provenance, *(figure.provenance for figure in inside))),
        provisional=any(figure.provisional for figure in inside),
        figures=inside,
    )
