"""The day as a CSV file for the Ministry's accounting: debit = credit, always in the same order."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Final

from ser_app.base import audit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.law.periods import Regime
from ser_app.ledger.journal import Account, Concept
from ser_app.oversight.accounting import repository
from ser_app.oversight.accounting.mapping import DEFAULTS, Coded, code_for
from ser_app.oversight.accounting.models import AccountingCode
from ser_app.oversight.accounting.repository import Exported
from ser_app.oversight.accounting.texts import (
    CODE_DAY,
    CODE_DIGITS,
    CODE_NAME,
    CODE_OPEN_DAY,
    CODE_WHAT,
    NO_CODE,
    REASON_NEEDED,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day as short_day

HEADING: Final = (
    "fecha", "comprobante", "fecha_valor", "codigo", "cuenta", "debito", "credito", "nit",
    "concepto", "regimen", "descripcion",
)  # fmt: skip
GROUPED_HEADING: Final = ("fecha", "codigo", "cuenta", "debito", "credito")
_MOST_DIGITS: Final = 12
_SHORTEST_REASON: Final = 10
_LONGEST: Final = 200
_FORMULA: Final = frozenset("=+-@\t\r")


@dataclass(frozen=True, slots=True)
class Written:
    """A code as somebody typed it."""

    account: str
    concept: str
    regime: str
    valid_from: str
    code: str
    name: str
    reason: str


def day_csv(res: Resources, actor: Actor, day: date, *, grouped: bool = False) -> bytes:
    """The entries posted in a day with their accounting codes.

    Args:
        res: Resources.
        actor: Who exports.
        day: Posting day.
        grouped: One line a code instead of one an entry.

    Raises:
        NotAllowed: The person may not.
        Refused: Some entry has no code.
    """
    actor.require(Permission.DAY_EXPORT)
    with res.database.unit() as unit:
        entries = repository.entries_of(unit, day)
        coded = [
            (each, _coded([*DEFAULTS, *repository.codes(unit)], each, day)) for each in entries
        ]
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"day:{day.isoformat()}",
            action="day.exported",
            author=actor,
            detail={"entries": len(entries), "grouped": grouped},
        )
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(GROUPED_HEADING if grouped else HEADING)
    writer.writerows(_by_code(coded, day) if grouped else map(_line, coded))
    return text.getvalue().encode("utf-8-sig")


Pair = tuple[Exported, Coded]


def _coded(codes: Sequence[Coded], entry: Exported, day: date) -> Coded:
    found = code_for(codes, entry.account, entry.concept, entry.regime, day)
    if found is None:
        what = f"{entry.account}, {entry.concept} {entry.regime}".strip()
        raise Refused("no_code", NO_CODE.format(what=what))
    return found


def _line(pair: Pair) -> list[str]:
    entry, coded = pair
    journal = entry.journal
    return [
        journal.posted_on.isoformat(),
        _text(journal.source),
        journal.value_day.isoformat(),
        coded.code,
        _text(coded.name),
        str(max(entry.amount, 0)),
        str(max(-entry.amount, 0)),
        entry.nit,
        Concept(entry.concept).label,
        entry.regime,
        _text(journal.description),
    ]


def _by_code(coded: Sequence[Pair], day: date) -> list[list[str]]:
    """One line a code, both sides summed apart, so that nothing is netted away."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for entry, code in coded:
        debit, credit = sums.get((code.code, code.name), (0, 0))
        sums[code.code, code.name] = (
            debit + max(entry.amount, 0), credit + max(-entry.amount, 0),
        )  # fmt: skip
    return [
        [day.isoformat(), code, _text(name), str(debit), str(credit)]
        for (code, name), (debit, credit) in sorted(sums.items())
    ]


def _text(value: str) -> str:
    """What a spreadsheet would take for a formula is kept as text."""
    return f"'{value}" if value[:1] in _FORMULA else value


def codes_of(res: Resources, actor: Actor) -> list[Coded]:
    """The packaged codes and every one that was written, in that order.

    Raises:
        NotAllowed: The person may not see the desk.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        return [*DEFAULTS, *repository.codes(unit)]


def write_code(res: Resources, actor: Actor, given: Written) -> None:
    """Let a code apply from a day on; what applied before stays for the days before.

    Raises:
        NotAllowed: The person may not.
        Refused: A value is missing or cannot be, or a day from then on was closed already.
    """
    actor.require(Permission.ACCOUNTING_EDIT)
    known = given.account in set(Account) and given.concept in {"", *Concept}
    if not known or given.regime not in {"", *Regime}:
        raise Refused("unknown", CODE_WHAT, field="account")
    if not (given.code.isascii() and given.code.isdigit() and len(given.code) <= _MOST_DIGITS):
        raise Refused("code", CODE_DIGITS, field="code")
    if not given.name.strip():
        raise Refused("name", CODE_NAME, field="name")
    try:
        valid_from = date.fromisoformat(given.valid_from)
    except ValueError as error:
        raise Refused("day", CODE_DAY, field="valid_from") from error
    if len(given.reason.strip()) < _SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    with res.database.unit() as unit:
        closed = repository.last_closed_day(unit)
        if closed is not None and valid_from <= closed:
            text = CODE_OPEN_DAY.format(day=short_day(closed))
            raise Refused("closed_day", text, field="valid_from")
        row = AccountingCode(
            account=given.account,
            concept=given.concept,
            regime=given.regime,
            valid_from=valid_from,
            code=given.code,
            name=given.name.strip()[:_LONGEST],
            reason=given.reason.strip()[:_LONGEST],
            written_by_id=actor.user_id,
            written_by=actor.label,
            at=res.clock.now(),
        )
        before = code_for(
            [*DEFAULTS, *repository.codes(unit)],
            row.account, row.concept, row.regime, valid_from,
        )  # fmt: skip
        repository.add_code(unit, row)
        audit.record(
            unit,
            at=row.at,
            subject=f"accounting_code:{row.account}/{row.concept}/{row.regime}",
            action="accounting_code.written",
            author=actor,
            detail={
                "valid_from": valid_from.isoformat(), "code": row.code, "name": row.name,
                "reason": row.reason,
            },
            before={"code": before.code, "name": before.name} if before else None,
            after={"code": row.code, "name": row.name},
        )  # fmt: skip
