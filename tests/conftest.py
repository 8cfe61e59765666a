"""Fixtures for all tests: a fresh database and resources with a clock that the test holds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from tests.support.databases import ENGINES, database_url, resources_on
from tests.support.folders import end_everything
from tests.support.server import IMPATIENT, UNHURRIED, Server, running_server

# How fast examples are made and tried says something of the machine, and nothing of the code.
examples.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("unhurried")

_OF_A_DATABASE = {"database", "demo", "res", "server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `SER_TEST_DATABASE` decides on; what tries every engine by itself is not."""
    for item in items:
        call = getattr(item, "callspec", None)
        both = call is not None and any(value in ENGINES for value in call.params.values())
        if not both and _OF_A_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture
def clock() -> MovableClock:
    """The business clock of the test: 20 June 2013 until the test moves it."""
    return MovableClock(moved_to=date(2013, 6, 20))


@pytest.fixture
def res(tmp_path: Path, clock: MovableClock) -> Iterator[Resources]:
    """Resources over an own, empty database of the engine that is tried."""
    with database_url(tmp_path) as url, resources_on(url, clock) as made:
        yield made


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running application with demonstration data, one for each worker."""
    folder = tmp_path_factory.mktemp("server")
    with running_server(folder, **IMPATIENT, **UNHURRIED) as running:
        yield running


def pytest_unconfigure() -> None:
    """Leave nothing behind that the tests of this process shared."""
    end_everything()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the attacks tried, and whether it found anything."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if getattr(report, "when", "") == "call" and "integration/attack" in report.nodeid
    ]
    table = [
        (what, times, "nothing" if report.passed else "SOMETHING")
        for report in reports
        for kind, (what, times) in report.user_properties
        if kind == "attack"
    ]
    if not table:
        return
    terminalreporter.section("attacks tried")
    for what, times, found in table:
        terminalreporter.line(f"{what:<58}{times:>7}   found {found}")
    terminalreporter.line(f"{'all':<58}{sum(times for _, times, _ in table):>7}")
