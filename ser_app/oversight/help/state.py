"""The search of `/ayuda`: open to anybody, and asks nothing of the database."""

import reflex as rx

from ser_app.oversight.help.finding import LONGEST, Result, find, tally
from ser_app.people.guard import public


class HelpState(rx.State):
    """What is sought and what was found."""

    words: str = ""
    results: list[Result] = []
    summary: str = ""

    @rx.event
    @public
    def open(self) -> None:
        """Show what the address seeks, so that a search can be shared."""
        self._show(self.router.url.query_parameters.get("buscar", ""))

    @rx.event
    @public
    def seek(self, words: str) -> None:
        """Show what is found while somebody types."""
        self._show(words)

    def _show(self, words: object) -> None:
        self.words = words[:LONGEST] if isinstance(words, str) else ""
        self.results = find(self.words)
        self.summary = tally(self.words, self.results)
