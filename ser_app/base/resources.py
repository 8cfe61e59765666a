"""What every service needs from outside, made once at start and passed in."""

from dataclasses import dataclass, replace
from functools import lru_cache
from time import monotonic
from typing import Final

from ser_app.base.clock import Clock, MovableClock, SystemClock
from ser_app.base.database import Database
from ser_app.base.demo import demo_day, demo_rules
from ser_app.base.rules.stored import current_rules, decisions
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.settings import Settings, settings

_SECONDS_BETWEEN_LOOKS: Final = 5


@dataclass(frozen=True, slots=True)
class Resources:
    """Database, time, law and settings: the first argument of each use case.

    Attributes:
        settings: The settings of the installation.
        database: Where everything is kept.
        clock: Real instants and the business day.
        rules: The law in force, with the rows that this installation added.
    """

    settings: Settings
    database: Database
    clock: Clock
    rules: RuleBook


def build(configuration: Settings) -> Resources:
    """Put the resources of an installation together; reads the rules that it approved."""
    database = Database(configuration.database_url)
    rules = current_rules(database, base_rules(demo=configuration.demo))
    if not configuration.demo:
        return Resources(configuration, database, SystemClock(), rules)
    clock = MovableClock(moved_to=demo_day(database))
    return Resources(configuration, database, clock, rules)


def base_rules(*, demo: bool) -> RuleBook:
    """The rules before anything was approved: packaged, with made-up rows in a demonstration."""
    return demo_rules(packaged_rules()) if demo else packaged_rules()


def with_current_rules(res: Resources) -> Resources:
    """The same resources with the rules that are in force now, approvals included."""
    base = base_rules(demo=res.settings.demo)
    return replace(res, rules=current_rules(res.database, base))


class _Holder:
    """The resources of this process; their rules follow what any process approves."""

    def __init__(self, res: Resources) -> None:
        self.res = res
        self.decision = self._last()
        self.looked = monotonic()

    def _last(self) -> int:
        return decisions(self.res.database)

    def look(self, *, now: bool = False) -> Resources:
        """The resources, with new rules when something was approved meanwhile."""
        instant = monotonic()
        if now or instant - self.looked > _SECONDS_BETWEEN_LOOKS:
            self.looked = instant
            last = self._last()
            if last != self.decision:
                self.res, self.decision = with_current_rules(self.res), last
        return self.res


@lru_cache(maxsize=1)
def _held() -> _Holder:
    return _Holder(build(settings()))


def resources() -> Resources:
    """The resources of this process, for the doors (states, HTTP, jobs, command line).

    Their rules are looked at again every few seconds: another process may have approved a value.
    """
    return _held().look()


def refresh_rules() -> None:
    """Take the rules anew, right after this process approved something."""
    _held().look(now=True)
