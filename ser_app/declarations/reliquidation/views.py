"""Re-liquidations on the screen: why, what changed, and whether the filing is in time now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.declarations.models import Declaration
from ser_app.declarations.punctuality.margin import margin, punctuality
from ser_app.declarations.punctuality.models import FilingInstant
from ser_app.declarations.reliquidation.models import Reliquidation, moved_day
from ser_app.declarations.reliquidation.texts import result_sentence, why_sentence
from ser_app.web.words import day


@dataclass(frozen=True)
class MovedView:
    """What one act changed of a filing.

    Attributes:
        title: That its due day moved.
        why: The norm and the reason.
        punctuality: How far the filing was from the moved day; empty for a correction.
        result: What of penalty and interest fell, and what is in favour.
        fur_after: The FUR with which it is paid now; empty when none took another's place.
    """

    title: str
    why: str
    punctuality: str
    result: str
    fur_after: str = ""
    fur_href: str = ""


def moved_views(
    found: Sequence[Reliquidation], declaration: Declaration, instant: FilingInstant | None
) -> list[MovedView]:
    """The re-liquidations of a filing, the oldest first."""
    return [_view(each, declaration, instant) for each in found]


def moved_due(due_on: date, found: Sequence[Reliquidation]) -> str:
    """The due day, and from which one it was moved."""
    if not found:
        return day(due_on)
    return f"{day(moved_day(due_on, found))} (trasladado del {day(due_on)})"


def _view(
    found: Reliquidation, declaration: Declaration, instant: FilingInstant | None
) -> MovedView:
    return MovedView(
        title=f"Su vencimiento pasó al {day(found.new_due_on)}",
        why=why_sentence(found.kind, found.norm, found.old_due_on, found.new_due_on, found.reason),
        punctuality=_punctuality(found, declaration, instant),
        result=result_sentence(found),
        fur_after=found.fur_after,
        fur_href=f"/furs/{found.fur_after}" if found.fur_after else "",
    )


def _punctuality(
    found: Reliquidation, declaration: Declaration, instant: FilingInstant | None
) -> str:
    if declaration.filed_on is None or declaration.corrects_id is not None:
        return ""
    signed = instant is not None and instant.margin_us is not None
    left = margin(instant.business_at, found.new_due_on) if instant and signed else None
    return f"{punctuality(declaration.filed_on, found.new_due_on, left)}, con el nuevo día."
