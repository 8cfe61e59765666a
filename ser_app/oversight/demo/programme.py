"""Who lives through which story: some years of filings, ending at the present day."""

import heapq
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

from ser_app.base.clock import bogota_day
from ser_app.declarations.service.choosing import open_periods
from ser_app.law.periods import Period, quarter_of
from ser_app.oversight.demo import (
    access_requests,
    acts,
    agreements,
    cast,
    people,
    refunds,
    reminders,
    stories,
    treasury,
)
from ser_app.oversight.demo.cast import Company, Permit
from ser_app.oversight.demo.contingency import contingency
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Scene, Story, Telling

SIZES: Final[Mapping[str, int]] = {
    "96000123": 912_000_000,
    "97000456": 1_340_000_000,
    "97000911": 186_000_000,
    "94000310": 415_000_000,
    "96000742": 47_800_000_000,
    "96001533": 28_500_000,
    "94000718": 39_000_000,
    "96000977": 3_260_000_000,
    "94000641": 742_000_000,
    "52000871": 18_400_000,
    "52000934": 6_150_000,
    "10000052": 128_000_000,
    "96002101": 2_140_000_000,
    "96002102": 1_615_000_000,
    "96002103": 874_000_000,
    "96002104": 402_000_000,
    "96002105": 236_000_000,
    "96002106": 1_090_000_000,
    "96002107": 655_000_000,
    "94002108": 318_000_000,
    "94002109": 127_000_000,
    "94002110": 540_000_000,
    "10002111": 92_000_000,
    "10002112": 148_000_000,
    "96002201": 210_000_000,
    "96002305": 96_000_000,
    "96002317": 64_000_000,
    "96002401": 310_000_000,
    "96002402": 275_000_000,
    "96002403": 142_000_000,
    "94002404": 84_000_000,
}
"""About how many pesos a quarter of each expediente brings in; in RADIO, what its act sets."""

_LEFT_FREE: Final = frozenset({("96000123", "2013-Q1"), ("96000123", "2013-Q2"),
                               ("94000310", "2024-Q3"), ("96001533", "2025-Q4"),
                               ("94000718", "2025-Q4"), ("94000718", "2026-Q1"),
                               ("52000934", "2025"), ("52000934", "2026"),
                               ("10000052", "2025-Q4"), ("10000052", "2026-Q2"),
                               ("10000052", "2026-Q3")})  # fmt: skip
"""Periods that nobody declared: the first one and the postal one are for visitors to declare."""

_PRESENT: Final = timedelta(days=2)
"""How far back the stories of the present reach: what they declare must have ended by then."""

_NEVER: Final = frozenset({"96002201"})
"""Expedientes of which nobody declared anything."""

_PAST: Final[Mapping[tuple[str, str], Telling]] = {
    ("96000123", "2012-Q3"): stories.paid(after=12),
    ("97000456", "2024-Q3"): stories.paid(after=41),
    ("97000456", "2024-Q4"): stories.corrected_before_payment(),
    ("97000456", "2025-Q1"): stories.rejected_then_paid(),
    ("97000456", "2025-Q4"): stories.paid_later(wait=33),
    ("94000310", "2024-Q1"): stories.paid(after=19),
    # One of each alert; what was never filed raises the fifth.
    ("94000310", "2025-Q3"): stories.noted(
        stories.share_of_income(30),
        "En julio se cerró la operación de Pereira; el contrato terminó el 30 de junio.",
    ),
    ("97000911", "2026-Q1"): stories.noted(
        stories.returns_of(34),
        "Se devolvió lo cobrado por la falla del 12 al 19 de febrero. Ver acta 7 de 2026.",
    ),
    ("96002401", "2026-Q2"): stories.noted(
        stories.share_of_income(0), "La red está en mantenimiento mayor; se reanuda en julio."
    ),
    ("96002403", "2026-Q1"): stories.noted(stories.share_of_income(35), after=16),
    ("94000310", "2025-Q2"): stories.rejected_then_paid(after=-1),
    ("96000742", "2022-Q4"): stories.paid(after=152),
    ("96000742", "2024-Q2"): stories.paid_in_parts(wait=64, part=5_000_000),
    ("96000742", "2025-Q1"): stories.corrected_after_payment(),
    ("96000742", "2025-Q3"): stories.rejected_then_paid(),
    ("96001533", "2025-Q1"): stories.nil(),
    ("96001533", "2025-Q2"): stories.paid(after=21),
    ("96001533", "2025-Q3"): stories.paid(after=96),
    ("96001533", "2026-Q1"): stories.nil(after=8),
    ("96001533", "2026-Q2"): stories.unpaid(after=3),
    ("94000718", "2025-Q3"): stories.paid_later(wait=17),
    ("96000977", "2025-Q3"): stories.rejected_then_paid(after=0),
    ("96000977", "2026-Q1"): stories.paid(after=6),
    ("52000934", "2024"): stories.paid(after=64),
    ("10000052", "2025-Q2"): stories.paid(after=110),
    ("96002305", "2025-Q1"): stories.unpaid(after=40),
    ("96002305", "2025-Q2"): stories.unpaid(after=12),
    ("96002305", "2025-Q3"): stories.unpaid(),
    ("96002317", "2026-Q1"): stories.unpaid(after=25),
    ("96002317", "2026-Q2"): stories.unpaid(),
    ("94002404", "2025-Q4"): stories.unpaid(after=30),
    ("94002404", "2026-Q1"): stories.unpaid(),
}


