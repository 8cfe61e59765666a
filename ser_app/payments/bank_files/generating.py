"""Make a bank's file of FURs that wait for money, for demonstrations and trials."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.furs.form import BENEFICIARY_DIGITS
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.models import BankAgreement
from ser_app.payments.bank_files.writing import Collected, write
from ser_app.payments.collecting.repository import waiting_for_money

Kind = Literal["clean", "exceptions", "defects"]
_ONE_OFF: Final = 7
"""Pesos by which the wrong amount is wrong."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What file to make.

    Attributes:
        kind: Clean; with exceptions a person resolves; or with defects for which it is refused.
        bank: Code of the bank; empty for the first agreement.
        day: Collection day; None for today.
        most: At most so many payments of FURs.
    """

    kind: Kind = "clean"
    bank: str = ""
    day: date | None = None
    most: int = 50


def generate(res: Resources, wanted: Wanted, path: Path) -> int:
    """Write a file with the FURs that a bank could have collected on that day.

    Args:
        res: Resources; only a demonstration has files made for it.
        wanted: What file.
        path: Where to write it.

    Returns:
        How many payments it has.

    Raises:
        Refused: No demonstration, no agreement with that bank, or no FUR waits for money.
    """
    if not res.settings.demo:
        raise Refused(
            "not_a_demonstration",
            "Los archivos de prueba solo se fabrican con SER_MODE=demo. No se escribió nada.",
        )
    day = wanted.day or res.clock.today()
    with res.database.reading() as unit:
        agreement = _agreement(repository.agreements(unit), wanted.bank)
        furs = [
            Collected(reference, total)
            for reference, total in waiting_for_money(unit, day, wanted.most)
        ]
    if not furs:
        raise Refused("nothing_waits", f"Ningún FUR puede pagarse el {day.isoformat()}.")
    payments = with_exceptions(furs) if wanted.kind == "exceptions" else furs
    lines = write(
        payments,
        nit=BENEFICIARY_DIGITS,
        collected_on=day,
        bank=agreement.code,
        account=agreement.account,
        modifier="A",
    )
    with path.open("wb") as out:
        out.writelines(damaged(lines) if wanted.kind == "defects" else lines)
    return len(payments)


def _agreement(known: Sequence[BankAgreement], code: str) -> BankAgreement:
    for each in known:
        if code in {"", each.code}:
            return each
    raise Refused(
        "no_agreement",
        "No hay convenio con ese banco: regístrelo con «bank-file agreement». No se escribió nada.",
    )


def with_exceptions(payments: Sequence[Collected]) -> list[Collected]:
    """The same payments with three more or less wrong: amount, reference and one too many."""
    first = payments[0]
    wrong = Collected(first.reference, first.amount + _ONE_OFF)
    return [wrong, *payments[1:], payments[-1], astray(first)]


def astray(payment: Collected) -> Collected:
    """The same payment with another last digit in its reference."""
    digit = (int(payment.reference[-1]) + 1) % 10
    return Collected(f"{payment.reference[:-1]}{digit}", payment.amount)


def damaged(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The same file with a letter in the first amount, so that the sums do not match either."""
    for number, line in enumerate(lines, 1):
        yield line[:55] + b"O" + line[56:] if number == 3 else line  # noqa: PLR2004  first detail
