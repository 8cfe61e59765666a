"""How many filings used each value of a rule.

A filing keeps its facts and the version of its rules, so what it used can be worked out at any
time. It is worked out once for each filing and kept, because a page that counts a million filings
must not liquidate them again.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base.database import Database, Unit
from ser_app.base.resources import Resources
from ser_app.base.rules import snapshots
from ser_app.declarations.models import Declaration
from ser_app.law.consulted import rules_used
from ser_app.law.errors import LawError
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import Dated, RuleBook
from ser_app.law.parameters.values import Value
from ser_app.law.snapshot import completed
from ser_app.law.wire import case_from_json
from ser_app.oversight.parameters import repository

MOST: Final = 20_000
"""Filings worked out at one time; the rest is worked out the next time."""
_CHUNK: Final = 500
_DIGITS: Final = 32


@dataclass(frozen=True, slots=True)
class Used:
    """A value of a rule as filings used it: a later version of the same day is another one.

    Attributes:
        name: The parameter.
        valid_from: First day of its validity.
        value: The value as text.
        provenance: How sure it was.
    """

    name: str
    valid_from: date
    value: str
    provenance: str

    @classmethod
    def of(cls, dated: Dated[Value]) -> "Used":
        """The key of a dated value."""
        return cls(dated.name, dated.valid_from, str(dated.value), dated.provenance.value)


def take_stock(res: Resources, most: int = MOST) -> int:
    """Work out what the filings used that nobody has looked at; returns how many were new.

    Takes about a third of a millisecond each: call it off the event loop. Two processes may do it
    at once: what one has kept the other leaves.
    """
    books: dict[str, RuleBook | None] = {res.rules.version: res.rules}
    done = 0
    while done < most:
        with res.database.reading() as unit:
            filings = repository.filings_not_counted(unit, min(_CHUNK, most - done))
            found = [
                (each.id or 0, _used(each, _book(books, unit, each, res.rules))) for each in filings
            ]
        with res.database.unit() as unit:
            for declaration_id, content in found:
                repository.keep_use(unit, declaration_id, _key(content), content)
        done += len(found)
        if len(found) < _CHUNK:
            break
    return done


def uses(database: Database) -> Mapping[Used, int]:
    """How many filings used each value."""
    found: Counter[Used] = Counter()
    with database.reading() as unit:
        for content, filings in repository.filings_by_set(unit):
            for name, valid_from, value, provenance in content:
                found[Used(name, date.fromisoformat(valid_from), value, provenance)] += filings
    return found


def _book(
    books: dict[str, RuleBook | None], unit: Unit, filing: Declaration, present: RuleBook
) -> RuleBook | None:
    version = filing.rules_version
    if version not in books:
        kept = snapshots.load(unit, version)
        books[version] = None if kept is None else completed(kept, present)
    return books[version]


def _used(filing: Declaration, rules: RuleBook | None) -> list[list[str]]:
    """What a filing used; nothing where its rules were not kept or cannot liquidate it."""
    if rules is None:
        return []
    try:
        case = case_from_json(filing.inputs)
        dated = rules_used(case, liquidate(case, rules, explain=False), rules)
        keys = {Used.of(each) for each in dated}
    except LawError:
        return []
    return sorted([key.name, key.valid_from.isoformat(), key.value, key.provenance] for key in keys)


def _key(content: list[list[str]]) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:_DIGITS]
