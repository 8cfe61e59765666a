"""What keeps a correction, or a draft that applies balance, from being issued."""

from datetime import date

from ser_app.declarations.checks import Problem
from ser_app.declarations.corrections.facts import Corrected
from ser_app.declarations.corrections.texts import (
    NOTHING_TO_CORRECT,
    balance_above,
    too_late,
)
from ser_app.declarations.draft import Draft, case_of_draft, most_balance
from ser_app.declarations.states import LineKind
from ser_app.law.errors import LawError
from ser_app.law.parameters import RuleBook


def correction_problems(draft: Draft, rules: RuleBook, today: date) -> tuple[Problem, ...]:
    """What is wrong with what a draft corrects and with the balance that it applies.

    Args:
        draft: A draft with its context.
        rules: The law in force.
        today: The business day.
    """
    found = [*_balance(draft, rules, today)]
    corrected = draft.corrected
    if corrected is not None and today > corrected.last_day.day:
        found.append(Problem("correction", too_late(corrected.last_day)))
    elif corrected is not None and says_the_same(draft, corrected, today):
        found.append(Problem("correction", NOTHING_TO_CORRECT))
    return tuple(found)


def says_the_same(draft: Draft, corrected: Corrected, today: date) -> bool:
    """Whether a correction declares exactly what the corrected filing does."""
    lines = tuple(
        (line.kind.value, line.description.strip(), line.amount)
        for kind in LineKind
        for line in draft.of_kind(kind)
    )
    if _amounts(lines) != _amounts(corrected.lines):
        return False
    case = case_of_draft(draft, today)
    other = corrected.case
    return (case.levy_rate, case.levy_amount, case.yearly_adjustment) == (
        other.levy_rate,
        other.levy_amount,
        other.yearly_adjustment,
    )


def _amounts(lines: tuple[tuple[str, str, int], ...]) -> list[tuple[str, str, int]]:
    """The lines that say something; an empty one is only room to write in."""
    return [line for line in lines if line[2]]


def _balance(draft: Draft, rules: RuleBook, today: date) -> list[Problem]:
    if not draft.balance_applied:
        return []
    try:
        most = most_balance(draft, rules, today)
    except LawError:
        return []  # the day or the facts are wrong, and told beside their own fields
    if draft.balance_applied <= most:
        return []
    return [Problem("balance_applied", balance_above(most))]
