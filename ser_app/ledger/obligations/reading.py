"""Reads an obligation as it was typed, in the form or in a line of a file. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.base import days
from ser_app.law.money import read_pesos
from ser_app.law.rights import Right
from ser_app.ledger.journal import BY_ACT, ObligationKind
from ser_app.ledger.obligations.columns import COLUMNS, Problem, unlike
from ser_app.ledger.obligations.texts import NOT_IN_CASE
from ser_app.people.nit import InvalidNit, parse_nit
from ser_app.web.words import plain

Raw = Mapping[str, str]
"""What was typed, by the field of each column."""

MOST_PESOS: Final = 10**15
"""Above any debt, and far below what the books can sum."""
_LONGEST: Final = {"act": 60, "norm": 200, "description": 200}
_MOST_UNITS: Final = 10_000
_MOST_DEBTS: Final = 40
_FIRST_YEAR, _LAST_YEAR = days.EARLIEST.year, days.LATEST.year
_KINDS: Final = {
    "derecho": ObligationKind.RIGHT,
    "liquidacion de derecho": ObligationKind.RIGHT,
    "multa": ObligationKind.FINE,
    "cuota": ObligationKind.INSTALMENT,
} | {kind.value: kind for kind in BY_ACT}
_RIGHTS: Final = {
    "concesion": Right.CONCESSION,
    "prorroga": Right.CONCESSION,
    "registro de cadena": Right.CHAIN_REGISTRATION,
    "registro postal": Right.POSTAL_REGISTRATION,
    "espectro": Right.SPECTRUM,
} | {right.value: right for right in Right}
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_HERE: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An obligation whose every field can be read; nobody has looked into the books yet.

    Attributes:
        nit: Digits without the check digit.
        right: None for what is no right.
        year: The year that is paid of a spectrum; None for that of its act.
        amount: Whole pesos; None to compute it from minimum wages.
        due_on: None to compute it from the day on which the act became final.
        debts: What an instalment takes over, as it was written.
    """

    nit: str
    kind: ObligationKind
    expediente: str
    right: Right | None
    year: int | None
    units: int
    amount: int | None
    act: str
    act_day: date
    final_on: date | None
    due_on: date | None
    norm: str
    description: str
    debts: tuple[str, ...]


@dataclass(slots=True)
class _Reader:
    raw: Raw
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        return " ".join(str(self.raw.get(name, "")).split())

    def wrong(self, name: str) -> None:
        self.problems.append(unlike(name, self.text(name)))

    def words(self, name: str) -> str:
        found = self.text(name)
        if not 0 < len(found) <= _LONGEST[name] or not found.isprintable():
            self.wrong(name)
        return found

    def whole(self, name: str, most: int) -> int | None:
        """A whole number above zero, with points every three digits or without; None if empty."""
        found = self.text(name)
        if not found.removeprefix("$").strip():
            return None
        amount = read_pesos(found, most)
        if amount is None:
            self.wrong(name)
        return amount

    def day(self, name: str) -> date | None:
        """A day; None if empty."""
        found = self.text(name)
        if not found:
            return None
        day = read_day(found)
        if day is None:
            self.wrong(name)
        return day


def read_day(text: str) -> date | None:
    """A day written `2026-05-20` or `20/05/2026`; None for anything else."""
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    elif here := _HERE.fullmatch(text):
        day, month, year = (int(part) for part in here.groups())
    else:
        return None
    return days.read_day(f"{year:04}-{month:02}-{day:02}")


def read(raw: Raw, today: date) -> Typed | list[Problem]:
    """Read what was typed.

    Args:
        raw: The texts by field; absent ones count as empty.
        today: The business day; acts of the future are refused.

    Returns:
        The obligation, or everything that is wrong with it, in the order of the columns.
    """
    reader = _Reader(raw)
    nit = _nit(reader)
    kind = _KINDS.get(plain(reader.text("kind")))
    if kind is None:
        reader.wrong("kind")
    right = _right(reader, kind)
    year = _year(reader)
    units = reader.whole("units", _MOST_UNITS) or 1
    amount = reader.whole("amount", MOST_PESOS)
    act = reader.words("act")
    act_day = reader.day("act_day")
    final_on, due_on = reader.day("final_on"), reader.day("due_on")
    norm, description = reader.words("norm"), reader.words("description")
    debts = tuple(each.strip() for each in reader.text("debts").split(";") if each.strip())
    _check_days(reader, today, act_day, final_on, due_on)
    _check_kind(reader, kind, right, debts)
    if reader.problems or kind is None or act_day is None:
        return _in_order(reader.problems)
    return Typed(
        nit=nit, kind=kind, expediente=reader.text("expediente"), right=right,
        year=year, units=units,
        amount=amount, act=act, act_day=act_day, final_on=final_on, due_on=due_on,
        norm=norm, description=description, debts=debts,
    )  # fmt: skip


def _nit(reader: _Reader) -> str:
    try:
        return parse_nit(reader.text("nit")).number
    except InvalidNit as error:
        found = reader.text("nit")
        problem = Problem("nit", found[:80], str(error)) if found else unlike("nit", "")
        reader.problems.append(problem)
        return ""


def _right(reader: _Reader, kind: ObligationKind | None) -> Right | None:
    if kind is not ObligationKind.RIGHT:
        return None
    right = _RIGHTS.get(plain(reader.text("right")))
    if right is None:
        reader.wrong("right")
    return right


def _year(reader: _Reader) -> int | None:
    found = reader.text("year")
    if not found:
        return None
    if not (found.isascii() and found.isdigit() and _FIRST_YEAR <= int(found[:5]) <= _LAST_YEAR):
        reader.wrong("year")
        return None
    return int(found)


def _check_days(
    reader: _Reader, today: date, act_day: date | None, final_on: date | None, due_on: date | None
) -> None:
    if act_day is None and not reader.text("act_day"):
        reader.wrong("act_day")
    if act_day is not None and act_day > today:
        reader.wrong("act_day")
    if final_on is not None and (final_on > today or (act_day and final_on < act_day)):
        reader.wrong("final_on")
    if due_on is not None and act_day and due_on < act_day:
        reader.wrong("due_on")


def _check_kind(
    reader: _Reader, kind: ObligationKind | None, right: Right | None, debts: tuple[str, ...]
) -> None:
    """What each kind needs, and what it does not take."""
    needed: set[str] = set()
    foreign: set[str] = set()
    if kind is ObligationKind.RIGHT:
        spectrum = right is Right.SPECTRUM
        needed = {"expediente"} | ({"amount"} if spectrum else set())
        if right and not spectrum and not (reader.text("amount") and reader.text("due_on")):
            needed.add("final_on")
        foreign = {"debts"} | (set() if spectrum else {"year"})
        foreign |= set() if right is Right.CONCESSION else {"units"}
    elif kind is ObligationKind.FINE:
        needed, foreign = {"amount", "due_on"}, {"right", "year", "units", "debts"}
    elif kind is ObligationKind.INSTALMENT:
        needed = {"amount", "due_on", "debts"}
        foreign = {"right", "year", "units", "expediente"}
    for name in needed:
        if not reader.text(name):
            reader.wrong(name)
    for name in foreign:
        if reader.text(name):
            found = reader.text(name)[:80]
            reader.problems.append(Problem(name, found, NOT_IN_CASE.format(found=found)))
    if len(debts) > _MOST_DEBTS:
        reader.wrong("debts")


def _in_order(problems: list[Problem]) -> list[Problem]:
    """One problem for each field, in the order of the columns."""
    first = {problem.field: problem for problem in reversed(problems)}
    return [first[column.field] for column in COLUMNS if column.field in first]
