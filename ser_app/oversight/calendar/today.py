"""What a period that nobody began would cost today, by the operator's own last filing."""

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.unfiled import Authorisation
from ser_app.law.due_days import find_due_day
from ser_app.law.errors import LawError
from ser_app.law.periods import Period
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.due_days import Due, Permit
from ser_app.oversight.calendar.estimating import Basis, estimate
from ser_app.people.repository import expediente_by_id


def estimated_today(unit: Unit, res: Resources, owed: Authorisation, period: Period) -> int | None:
    """Levy, penalty and interest of a period filed and paid today, whole pesos.

    Args:
        unit: The open unit; the caller has checked the scope.
        res: Clock and rules.
        owed: The expediente.
        period: The period that nobody filed.

    Returns:
        None where the expediente has no filing on which to rest: nothing is made up.
    """
    today = res.clock.today()
    last = repository.last_filed(unit, {owed.key}, today).get(owed.key)
    if last is None:
        return None
    row = expediente_by_id(unit, owed.key)
    permit = Permit(
        key=owed.key,
        public_id=owed.public_id,
        number=owed.number,
        operator_id=row.operator_id,
        operator=owed.operator,
        regime=owed.regime,
        levy_rate=row.levy_rate,
        valid_from=owed.valid_from,
        valid_to=owed.valid_to,
    )
    try:
        due = Due(permit, period, find_due_day(owed.regime, period, res.rules))
    except LawError:
        return None
    found = estimate(due, last, res.rules, (today,))
    if found.basis is not Basis.LAST_FILED:
        return None
    return found.levy + found.lates[0].extra
