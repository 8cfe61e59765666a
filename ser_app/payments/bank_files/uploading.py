"""Tesorería's door to loading: the permission, and what the person is told."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ser_app.base.resources import Resources
from ser_app.law.money import format_pesos
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.loading import Loader, load
from ser_app.payments.bank_files.records import Defect
from ser_app.payments.bank_files.texts import LOADED, REFUSED, defects_words, payments_words
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

MOST_BYTES: Final = 64 * 1024 * 1024
"""Of an upload over the web: some 390 000 payments."""
_CENTS: Final = 100


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What became of an upload: the file's public id, whether it was accepted, and a sentence."""

    public_id: str
    accepted: bool
    message: str


def upload(res: Resources, actor: Actor, path: Path, name: str) -> Uploaded:
    """Take in a file that somebody of Tesorería sent; a job posts it afterwards.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        path: Where its bytes are.
        name: As the person's computer calls it.

    Raises:
        NotAllowed: The person may not.
        Refused: It is empty.
        Conflict: It was loaded before.
    """
    actor.require(Permission.BANK_FILE_LOAD)
    file = load(res, Loader(actor.user_id, actor.label, "web"), path, name)
    if file.state == repository.REFUSED:
        message = REFUSED.format(count=defects_words(file.defects))
        return Uploaded(file.public_id, accepted=False, message=message)
    amount = format_pesos(file.cents // _CENTS)
    message = LOADED.format(payments=payments_words(file.payments), amount=amount)
    return Uploaded(file.public_id, accepted=True, message=message)


def defects_csv(res: Resources, actor: Actor, public_id: str) -> bytes:
    """Every defect of a file, as CSV for a spreadsheet and for the bank.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such file.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    lines = ["Línea;Posición;Dice;Se esperaba;Solo aviso"]
    with res.database.reading() as unit:
        file = repository.file_by_public_id(unit, public_id)
        for each in repository.all_defects(unit, file.id or 0):
            values = (
                str(each.line),
                str(each.first or ""),
                _quoted(each.found),
                _quoted(each.expected),
                "sí" if each.tolerated else "no",
            )
            lines.append(";".join(values))
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _quoted(text: str) -> str:
    """Text as a cell; what a spreadsheet would take for a formula is kept as text."""
    guarded = f"'{text}" if text[:1] in set("=+-@\t\r") else text
    return '"' + guarded.replace('"', '""') + '"'


def sentence_of(line: int, first: int, found: str, expected: str) -> str:
    """A stored defect in words."""
    return Defect(line, first, found, expected).sentence
