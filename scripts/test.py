"""Run every test: build the front end once, find a browser, then pytest on all cores.

Everything runs on SQLite, the tests of a database once more on PostgreSQL. With arguments for
pytest, or with `SER_TEST_DATABASE` set, there is one run, of what they say.
"""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from ser_app.web.bundle import ensure_bundle  # noqa: E402  needs the path above
from tests.support.browser import ensure_browser  # noqa: E402  same reason
from tests.support.poppler import ensure_pdfsig  # noqa: E402  same reason


def main() -> int:
    """Prepare what the tests share, then run them; returns pytest's exit status."""
    os.chdir(PROJECT)
    browser = ensure_browser()
    ensure_pdfsig()
    ensure_bundle(print)
    environment = {**os.environ, "SER_CHROMIUM": browser}
    if sys.argv[1:] or "SER_TEST_DATABASE" in environment:
        return run_pytest(environment, *sys.argv[1:])
    first = run_pytest(environment)
    print("The tests of a database once more, on PostgreSQL:", flush=True)
    environment["SER_TEST_DATABASE"] = "postgresql"
    return run_pytest(environment, "-m", "database and not browser and not attack") or first


def run_pytest(environment: dict[str, str], *arguments: str) -> int:
    """One run on all cores; returns its exit status."""
    workers = str(min(os.cpu_count() or 1, 4))
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *arguments]
    return subprocess.run(command, check=False, env=environment).returncode  # noqa: S603  fixed command


if __name__ == "__main__":
    sys.exit(main())
