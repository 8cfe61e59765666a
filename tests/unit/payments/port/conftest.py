"""Every test of this folder runs with each gateway."""

from collections.abc import AsyncIterator

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from tests.unit.payments.port.rigs import NOW, RIGS, Rig


@pytest.fixture(params=list(RIGS))
async def rig(
    request: pytest.FixtureRequest, res: Resources, clock: MovableClock
) -> AsyncIterator[Rig]:
    clock.instant, clock.moved_to = NOW, None
    made = RIGS[request.param](res)
    yield made
    await made.close()
