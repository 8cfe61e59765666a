"""The worked examples as the page shows them: groups, topics, facts in words, two answers."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ser_app.law.explanation import Provenance
from ser_app.law.imputation import Order
from ser_app.law.money import format_percent, format_pesos
from ser_app.law.periods import Period
from ser_app.law.rights import Right
from ser_app.law.texts import plural, short_day
from ser_app.simulator.examples import texts
from ser_app.simulator.examples.reading import WorkedExample
from ser_app.simulator.examples.recalculating import Recalculated


@dataclass(frozen=True)
class Fact:
    """A thing given, in words."""

    label: str
    value: str


@dataclass(frozen=True)
class Answer:
    """A figure as the example expects it and as the engine finds it now."""

    label: str
    expected: str
    found: str


@dataclass(frozen=True)
class ExampleView:
    """One example.

    Attributes:
        key: Its anchor.
        headline: The figure that matters most.
        verdict: Whether the engine agrees, in a word; `kind` is its colour and icon.
    """

    key: str
    name: str
    norm: str
    headline: str
    verdict: str
    kind: str
    facts: list[Fact]
    answers: list[Answer]
    source: str


@dataclass(frozen=True)
class TopicView:
    """Examples of one topic; `group` is named by the first topic of each group only."""

    group: str
    title: str
    examples: list[ExampleView]


def topics(results: Sequence[Recalculated]) -> list[TopicView]:
    """Gather examples that stand together."""
    gathered: dict[tuple[str, str], list[ExampleView]] = {}
    for result in results:
        place = (result.example.group, result.example.topic)
        gathered.setdefault(place, []).append(example_view(result))
    views, before = [], ""
    for (group, topic), examples in gathered.items():
        views.append(TopicView("" if group == before else texts.GROUPS[group], topic, examples))
        before = group
    return views


def example_view(result: Recalculated) -> ExampleView:
    """Write one example out."""
    example = result.example
    return ExampleView(
        key=example.key,
        name=example.name,
        norm=example.norm,
        headline=_headline(example),
        verdict=texts.AGREES if result.agrees else texts.DISAGREES,
        kind="paid" if result.agrees else "failed",
        facts=list(_facts(example.given)),
        answers=list(_answers(result)),
        source=example.source,
    )


def matches(example: WorkedExample, words: str) -> bool:
    """Tell whether each word is somewhere in an example, whatever its accents and points."""
    wanted = fold(words).split()
    if not wanted:
        return True
    told = (fact.value for fact in _facts(example.given))
    page = fold(" ".join([example.name, example.norm, example.topic, example.source, *told]))
    return all(word in page for word in wanted)


def fold(text: str) -> str:
    """Small letters without accents, and figures without points."""
    parts = unicodedata.normalize("NFKD", text.casefold().replace(".", ""))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _headline(example: WorkedExample) -> str:
    expected = example.expected
    if "error" in expected:
        return texts.REFUSED
    if "total" in expected and (expected["total"] or not expected.get("balance_in_favour")):
        return format_pesos(expected["total"])
    if example.batch == "accrue":
        return format_pesos(expected["interest"])
    if example.batch == "impute":
        return format_pesos(example.given["payment"])
    if example.batch == "firmness":
        return f"hasta el {_day(expected['last_day_to_correct'])}"
    return f"a favor {format_pesos(expected['balance_in_favour'])}"


def _facts(given: Mapping[str, Any]) -> Iterable[Fact]:
    for name, label in texts.FACTS.items():
        if given.get(name) not in (None, False):
            yield Fact(label, _in_words(name, given[name]))
    for debt in given.get("debts", ()):
        yield Fact(f"Deuda {debt['id']}", f"{_parts(debt)}; venció el {_day(debt['due_on'])}")


def _answers(result: Recalculated) -> Iterable[Answer]:
    expected, found = result.example.expected, result.found
    for name, label in texts.ANSWERS.items():
        if name in expected:
            yield Answer(label, _in_words(name, expected[name]), _found(name, result))
    paid = {debt["id"]: debt for debt in found.get("applied", ())}
    for debt in expected.get("applied", ()):
        for part, word in texts.PARTS.items():
            wanted, given = debt[part], paid.get(debt["id"], {}).get(part)
            label = f"{word.capitalize()} de la deuda {debt['id']}"
            yield Answer(label, format_pesos(wanted), "" if given is None else format_pesos(given))


def _found(name: str, result: Recalculated) -> str:
    if name == "error" and not result.refusal:
        return texts.NOT_REFUSED
    if name not in result.found:
        return result.refusal
    return result.refusal if name == "error" else _in_words(name, result.found[name])


def _in_words(name: str, value: Any) -> str:
    if name in texts.DAYS:
        return _day(value)
    if name in texts.MONEY:
        return format_pesos(value)
    if isinstance(value, bool):
        return texts.FLAGS.get(name, texts.YES if value else texts.NO)
    if name == "order":
        return Order(value).reason
    if name == "right":
        return Right(value).label
    return _OTHERS.get(name, str)(value)


def _rate(text: str) -> str:
    rate = Decimal(text)
    return format_percent(rate) if rate <= 1 else text


def _day(text: str) -> str:
    return short_day(date.fromisoformat(text))


def _days(count: int) -> str:
    return plural(count, "día", "días")


def _period(text: str) -> str:
    return Period.parse(text).label


def _provenance(text: str) -> str:
    return Provenance(text).label


def _refused(_code: str) -> str:
    return texts.REFUSED


_OTHERS: dict[str, Callable[[Any], str]] = {
    "levy_rate": _rate,
    "period": _period,
    "days": _days,
    "error": _refused,
    "provenance": _provenance,
}


def _parts(amounts: Mapping[str, Any]) -> str:
    """`sanción $ 941.000, intereses $ 1.178.000, capital $ 0`."""
    owed = ", ".join(f"{word} {format_pesos(amounts[part])}" for part, word in texts.PARTS.items())
    return owed.replace("$ ", "$\N{NO-BREAK SPACE}")
