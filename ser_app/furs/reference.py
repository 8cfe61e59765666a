"""Numbers of FURs and the payment references bound to them.

The same reference goes on the FUR, to the payment gateway and into the bank's file, so it keeps
what all of them take: digits only, the first one not zero, an even length of at most 24 (the bar
code packs digits in pairs), the last digit a Luhn check.
"""

import secrets
from collections.abc import Callable
from typing import Final

MAX_REFERENCE_LENGTH: Final = 24
_SEQUENCE_DIGITS: Final = 6
_NOISE_DIGITS: Final = 5


def fur_number(year: int, sequence: int) -> str:
    """What people quote: `FUR-2013-000123`.

    Args:
        year: Business year of issue.
        sequence: Position among the FURs of that year, from 1.
    """
    return f"FUR-{year:04d}-{sequence:06d}"


def payment_reference(
    year: int, sequence: int, draw: Callable[[int], int] = secrets.randbelow
) -> str:
    """The payment reference of a FUR: year, sequence, five random digits and a Luhn digit.

    The sequence makes it unique; the random digits keep it from being guessed from a neighbour's.
    Nothing in it tells whose it is.

    Args:
        year: Business year of issue, 1000-9999, so that the first digit is never zero.
        sequence: Position among the FURs of that year, from 1.
        draw: Gives a random whole number below its argument.

    Returns:
        16 digits, two more for each hundredfold of a million FURs in the year.

    Raises:
        ValueError: The year or the sequence is out of range.
    """
    if not 1000 <= year <= 9999:  # noqa: PLR2004  four digits, the first not zero
        raise ValueError(f"a year of four digits is needed, not {year}")
    if sequence < 1:
        raise ValueError("the sequence starts at 1")
    width = max(_SEQUENCE_DIGITS, len(str(sequence)) + len(str(sequence)) % 2)
    noise = draw(10**_NOISE_DIGITS)
    body = f"{year}{sequence:0{width}d}{noise:0{_NOISE_DIGITS}d}"
    reference = body + luhn_digit(body)
    if len(reference) > MAX_REFERENCE_LENGTH:
        raise ValueError(f"reference {reference} is longer than {MAX_REFERENCE_LENGTH} digits")
    return reference


def luhn_digit(digits: str) -> str:
    """The check digit that makes `digits` pass the Luhn test (ISO/IEC 7812-1, annex B)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004  sum of the two digits
    return str(-total % 10)


def is_payment_reference(text: str) -> bool:
    """Whether `text` is formed like a reference of ours, its Luhn digit included."""
    return (
        text.isascii()
        and text.isdigit()
        and 2 <= len(text) <= MAX_REFERENCE_LENGTH  # noqa: PLR2004  one digit and its check
        and len(text) % 2 == 0
        and text[0] != "0"
        and luhn_digit(text[:-1]) == text[-1]
    )
