"""The audit of dependencies: clean, vulnerable, or said aloud not to have been checked."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ANSWERS: dict[str, Any] = {
    "/pypi/good/1.0/json": {"vulnerabilities": []},
    "/pypi/bad/2.0/json": {"vulnerabilities": [{"id": "PYSEC-1", "fixed_in": ["2.1"]}]},
    "/pypi/wrong/1.0/json": {"vulnerabilities": [{"id": "X", "withdrawn": "2024-01-01"}]},
    "/pypi/silent/1.0/json": {"info": {}},
}


def load() -> Any:
    spec = spec_from_file_location("audit", PROJECT / "scripts" / "audit_dependencies.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Registry(BaseHTTPRequestHandler):
    """A registry with four packages."""

    def do_GET(self) -> None:
        answer = ANSWERS.get(self.path)
        self.send_response(200 if answer is not None else 404)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def registry() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Registry) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("packages", "status", "told"),
    [
        ([("good", "1.0"), ("wrong", "1.0")], 0, "no known vulnerability"),
        ([("good", "1.0"), ("bad", "2.0")], 1, "bad 2.0: PYSEC-1, fixed in 2.1"),
        ([("good", "1.0"), ("unknown", "1.0"), ("bad", "2.0")], 2, "NOT AUDITED: 1 of 3"),
        ([("silent", "1.0")], 2, "does not tell advisories"),
    ],
)
def test_three_outcomes(
    registry: str,
    capsys: pytest.CaptureFixture[str],
    packages: list[tuple[str, str]],
    status: int,
    told: str,
) -> None:
    assert load().audit(registry, packages) == status
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(("required", "status"), [("", 0), ("1", 2)])
def test_what_was_not_checked_is_said_aloud_and_fails_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], required: str, status: int
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://user:secreta@127.0.0.1:9/simple")
    monkeypatch.setenv("SER_AUDIT_REQUIRED", required)
    monkeypatch.setattr("sys.argv", ["audit", "--tolerate-unchecked"])
    assert load().main() == status
    said = capsys.readouterr().out
    assert "DEPENDENCIES NOT AUDITED" in said
    assert "secreta" not in said


def test_every_pinned_release_is_looked_up() -> None:
    found = dict(load().pinned())
    assert {"reflex", "starlette", "sqlmodel", "pytest"} <= set(found)
    lines = (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert len(found) >= sum("==" in line and not line.startswith(" ") for line in lines)
