"""Two days side by side, and the filings that today's rules would liquidate otherwise."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources, base_rules
from ser_app.base.rules.stored import known_at
from ser_app.declarations.replay import Replayed, replay_with
from ser_app.law.comparison import Comparison, compare_books, compare_days
from ser_app.law.money import format_pesos
from ser_app.law.parameters.names import title_of
from ser_app.law.texts import plural
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day

SHOWN: Final = 50
MOST: Final = 20_000
"""Filings looked at from a page; the command line's `replay` looks at all of them."""


_WORDS: Final = {
    "base": "base",
    "levy": "contraprestación",
    "late_filing_penalty": "sanción",
    "arrears_interest": "intereses",
    "balance_applied": "saldo a favor aplicado",
    "total": "total",
    "due_on": "vencimiento",
}


@dataclass(frozen=True)
class ChangeView:
    """Something that is otherwise on the later day."""

    what: str
    before: str
    after: str
    since: str
    norm: str


@dataclass(frozen=True)
class FilingView:
    """A filing that today's rules would liquidate otherwise."""

    receipt: str
    period: str
    difference: str
    why: str


@dataclass(frozen=True)
class FilingsView:
    """How many filings would change, in a sentence and by regime, and the first of them."""

    sentence: str = ""
    regimes: str = ""
    rows: list[FilingView] = field(default_factory=list)


def between(
    res: Resources, actor: Actor, earlier: str, later: str, *, as_known: bool = False
) -> list[ChangeView]:
    """What changed between two days.

    Args:
        res: The resources of the process.
        actor: Who asks.
        earlier: One day, ISO.
        later: The other.
        as_known: Compare what was approved by the end of each day, and not what is known now.

    Raises:
        NotAllowed: The person may not see the parameters.
        Refused: One of them is no day.
    """
    actor.require(Permission.PARAMETERS_VIEW)
    first, last = sorted((_read(earlier, "desde"), _read(later, "hasta")))
    if not as_known:
        return _views(compare_days(res.rules, first, last))
    base = base_rules(demo=res.settings.demo)
    before, after = (known_at(res.database, base, _end_of(each)) for each in (first, last))
    return _views(compare_books(before, first, after, last))


def _end_of(each: date) -> datetime:
    """The instant at which a day ends in Bogotá."""
    return datetime.combine(each, time.min, tzinfo=BOGOTA) + timedelta(days=1)


def _read(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = "Escriba los dos días completos: día, mes y año."
        raise Refused("invalid_day", message, field=name) from None


def _views(found: Comparison) -> list[ChangeView]:
    views = [
        ChangeView(
            what=f"{title_of(change.name)}: {change.description.partition('. ')[0]}",
            before=change.before or "No existía",
            after=change.after,
            since=day(change.since),
            norm="; ".join(citation.text for citation in change.citations),
        )
        for change in found.changes
    ]
    views += [
        ChangeView(
            what="Vencimiento de " + ", ".join(sorted(each.regimes)),
            before="El de la norma general",
            after=day(each.new_due_on),
            since=day(each.new_due_on),
            norm=each.citation.text,
        )
        for each in found.due_exceptions
    ]
    if found.rates:
        last = found.rates[-1]
        views.append(
            ChangeView(
                what=f"Tasa de mora: {plural(len(found.rates), 'cambio', 'cambios')}",
                before="",
                after=f"{str(last.arrears_rate_percent).replace('.', ',')} %",
                since=day(last.valid_from),
                norm="Superintendencia Financiera de Colombia",
            )
        )
    if found.wages:
        wage = found.wages[-1]
        views.append(
            ChangeView(
                what=f"Salario mínimo: {plural(len(found.wages), 'cambio', 'cambios')}",
                before="",
                after=format_pesos(wage.monthly_pesos),
                since=day(date(wage.year, 1, 1)),
                norm="Decreto anual del Gobierno Nacional",
            )
        )
    return views


def filings_that_would_change(res: Resources, actor: Actor) -> FilingsView:
    """Liquidate what was filed by the rules in force now, and name what comes out otherwise.

    Takes about a second for ten thousand filings: call it off the event loop. Nothing is stored.

    Raises:
        NotAllowed: The person may not see the board of all operators.
    """
    actor.require(Permission.DASHBOARD_VIEW)
    found = islice(replay_with(res.rules, res.database, scope=actor.scope), MOST)
    return _filings(found)


def _filings(found: Iterable[Replayed]) -> FilingsView:
    count, regimes = 0, Counter[str]()
    rows: list[FilingView] = []
    for each in found:
        count += 1
        if each.equal:
            continue
        regimes[each.regime] += 1
        if len(rows) < SHOWN:
            rows.append(_filing(each))
    changed = regimes.total()
    sentence = (
        f"De {plural(count, 'declaración presentada', 'declaraciones presentadas')}, "
        f"{plural(changed, 'daría otro valor', 'darían otro valor')} con las reglas de hoy. "
        "Ninguna se cambia: cada una conserva las reglas con las que se presentó."
    )
    by_regime = "; ".join(f"{regime}: {number}" for regime, number in sorted(regimes.items()))
    return FilingsView(sentence, by_regime, rows)


def _filing(each: Replayed) -> FilingView:
    sign = "+ " if each.difference > 0 else ""
    return FilingView(
        receipt=each.receipt,
        period=f"{each.regime} {each.period}",
        difference=f"{sign}{format_pesos(each.difference)}",
        why=each.problem or ", ".join(_WORDS[change.name] for change in each.changes),
    )
