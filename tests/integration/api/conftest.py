"""A demonstration for programs, whose bank approves by itself."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from tests.support.server import IMPATIENT, UNHURRIED, Server, running_server

_CONFIG = """post_hooks: []
content_type_overrides:
  application/pdf: application/octet-stream
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One server for all of them: they are kept together."""
    for item in items:
        if "integration/api" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("programs"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {**IMPATIENT, **UNHURRIED, "SER_SANDBOX_SCENARIO": "approved"}
    with running_server(tmp_path_factory.mktemp("programs"), **settings) as running:
        yield running


@pytest.fixture(scope="session")
def description(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The description as the server hands it out."""
    file = tmp_path_factory.mktemp("description") / "openapi.json"
    answer = httpx.get(f"{server.url}/api/v1/openapi.json")
    file.write_bytes(answer.content)
    return file


@pytest.fixture(scope="session")
def client_package(description: Path) -> ModuleType:
    """The client that a generator of somebody else makes of the description."""
    folder = description.parent
    config = folder / "config.yml"
    config.write_text(_CONFIG)
    command = [
        str(Path(sys.executable).with_name("openapi-python-client")), "generate",
        "--path", str(description), "--meta", "none", "--config", str(config),
        "--output-path", str(folder / "ser_client"), "--fail-on-warning",
    ]  # fmt: skip
    made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  ours
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("ser_client")
    finally:
        sys.path.remove(str(folder))
