"""Thousands of odd requests by the API's own description find no server error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ser_app.people.texts import DEMO_API_KEY
from tests.support.server import Server

_EXAMPLES = os.environ.get("SER_API_EXAMPLES", "25")
_CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,ignored_auth"
)


@pytest.mark.server
def test_no_request_by_the_description_finds_a_fault(
    server: Server, description: Path, tmp_path: Path
) -> None:
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", str(description),
        "--url", f"{server.url}/api/v1",
        "--header", f"Authorization: Bearer {DEMO_API_KEY}",
        "--checks", _CHECKS,
        "--max-examples", _EXAMPLES,
        "--generation-deterministic",
        "--workers", "1",
        "--no-color",
    ]  # fmt: skip
    found = subprocess.run(  # noqa: S603  our own command
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout[-8000:] + found.stderr[-2000:]
