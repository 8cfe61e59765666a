"""What every service needs from outside, made once at start and passed in."""

from dataclasses import dataclass
from functools import lru_cache

from ser_app.base.clock import Clock, MovableClock, SystemClock
from ser_app.base.database import Database
from ser_app.base.demo import demo_day, demo_rules
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.settings import Settings, settings


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
    """Put the resources of an installation together; opens nothing but the database."""
    database = Database(configuration.database_url)
    if not configuration.demo:
        return Resources(configuration, database, SystemClock(), packaged_rules())
    clock = MovableClock(moved_to=demo_day(database))
    return Resources(configuration, database, clock, demo_rules(packaged_rules()))


@lru_cache(maxsize=1)
def resources() -> Resources:
    """The resources of this process, for the doors (states, HTTP, jobs, command line)."""
    return build(settings())
