"""The first pass over a file: its structure, and whether it is ours. Nothing is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from ser_app.payments.bank_files.reading import read
from ser_app.payments.bank_files.records import Defect, Detail, Header, Totals

_HEADER_LINE: Final = 1
_NIT, _DAY, _BANK, _ACCOUNT = 3, 13, 21, 24


class Agreement(Protocol):
    """What a file must agree with: a bank and the account into which it collects."""

    code: str
    account: str
    name: str


@dataclass(frozen=True, slots=True)
class Ours:
    """What a file for us says in its header.

    Attributes:
        nits: The Fondo's NIT, with and without check digit.
        agreements: With which banks, for which accounts.
        today: No file is about a day to come.
    """

    nits: frozenset[str]
    agreements: tuple[Agreement, ...]
    today: date


@dataclass(slots=True)
class Checked:
    """What the first pass found; totals are known when it is over."""

    header: Header | None = None
    agreement: Agreement | None = None
    totals: Totals = field(default_factory=lambda: Totals(0, 0))
    serious: int = 0
    told: int = 0

    @property
    def defects(self) -> int:
        """All of them."""
        return self.serious + self.told


def check(lines: Iterable[bytes], ours: Ours, checked: Checked) -> Iterator[Defect | Detail]:
    """Read a file once; defects and payments come as they stand, the rest is left in `checked`."""
    for found in read(lines):
        if isinstance(found, Header):
            checked.header = found
            checked.agreement = _agreement(found, ours)
            for defect in _foreign(found, ours):
                yield _counted(defect, checked)
        elif isinstance(found, Defect):
            yield _counted(found, checked)
        elif isinstance(found, Totals):
            checked.totals = found
        else:
            yield found


def _counted(defect: Defect, checked: Checked) -> Defect:
    if defect.tolerated:
        checked.told += 1
    else:
        checked.serious += 1
    return defect


def _agreement(header: Header, ours: Ours) -> Agreement | None:
    account = header.account.strip().lstrip("0")
    for each in ours.agreements:
        if each.code == header.bank and each.account.lstrip("0") == account:
            return each
    return None


def _foreign(header: Header, ours: Ours) -> Iterator[Defect]:
    if header.nit not in ours.nits:
        expected = f"el NIT del Fondo ({min(ours.nits, key=len)}, con o sin dígito de verificación)"
        yield Defect(_HEADER_LINE, _NIT, header.nit, expected)
    if header.collected_on > ours.today:
        yield Defect(
            _HEADER_LINE,
            _DAY,
            f"{header.collected_on:%Y%m%d}",
            f"un día de recaudo que no sea posterior a hoy, {ours.today:%Y%m%d}",
        )
    accounts = [each.account for each in ours.agreements if each.code == header.bank]
    if not accounts:
        known = ", ".join(sorted({f"{each.code} {each.name}" for each in ours.agreements}))
        yield Defect(
            _HEADER_LINE, _BANK, header.bank, f"un banco con convenio ({known or 'no hay'})"
        )
    elif _agreement(header, ours) is None:
        expected = f"la cuenta del convenio ({' o '.join(accounts)})"
        yield Defect(_HEADER_LINE, _ACCOUNT, header.account, expected)
