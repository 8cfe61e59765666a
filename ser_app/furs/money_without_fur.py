"""Imputing money that came without a FUR of its own: what Tesorería found out a payment is for."""

from dataclasses import replace
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations import filing
from ser_app.declarations.repository import declarations_by_public_id
from ser_app.furs.settlement import settle
from ser_app.ledger.imputing import Collected, Imputation, journals_of, share_out
from ser_app.ledger.posting import open_debts, post_all

_FILING: Final = "filing:"
_CALLED: Final = "un recaudo que Tesorería identificó"


def impute(unit: Unit, res: Resources, paid: Collected, description: str) -> Imputation:
    """Enter money for debts, settle what it pays, and retire the FURs whose sums are not owed now.

    Args:
        unit: The caller's transaction.
        res: Rules and clock.
        paid: The money; `fur` names it uniquely.
        description: What the statement calls it.

    Raises:
        LookupError: A debt is not in the books.
    """
    asked = {each.source: each for each in paid.debts}
    debts = open_debts(unit, asked)
    found = share_out(paid.amount, debts.values(), asked, paid.value_day, res.rules)
    posted_on = max(res.clock.today(), paid.value_day)
    journals = journals_of(paid, found, posted_on, res.rules.version)
    called = [
        replace(each, description=description) if each.source == f"payment:{paid.fur}" else each
        for each in journals
    ]
    post_all(unit, res, called)
    settle(unit, res, found, paid.value_day, paid_with=_CALLED)
    return found


def reopen(unit: Unit, source: str) -> None:
    """Let the declaration behind a debt be unpaid again; other debts have nothing to tell."""
    if source.startswith(_FILING):
        for declaration in declarations_by_public_id(unit, [source.removeprefix(_FILING)]):
            filing.reopen_debt(unit, declaration)
