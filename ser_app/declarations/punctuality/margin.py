"""How far a filing was from its deadline, in numbers and in a sentence. Pure."""

from datetime import date, datetime, time, timedelta
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.web.words import plural

LAST_MOMENT: Final = time(23, 59, 59, 999_000)
_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)


def deadline(due_on: date) -> datetime:
    """The last instant of a due day: 23:59:59.999 in Bogotá."""
    return datetime.combine(due_on, LAST_MOMENT, BOGOTA)


def margin(reached_at: datetime, due_on: date) -> timedelta:
    """Time left until the deadline; negative when it had passed.

    Within the last thousandth of the due day nothing is left, and it is still in time.
    """
    left = deadline(due_on) - reached_at
    in_time = reached_at.astimezone(BOGOTA).date() <= due_on
    return max(left, timedelta(0)) if in_time else left


def punctuality(filed_on: date, due_on: date, left: timedelta | None) -> str:
    """Whether a filing was in time, and by how much.

    Args:
        filed_on: The day for which it counts.
        due_on: The due day.
        left: Time that was left; None when only the day is known.

    Returns:
        «Presentada a tiempo, por 00:41:12», «… por 3 días», «Presentada 3 días después del
        vencimiento».
    """
    late = (filed_on - due_on).days
    if late > 0:
        return f"Presentada {plural(late, 'día', 'días')} después del vencimiento"
    if left is None:
        if not late:
            return "Presentada a tiempo, el día del vencimiento"
        return f"Presentada a tiempo, {plural(-late, 'día', 'días')} antes del vencimiento"
    if left >= _DAY:
        return f"Presentada a tiempo, por {plural(left // _DAY, 'día', 'días')}"
    return f"Presentada a tiempo, por {_clock(left)}"


def _clock(span: timedelta) -> str:
    seconds = span // _SECOND
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
