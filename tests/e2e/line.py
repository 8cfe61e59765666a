"""The connection of a page: it can be held up, cut, and lose what was on its way."""

import time

from playwright.sync_api import Page, WebSocketRoute

from tests.e2e import steps


class Line:
    """The connection of a page, which can be broken; the page makes another one by itself."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lines: list[WebSocketRoute] = []
        self._opened = 0
        self._held: list[str | bytes] | None = None
        page.route_web_socket("**/_event/**", self._connect)

    def _connect(self, line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        self._lines.append(line)

        def hand_on(message: str | bytes) -> None:
            self._opened += '"is_hydrated_rx_state_":true' in str(message).replace(" ", "")
            if self._held is None:
                line.send(message)
            else:
                self._held.append(message)

        server.on_message(hand_on)

    def break_and_wait(self) -> None:
        """Break the connection, and wait until the server has opened the page again."""
        before = self._opened
        self._lines[-1].close()
        deadline = time.monotonic() + steps.PATIENCE_MS / 1000
        while self._opened == before:
            assert time.monotonic() < deadline, "the page did not connect again"
            self._page.evaluate("() => new Promise(requestAnimationFrame)")

    def hold(self) -> None:
        """Keep what the server says from now on."""
        self._held = []

    def let_through(self) -> None:
        """Hand on what was kept, in its order, and everything from now on."""
        held, self._held = self._held or [], None
        for message in held:
            self._lines[-1].send(message)

    def lose(self) -> None:
        """Forget what was kept, as a line does that breaks, and break it."""
        self._held = None
        self.break_and_wait()
