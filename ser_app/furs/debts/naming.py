"""What a FUR of debts is called in a list, where one name says what it pays."""

from collections.abc import Collection, Sequence

from ser_app.base.database import Unit
from ser_app.furs.debts.repository import debts_by_fur
from ser_app.ledger.agreements.texts import together_words
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.models import Obligation


def own_words(debt: Obligation) -> str:
    """What a debt that no filing created is called; all debts of an instalment share one name."""
    if debt.kind == ObligationKind.INSTALMENT:
        return together_words(debt.description)
    return debt.description


def names_by_fur(unit: Unit, fur_ids: Collection[int]) -> dict[int, str]:
    """The name that all debts of a FUR share, by its id.

    A FUR that pays a filing's debt, or debts of several names, has none here: its period or that
    they are several says what it pays.
    """
    found = debts_by_fur(unit, fur_ids)
    names = {key: _shared(debts) for key, debts in found.items()}
    return {key: name for key, name in names.items() if name}


def _shared(debts: Sequence[Obligation]) -> str:
    if any(each.kind == ObligationKind.DECLARATION for each in debts):
        return ""
    names = {own_words(each) for each in debts}
    return names.pop() if len(names) == 1 else ""
