"""Run every test: build the front end once, find a browser, then pytest on all cores."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from ser_app.web.bundle import ensure_bundle  # noqa: E402  needs the path above
from tests.support.browser import ensure_browser  # noqa: E402  same reason


def main() -> int:
    """Prepare what the tests share, then run them; returns pytest's exit status."""
    os.chdir(PROJECT)
    browser = ensure_browser()
    ensure_bundle(print)
    environment = {**os.environ, "SER_CHROMIUM": browser}
    workers = str(min(os.cpu_count() or 1, 4))
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *sys.argv[1:]]
    return subprocess.run(command, check=False, env=environment).returncode  # noqa: S603  fixed command


if __name__ == "__main__":
    sys.exit(main())
