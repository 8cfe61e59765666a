"""Alerts about what is declared: which flags rise, by which rule, from which figures; pure."""

from ser_app.law.alerts.facts import Declared, Facts, Late, Peers
from ser_app.law.alerts.flags import Entry, Flag, Kind
from ser_app.law.alerts.peers import peers_of
from ser_app.law.alerts.rules import flags, missing_flag

__all__ = [
    "Declared",
    "Entry",
    "Facts",
    "Flag",
    "Kind",
    "Late",
    "Peers",
    "flags",
    "missing_flag",
    "peers_of",
]
