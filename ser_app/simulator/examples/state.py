"""`/simulador/ejemplos`: what was looked for and what was found, for anybody."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.law.parameters import packaged_rules
from ser_app.people.guard import public
from ser_app.simulator.examples import texts
from ser_app.simulator.examples.choosing import PAGE_SIZE, Choice
from ser_app.simulator.examples.reading import worked_examples
from ser_app.simulator.examples.recalculating import Recalculated, recalculate
from ser_app.simulator.examples.views import TopicView, topics


class ExamplesState(rx.State):
    """A page of examples, calculated again each time that it is opened."""

    words: str = ""
    group: str = ""
    topics: list[TopicView] = []
    tally: str = ""
    kind: str = "paid"
    missing: bool = False
    summary: str = ""
    previous: str = ""
    following: str = ""

    @rx.event
    @public
    async def open(self) -> None:
        """Show the page that the address asks for."""
        choice = Choice.read(self.router.url.query_parameters)
        results = await asyncio.to_thread(_recalculated)
        self.words, self.group = choice.words, choice.group
        self.missing = not results
        self._show(choice, results)

    def _show(self, choice: Choice, results: dict[str, Recalculated]) -> None:
        chosen = choice.of([result.example for result in results.values()])
        first = (choice.page - 1) * PAGE_SIZE
        shown = chosen[first : first + PAGE_SIZE]
        self.topics = topics([results[example.key] for example in shown])
        agreeing = sum(result.agrees for result in results.values())
        version, in_force = packaged_rules().version, resources().rules.version
        self.tally = texts.tally(len(chosen), len(results), agreeing, version, in_force)
        self.kind = "paid" if agreeing == len(results) else "failed"
        self.summary = f"{first + 1}–{first + len(shown)} de {len(chosen)}"
        self.previous = choice.address(choice.page - 1, len(chosen))
        self.following = choice.address(choice.page + 1, len(chosen))


def _recalculated() -> dict[str, Recalculated]:
    """Every example by its key, with the rules as they are packaged, to which they belong."""
    rules = packaged_rules()
    return {example.key: recalculate(example, rules) for example in worked_examples()}
