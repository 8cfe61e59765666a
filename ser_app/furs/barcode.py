"""The GS1-128 bar code of Colombian collections: who collects, reference, amount and last day.

`FNC1 415 GLN | 8020 reference | FNC1 | 3900 amount | FNC1 | 96 YYYYMMDD`. AI 415 has a fixed
length and takes no separator; 8020 and 3900 vary and end with one. AI 96 for the last day is the
custom of Colombian banks (GS1's own is 12), and so is the length of the symbol, which exceeds the
48 characters that GS1 recommends: banks print it as one, and so do we.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.furs.code128 import SEPARATOR, gs1_symbols, module_widths

DEFAULT_AMOUNT_DIGITS: Final = 10
MAX_REFERENCE_DIGITS: Final = 25
QUIET_MODULES: Final = 10
_GLN_DIGITS: Final = 13


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar code ready to be drawn.

    Attributes:
        widths: Bars and spaces in turn, in modules, beginning and ending with a bar.
        text: What stands under it, application identifiers in parentheses.
        data: What a scanner returns.
    """

    widths: tuple[int, ...]
    text: str
    data: bytes

    @property
    def modules(self) -> int:
        """Width in modules without the quiet zones."""
        return sum(self.widths)


def gs1_128_elements(gln: str, reference: str, amount: int, due_on: date) -> bytes:
    """The data of the bar code as a scanner returns it, 0x1D between variable fields.

    Args:
        gln: GLN-13 (IAC) of the collection agreement.
        reference: Payment reference, 1-25 digits, taken as given.
        amount: Whole pesos; padded with zeros to 10 digits, longer ones whole.
        due_on: Last day on which the amount holds.

    Raises:
        ValueError: The GLN's check digit is wrong, or a field is not made of digits.
    """
    fields = _fields(gln, reference, amount, due_on)
    joined = "".join(
        identifier + value + (SEPARATOR if identifier in {"8020", "3900"} else "")
        for identifier, value in fields
    )
    return joined.encode("ascii")


def collection_bars(gln: str, reference: str, amount: int, due_on: date) -> Bars:
    """The bar code of a FUR; arguments and errors as in `gs1_128_elements`."""
    data = gs1_128_elements(gln, reference, amount, due_on)
    fields = _fields(gln, reference, amount, due_on)
    return Bars(
        widths=tuple(module_widths(gs1_symbols(data.decode("ascii")))),
        text="".join(f"({identifier}){value}" for identifier, value in fields),
        data=data,
    )


def gln_check_digit(digits: str) -> str:
    """The 13th digit of a GLN: weights 1 and 3 in turn, modulo 10 (GS1 General Specifications)."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return str(-total % 10)


def _fields(
    gln: str, reference: str, amount: int, due_on: date
) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str], tuple[str, str]]:
    if not _digits(gln) or len(gln) != _GLN_DIGITS or gln_check_digit(gln[:-1]) != gln[-1]:
        raise ValueError(f"GLN {gln!r} is not 13 digits with a right check digit")
    if not _digits(reference) or len(reference) > MAX_REFERENCE_DIGITS:
        raise ValueError(f"reference {reference!r} is not 1-{MAX_REFERENCE_DIGITS} digits")
    if amount < 0:
        raise ValueError("an amount to collect is never negative")
    return (
        ("415", gln),
        ("8020", reference),
        ("3900", f"{amount:0{DEFAULT_AMOUNT_DIGITS}d}"),
        ("96", f"{due_on:%Y%m%d}"),
    )


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
