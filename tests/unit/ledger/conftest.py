"""The books are tried on both engines: what one refuses, the other must refuse too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from tests.support.databases import postgres_url, resources_on


@pytest.fixture(params=["sqlite", "postgresql"])
def res(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock) -> Iterator[Resources]:
    """Resources over an own, empty database of each engine."""
    if request.param == "sqlite":
        with resources_on(f"sqlite:///{tmp_path / 'ser.db'}", clock) as made:
            yield made
        return
    with postgres_url() as url, resources_on(url, clock) as made:
        yield made
