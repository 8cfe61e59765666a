"""Finds a job, a step or a word of the field by what somebody typed, with or without accents."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ser_app.oversight.help.jobs import JOBS
from ser_app.web.definitions import in_order
from ser_app.web.words import plain, plural

LONGEST: Final = 80
"""Characters of a search that count."""
MOST: Final = 12
"""Results shown."""
_SHORTEST_WORD: Final = 3


@dataclass(frozen=True)
class Result:
    """Something of the help that was found.

    Attributes:
        title: Of the job or the word.
        sentence: What it says there.
        href: Its place on the page.
    """

    title: str
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class _Place:
    result: Result
    title: str
    text: str


def word_anchor(name: str) -> str:
    """Place of a word of the field on the page."""
    return f"palabra-{name.replace('_', '-')}"


def find(words: str) -> list[Result]:
    """What holds every word; where nothing does, what holds at least one of the longer ones.

    What says it in its title comes first, then the order of the page.
    """
    sought = plain(words[:LONGEST]).split()
    if not sought:
        return []
    found = [place for place in _places() if all(word in place.text for word in sought)]
    if not found:
        longer = [word for word in sought if len(word) > _SHORTEST_WORD]
        found = [place for place in _places() if any(word in place.text for word in longer)]
    found.sort(key=lambda place: -sum(word in place.title for word in sought))
    return [place.result for place in found[:MOST]]


def tally(words: str, found: list[Result]) -> str:
    """Say how much was found; empty before anything is sought."""
    if not plain(words):
        return ""
    if not found:
        return "Nada con esas palabras. Pruebe con otras, o escríbanos."
    more = " Escriba más palabras para acotar." if len(found) == MOST else ""
    return f"{plural(len(found), 'resultado', 'resultados')}.{more}"


@cache
def _places() -> tuple[_Place, ...]:
    """Everything that can be found, as it is compared."""
    return tuple(
        _Place(each, plain(each.title), plain(f"{each.title} {each.sentence}"))
        for each in _results()
    )


def _results() -> Iterator[Result]:
    for job in JOBS:
        yield Result(job.title, f"{job.summary} {job.who}", f"#{job.anchor}")
    for name, each in in_order():
        yield Result(each.word, each.meaning, f"#{word_anchor(name)}")
    for job in JOBS:
        for number, step in enumerate(job.steps, 1):
            title = f"{job.title}, paso {number}"
            yield Result(title, step.text, f"#{job.step_anchor(number)}")
