"""What waiting costs: the same payment tomorrow."""

from datetime import date, timedelta

from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.declarations import repository as declarations
from ser_app.declarations.filing import liquidation_for
from ser_app.declarations.states import Channel
from ser_app.furs.debts.quoting import is_reduced, requote
from ser_app.furs.models import Fur
from ser_app.furs.repository import declaration_behind
from ser_app.furs.states import FurState
from ser_app.law.errors import LawError
from ser_app.law.money import format_pesos
from ser_app.people.actor import Scope
from ser_app.web.words import day


def cost_tomorrow(unit: Unit, res: Resources, fur: Fur) -> int | None:
    """What the FUR's declaration costs when it is paid tomorrow, in whole pesos.

    None when the rules do not reach that day, for example because its rate is not certified.
    """
    today = res.clock.today()
    declaration = declaration_behind(unit, Scope(None), fur)
    if declaration is None or is_reduced(unit, declaration):
        return _debts_tomorrow(unit, res, fur, today + timedelta(days=1))
    lines = declarations.lines_of(unit, declaration)
    try:
        liquidation = liquidation_for(
            unit,
            declaration,
            lines,
            res,
            filed_on=declaration.filed_on or today,
            paid_on=today + timedelta(days=1),
        )
    except LawError:
        return None
    return liquidation.total


def _debts_tomorrow(unit: Unit, res: Resources, fur: Fur, day: date) -> int | None:
    """What the FUR's debts cost; a sum that was chosen costs the same on any day."""
    try:
        return requote(unit, res, fur, day).amount
    except SerError:
        return None


def cost_sentence(unit: Unit, res: Resources, fur: Fur) -> str:
    """Until when the FUR's value holds, and what the same payment costs tomorrow.

    Empty for a FUR that is paid at a bank, for one that is not open to payment, and where the
    rules do not reach tomorrow.
    """
    today = res.clock.today()
    if fur.channel == Channel.PAPER or fur.state != FurState.FILED:
        return ""
    if fur.payment_day > today:
        return f"Puede pagar este mismo valor hasta el {day(fur.payment_day)}."
    total = cost_tomorrow(unit, res, fur)
    if total is None:
        return ""
    tomorrow = _pesos(total)
    more = total - fur.total
    if fur.payment_day < today:
        return f"Pagado mañana, con un FUR nuevo, cuesta {tomorrow}."
    if more <= 0:
        return f"Hoy cuesta {_pesos(fur.total)}; mañana cuesta lo mismo, con un FUR nuevo."
    return (
        f"Hoy cuesta {_pesos(fur.total)}; mañana, {tomorrow}: {_pesos(more)} más, con un FUR nuevo."
    )


def _pesos(amount: int) -> str:
    """An amount in a sentence: the sign stays on the line of its number."""
    return format_pesos(amount).replace(" ", "\u00a0")
