"""Asking the law about a declaration on the days that a FUR is about."""

from collections.abc import Sequence
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.filing import liquidation_for
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.declarations.states import Channel
from ser_app.furs.texts import PAST_DAY
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation


def liquidate(
    unit: Unit,
    declaration: Declaration,
    lines: Sequence[DeclarationLine],
    res: Resources,
    *,
    filing_day: date,
    payment_day: date,
) -> Liquidation:
    """What a declaration owes when filed and paid on those days.

    Raises:
        Refused: The rules do not reach one of the days; the sentence is the law's.
    """
    try:
        return liquidation_for(
            unit, declaration, lines, res, filed_on=filing_day, paid_on=payment_day
        )
    except LawError as error:
        raise Refused(error.code, error.message, field=error.field) from error


def filing_day_of(declaration: Declaration, payment_day: date, today: date) -> date:
    """The day on which a declaration counts as filed.

    The day on which it was filed, if it was; else today for the electronic channel, and for the
    paper one the day on which the bank collects.
    """
    if declaration.filed_on is not None:
        return declaration.filed_on
    return payment_day if declaration.channel == Channel.PAPER else today


def refuse_past(payment_day: date, today: date) -> None:
    """Let nobody pay on a day that is over.

    Raises:
        Refused: `payment_day` lies before `today`.
    """
    if payment_day < today:
        raise Refused("past_day", PAST_DAY, field="payment_day")
