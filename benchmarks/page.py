"""How heavy the declaration page is, what Lighthouse says, and when a slow telephone can use it.

Run: `.venv/bin/python benchmarks/page.py`. Lighthouse (a program of npm's) is measured where Node
is there; it is kept in `build/lighthouse`. The rest needs the tests' browser only.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.liquidate import machine
from ser_app.people.texts import DEMO_PASSWORD
from ser_app.web.bundle import ensure_bundle
from tests.e2e import steps
from tests.support.browser import ensure_browser, launch_arguments
from tests.support.server import Server, free_port, running_server
from tests.support.weight import sent_while

LIGHTHOUSE = "lighthouse@12.8.2"
HOME = Path("build/lighthouse")
DAY = date(2026, 3, 2)
PREPARER = "declarante@sierra.demo.ser"
EXPEDIENTE, QUARTER = "96001533", "T4 oct–dic 2025"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""A round trip of 400 ms, and 400 kbit/s each way (bytes a second)."""
CPU_SLOWDOWN = 4


def main() -> None:
    """Measure and print, each figure beside what is promised."""
    print(f"machine   {machine()}")
    ensure_bundle(print)
    with TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        _set_day(server)
        with sync_playwright() as playwright:
            _measure(playwright, server, Path(folder))


def _measure(playwright: Playwright, server: Server, folder: Path) -> None:
    port = free_port()
    with _browser(playwright, folder / "profile", port) as context:
        page = context.new_page()
        page.set_default_timeout(steps.PATIENCE_MS)
        _sign_in(page, server.url)
        steps.start_draft(page, server.url, EXPEDIENTE, QUARTER)
        address = page.url
        _print_weight(page)
        _print_slow_telephone(context, address)
        _print_lighthouse(address, port)


@contextmanager
def _browser(playwright: Playwright, profile: Path, port: int) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=ensure_browser(),
        args=[*launch_arguments(), f"--remote-debugging-port={port}"],
        locale="es-CO",
    )
    try:
        yield context
    finally:
        context.close()


def _set_day(server: Server) -> None:
    data = {"dia": DAY.isoformat(), "volver": "/"}
    httpx.post(f"{server.url}/demo/reloj", data=data, timeout=60)


def _sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/ingresar")
    page.get_by_label("Correo electrónico").fill(PREPARER)
    page.get_by_label("Contraseña", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Ingresar").click()
    page.wait_for_url(re.compile("/inicio"))


def _print_weight(page: Page) -> None:
    """What the page sends, packed, by kind, when nothing is kept from before."""
    sent = sent_while(page, lambda: page.reload(wait_until="networkidle"))
    for kind, size in sorted(sent.packed.items(), key=lambda each: -each[1]):
        promise = " (at most 200)" if kind == "Script" else ""
        print(f"{kind:<12}{size / 1000:8.1f} kB packed{promise}")


def _print_slow_telephone(context: BrowserContext, address: str) -> None:
    """Seconds from the tap on the address to a total for what was typed."""
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    slowed = context.new_cdp_session(page)
    slowed.send("Network.enable")
    slowed.send("Network.setCacheDisabled", {"cacheDisabled": True})
    slowed.send("Network.emulateNetworkConditions", SLOW)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    began = time.monotonic()
    page.goto(address, wait_until="commit")
    income = page.get_by_label("Ingresos brutos").first
    expect(income).to_be_editable(timeout=steps.PATIENCE_MS)
    usable = time.monotonic() - began
    income.press_sequentially("950000000", delay=15)
    expect(page.get_by_text("$ 18.050.000").first).to_be_attached(timeout=steps.PATIENCE_MS)
    print(f"slow telephone  usable after {usable:.1f} s (at most 8)")
    page.close()


def _print_lighthouse(address: str, port: int) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("Lighthouse      not measured: Node is not there")
        return
    program = HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(HOME), LIGHTHOUSE]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603  fixed command
    found = subprocess.run(  # noqa: S603  our own address
        [node, str(program), address, f"--port={port}", "--disable-storage-reset", "--quiet",
         "--output=json", "--only-categories=performance,accessibility"],
        check=True, capture_output=True,
    )  # fmt: skip
    report = json.loads(found.stdout)
    for name, promised in (("performance", 90), ("accessibility", 100)):
        score = round(report["categories"][name]["score"] * 100)
        print(f"Lighthouse      {name} {score} on a telephone (at least {promised})")
    for name in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time",
                 "cumulative-layout-shift", "speed-index"):  # fmt: skip
        print(f"                {name} {report['audits'][name]['displayValue']}")
    for audit in report["audits"].values():
        if audit.get("score") == 0 and audit["id"] in _of_accessibility(report):
            print(f"                not accessible: {audit['title']}")


def _of_accessibility(report: dict[str, dict[str, dict[str, list[dict[str, str]]]]]) -> set[str]:
    return {each["id"] for each in report["categories"]["accessibility"]["auditRefs"]}


if __name__ == "__main__":
    main()
