"""What the browser showed when a walk failed: each page's address, what is on it, what it said.

With `SER_SLOW_BROWSER=300` every answer reaches a page so many milliseconds later, its scripts
too: it is drawn long before it can answer. What a walk, or a quick person, does too early then
fails each time and not once in a hundred.
"""

import os
from collections.abc import Iterator
from typing import Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, WebError

_MOST_WORDS: Final = 12_000
_MOST_SAID: Final = 40
_LATENCY_MS: Final = int(os.environ.get("SER_SLOW_BROWSER") or 0)


class Watched:
    """A browser whose windows are remembered, with what their pages complain of.

    Args:
        browser: The browser; each window that it opens from now on is watched.
        patience_ms: How long every step in those windows waits before it fails.
    """

    def __init__(self, browser: Browser, patience_ms: float) -> None:
        self.browser = browser
        self.said: list[str] = []
        make = browser.new_context

        def new_context(**options: object) -> BrowserContext:
            context: BrowserContext = make(**options)  # type: ignore[arg-type]  # handed through
            context.set_default_timeout(patience_ms)
            context.on("console", self._keep)
            context.on("weberror", self._keep_error)
            if _LATENCY_MS:
                _slow_down(context)
            return context

        browser.new_context = new_context  # type: ignore[method-assign]  # every walk opens windows

    def _keep(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.type}: {message.text}")

    def _keep_error(self, error: WebError) -> None:
        self.said.append(f"exception: {error.error}")

    def report(self) -> Iterator[tuple[str, str]]:
        """Title and text of what a failed walk is told with."""
        pages = [page for context in self.browser.contexts for page in context.pages]
        for number, page in enumerate(pages, 1):
            yield f"page {number} of {len(pages)}: {page.url}", _shown(page)
        if self.said:
            yield "what the pages complained of", "\n".join(self.said[-_MOST_SAID:])


def _shown(page: Page) -> str:
    try:
        return page.locator("body").aria_snapshot(timeout=10_000)[:_MOST_WORDS]
    except Error as error:
        return f"It could not be read: {error}"


def _slow_down(context: BrowserContext) -> None:
    make = context.new_page

    def new_page() -> Page:
        page = make()
        tools = context.new_cdp_session(page)
        unlimited = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
        tools.send("Network.emulateNetworkConditions", {**unlimited, "latency": _LATENCY_MS})
        return page

    context.new_page = new_page  # type: ignore[method-assign]  # every page of the window
