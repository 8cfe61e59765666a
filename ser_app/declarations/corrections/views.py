"""A correction on the screen: the difference field by field, and the balance in favour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ser_app.declarations.corrections.checking import correction_problems
from ser_app.declarations.corrections.facts import side_by_side
from ser_app.declarations.corrections.texts import FIELD_WORDS, corrects
from ser_app.declarations.draft import Draft, case_of_draft, most_balance
from ser_app.law.corrections import Difference
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook


@dataclass(frozen=True)
class DifferenceView:
    """A field before and after; `sign` is `more`, `less` or `same`."""

    label: str
    before: str
    after: str
    difference: str
    sign: str


def difference_views(differences: Sequence[Difference]) -> list[DifferenceView]:
    """Write the differences out; a field that is nothing before and after is left away."""
    return [
        DifferenceView(
            FIELD_WORDS[each.field],
            format_pesos(each.before),
            format_pesos(each.after),
            signed_pesos(each.difference),
            _sign(each.difference),
        )
        for each in differences
        if each.before or each.after
    ]


def signed_pesos(amount: int) -> str:
    """An amount with its sign: `+$ 1.000`, `−$ 1.000`, and `Igual` for none."""
    if not amount:
        return "Igual"
    return f"+{format_pesos(amount)}" if amount > 0 else format_pesos(amount)


def _sign(amount: int) -> str:
    if not amount:
        return "same"
    return "more" if amount > 0 else "less"


def correction_values(
    draft: Draft,
    liquidation: Liquidation | None,
    rules: RuleBook,
    today: date,
    errors: Mapping[str, str],
    typed: Mapping[str, str],
) -> dict[str, Any]:
    """The variables of the form about corrections and balance.

    Args:
        draft: The text with its context.
        liquidation: Its figures; None while the law has no answer.
        rules: The law in force.
        today: The business day.
        errors: Messages by control.
        typed: Texts that were refused, by control.
    """
    return {
        **_heading(draft),
        "correction_error": errors.get("correction", ""),
        "differences": _differences(draft, liquidation, rules, today),
        "levy_settled": _levy_settled(draft),
        "balance_left": _amount(liquidation.balance_in_favour if liquidation else 0),
        "balance_used": _amount(liquidation.balance_applied if liquidation else 0),
        **_balance(draft, liquidation, rules, today),
        "balance_digits": typed.get(
            "balance_applied", str(draft.balance_applied) if draft.balance_applied else ""
        ),
        "balance_error": errors.get("balance_applied", ""),
    }


def balance_errors(draft: Draft, rules: RuleBook, today: date) -> dict[str, str]:
    """What is wrong with the balance typed, told at once and not only when going on."""
    problems = correction_problems(draft, rules, today)
    return {each.field: each.message for each in problems if each.field == "balance_applied"}


def _heading(draft: Draft) -> dict[str, Any]:
    corrected = draft.corrected
    if corrected is None:
        return {"correction_note": "", "corrected_href": ""}
    return {
        "correction_note": corrects(corrected.receipt, corrected.filed_on, corrected.last_day),
        "corrected_href": f"/declaraciones/{corrected.public_id}",
    }


def _differences(
    draft: Draft, liquidation: Liquidation | None, rules: RuleBook, today: date
) -> list[DifferenceView]:
    if draft.corrected is None or liquidation is None:
        return []
    case = case_of_draft(draft, today)
    try:
        return difference_views(side_by_side(case, draft.corrected, liquidation, rules))
    except LawError:
        return []


def _balance(
    draft: Draft, liquidation: Liquidation | None, rules: RuleBook, today: date
) -> dict[str, str]:
    if not draft.balance_available or liquidation is None:
        return {"balance_offer": "", "balance_most": ""}
    most = most_balance(draft, rules, today)
    if not most and draft.corrected and not draft.balance_applied:
        return {"balance_offer": "", "balance_most": ""}  # it owes nothing to apply it to
    return {
        "balance_offer": f"Su operador tiene {format_pesos(draft.balance_available)} de saldo a "
        f"favor. Aquí puede aplicar hasta {format_pesos(most)}.",
        "balance_most": str(most) if most and most != draft.balance_applied else "",
    }


def _levy_settled(draft: Draft) -> str:
    settled = draft.corrected.settled if draft.corrected else ()
    return format_pesos(-settled[-1].amounts.levy) if settled else ""


def _amount(amount: int) -> str:
    return format_pesos(amount) if amount else ""
