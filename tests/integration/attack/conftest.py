"""Each attack says what it tried; the run prints it as a table (tests/conftest.py)."""

from collections.abc import Callable, Iterator

import pytest

from tests.support.server import UNHURRIED, Server, running_server

Tried = Callable[[str, int], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One server for all attacks: they are kept together."""
    for item in items:
        if "integration/attack" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("attack"))
            item.add_marker("attack")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demonstration to attack, which believes us where we come from: locks are by address.

    It leaves its jobs to another process, which is not there: only attacks change anything.
    """
    settings = {**UNHURRIED, "SER_TRUSTED_PROXIES": "127.0.0.1/32", "SER_JOBS": "worker"}
    with running_server(tmp_path_factory.mktemp("attacked"), **settings) as running:
        yield running


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Tried:
    """Write down how often something was tried, against what."""

    def write(what: str, times: int) -> None:
        request.node.user_properties.append(("attack", (what, times)))

    return write
