"""A real browser for the tests: one that is there, or one that can be installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "Falta un navegador para las pruebas. Instale Chromium (en Debian y Ubuntu: "
    "«sudo apt install chromium») o ejecute «.venv/bin/playwright install chromium», y repita."
)


def find_browser() -> str | None:
    """The path of a Chromium: from SER_CHROMIUM, the PATH, or Playwright's own store."""
    named = os.environ.get("SER_CHROMIUM")
    if named:
        return named
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


def ensure_browser() -> str:
    """Find a browser or install one: through Playwright, or through apt for root.

    Raises:
        SystemExit: None can be had; the message says exactly what to install.
    """
    if found := find_browser():
        return found
    print("Instalando un navegador para las pruebas (solo la primera vez)…", flush=True)  # noqa: T201  progress for the person who waits
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    if found := find_browser():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _try(["apt-get", "update", "-qq"])
        _try(["apt-get", "install", "-y", "-qq", "chromium"])
    if found := find_browser():
        return found
    raise SystemExit(ADVICE)


def _try(command: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(  # noqa: S603  fixed commands
        command, check=False, capture_output=True, timeout=600, env=environment
    )


def launch_arguments() -> list[str]:
    """Arguments with which Chromium runs headless anywhere and calls nobody."""
    arguments = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return arguments
