"""The proof of a filing's instant, written out for screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.base.clock_source import clock_sentence
from ser_app.base.uptime.models import ServiceStop
from ser_app.declarations.punctuality.margin import punctuality
from ser_app.declarations.punctuality.models import FilingInstant
from ser_app.web.words import day, plural

_CORRECTION: Final = "Corrección: el plazo se cuenta con la primera presentación del período"


@dataclass(frozen=True)
class InstantView:
    """When a filing reached the server; `sentence` is empty where it was not recorded.

    Attributes:
        sentence: «Presentada a tiempo, por 00:41:12».
        in_time: Whether it was; decides the icon.
        bogota: The instant in the legal time of Colombia, to the microsecond; `utc` likewise.
        clock: What the clock follows, and what the kernel said of it.
        deadline: The last instant of the due day.
        stops: When the service was down on the due day; empty when it was not.
        note: That the day of a demonstration was moved; empty otherwise.
    """

    sentence: str = ""
    in_time: bool = True
    act: str = ""
    bogota: str = ""
    utc: str = ""
    clock: str = ""
    deadline: str = ""
    note: str = ""
    stops: str = ""


NO_INSTANT: Final = InstantView()


def instant_view(
    found: FilingInstant | None, *, correction: bool, stops: Sequence[ServiceStop] = ()
) -> InstantView:
    """Write a proof out; a correction has no deadline of its own."""
    if found is None:
        return NO_INSTANT
    left = None if found.margin_us is None else timedelta(microseconds=found.margin_us)
    return InstantView(
        sentence=_CORRECTION if correction else punctuality(found.filed_on, found.due_on, left),
        in_time=correction or found.filed_on <= found.due_on,
        act="Recaudo del banco, registrado" if found.act == "collection" else "Última firma",
        bogota=exact_moment(found.business_at),
        utc=f"{found.reached_at:%Y-%m-%dT%H:%M:%S.%f}Z",
        clock=clock_sentence(
            found.clock_name, found.clock_synchronised, found.clock_offset_us, found.clock_error_us
        ),
        deadline=exact_moment(found.deadline_at)[:-3],
        stops=_stops(stops),
        note=_note(found.shift_days),
    )


def _stops(stops: Sequence[ServiceStop]) -> str:
    if not stops:
        return ""
    spans = "; ".join(
        f"n.º {stop.id}, de {_clock(stop.began_at)} a {_clock(stop.ended_at)}" for stop in stops
    )
    return f"El día del vencimiento el servicio no atendió todo el tiempo: {spans}."


def _clock(instant: datetime) -> str:
    return f"{instant.astimezone(BOGOTA):%H:%M:%S}"


def exact_moment(instant: datetime) -> str:
    """An instant in Bogotá to the microsecond: «15 abr 2013, 23:18:47,123456»."""
    local = instant.astimezone(BOGOTA)
    return f"{day(local.date())}, {local:%H:%M:%S},{local.microsecond:06d}"


def _note(shift: int) -> str:
    if not shift:
        return ""
    return (
        f"Demostración: el día hábil está movido {plural(abs(shift), 'día', 'días')} "
        f"{'adelante' if shift > 0 else 'atrás'}; la hora es la real."
    )
