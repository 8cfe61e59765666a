"""The books are tried on both engines: what one refuses, the other must refuse too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.ledger.statement import undeclared, under_way
from tests.support.databases import ENGINES, database_url, resources_on


@pytest.fixture(params=ENGINES)
def res(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock) -> Iterator[Resources]:
    """Resources over an own, empty database of each engine."""
    with database_url(tmp_path, request.param) as url, resources_on(url, clock) as made:
        yield made


@pytest.fixture(autouse=True)
def _nobody_else_has_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """The books by themselves, whether or not another test assembled the application before."""
    monkeypatch.setattr(undeclared, "_joined", [])
    monkeypatch.setattr(under_way, "_joined", [])