def _present(stage: Stage, now: datetime) -> dict[tuple[str, Period], Telling]:
    """What goes on in the last two quarters that had ended when the present stories began."""
    last = quarter_of(bogota_day(now - _PRESENT)).previous()
    before = last.previous()
    last_day = treasury.last_working_day(stage.res, bogota_day(now))
    return {
        ("97000456", before): stories.unpaid(),
        ("97000456", last): stories.waiting_for_accountant(now),
        ("97000911", before): stories.pending(now),
        ("97000911", last): stories.draft(now),
        ("96000742", before): stories.given_back_after_correction(now),
        ("96000742", last): stories.pending(now),
        ("96001533", last): _nothing,
        ("94000718", before): stories.on_paper(now - timedelta(days=40), days=12),
        ("94000718", last): stories.on_paper(now - timedelta(days=1), days=11),
        ("96000977", before): stories.approved_twice(now),
        ("96000977", last): stories.draft(now),
        ("94000641", before): stories.paid_on(last_day),
        ("94000641", last): stories.rejected(after=5),
        ("94000310", last): stories.collected(after=-1),
        # What an accountant has before her at the quarter's end: twelve, and nothing typed yet.
        **{(permit.number, last): _nothing for permit in cast.ALTIPLANO.permits},
    }


def play(stage: Stage, now: datetime, report: Callable[[str], None]) -> None:
    """Play all stories in the order of time; acts after `now` do not happen."""
    serial = count()
    stage_door: list[tuple[datetime, int, Story]] = []
    for story in (*_stories(stage, now), contingency(stage)):
        _queue(stage_door, story, next(serial))
    year = 0
    while stage_door and stage_door[0][0] <= now:
        instant, _, story = heapq.heappop(stage_door)
        if instant.year != year:
            year = instant.year
            report(f"Datos de demostración: {year}…")
        stage.at(instant)
        _queue(stage_door, story, next(serial))


def _queue(stage_door: list[tuple[datetime, int, Story]], story: Story, serial: int) -> None:
    """Let a story play up to its next moment, and wait there; a finished one leaves."""
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(stage_door, (moment, serial, story))


def _stories(stage: Stage, now: datetime) -> Iterator[Story]:
    present = _present(stage, now)
    for company, permit, period in _periods(now):
        if permit.number in _NEVER or (permit.number, period.text) in _LEFT_FREE:
            continue
        default = _PAST.get((permit.number, period.text), stories.paid())
        telling = present.get((permit.number, period), default)
        yield telling(Scene(stage, company, permit, period, SIZES[permit.number]))
    yield refunds.given_back(stage, cast.CARIBE, datetime(2025, 6, 3, 14, 10, tzinfo=UTC))
    yield acts.fined(stage, cast.ANDINA)
    yield acts.spectrum(stage, cast.ANDINA, "52000871")
    yield treasury.week(stage, now)
    yield access_requests.asked(stage, now)
    yield people.changing(stage, now)
    yield reminders.reminded(stage, now)
    yield agreements.in_force(stage, cast.GUAVIO, now)
    yield agreements.defaulted(stage, cast.COMBEIMA, now)
    yield agreements.waiting(stage, cast.SUMAPAZ, now - timedelta(hours=30))
    yield refunds.waiting(stage, cast.CARIBE, now - timedelta(hours=50))


def _periods(now: datetime) -> Iterator[tuple[Company, Permit, Period]]:
    today = bogota_day(now)
    for company in cast.COMPANIES:
        for permit in company.permits:
            for period in open_periods(permit.regime, permit.valid_from, permit.valid_to, today):
                yield company, permit, period


def _nothing(scene: Scene) -> Story:  # noqa: ARG001  a story in which nobody does anything
    yield from ()
