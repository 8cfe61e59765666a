"""The NIT, tax number of Colombia, and its check digit (DIAN, Orden Administrativa 4 de 1989).

Each digit is multiplied by a prime that depends on its position from the right; the remainder of
the sum by 11 is the check digit when it is 0 or 1, and 11 minus it otherwise.
"""

import re
from dataclasses import dataclass

_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)
_MODULUS = 11
_SHAPE = re.compile(r"([0-9]{1,15})(?:-([0-9]))?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


class InvalidNit(ValueError):
    """The text is no NIT, or its check digit does not match; the message says so in Spanish."""


@dataclass(frozen=True, slots=True, order=True)
class Nit:
    """A tax number without its check digit.

    Attributes:
        number: The digits, without leading zeros.
    """

    number: str

    @property
    def check_digit(self) -> int:
        """The digit after the hyphen."""
        return check_digit(self.number)

    @property
    def text(self) -> str:
        """As people write it: `899.999.053-1`."""
        return f"{int(self.number):,}".replace(",", ".") + f"-{self.check_digit}"

    def __str__(self) -> str:
        return self.text


def check_digit(number: str | int) -> int:
    """Compute the check digit of a NIT.

    Args:
        number: The digits without the check digit.

    Raises:
        InvalidNit: It is not made of 1 to 15 digits.
    """
    digits = str(number)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(_WEIGHTS)):
        raise InvalidNit(f"«{digits}» no es un NIT: escriba de 1 a 15 dígitos, sin letras.")
    weighted = zip(reversed(digits), _WEIGHTS, strict=False)
    rest = sum(int(digit) * weight for digit, weight in weighted) % _MODULUS
    return rest if rest < 2 else _MODULUS - rest  # noqa: PLR2004  0 and 1 stand for themselves


def parse_nit(text: str) -> Nit:
    """Read a NIT written with or without points, hyphen and check digit.

    Args:
        text: `899999053`, `899.999.053`, `899999053-1` or `899.999.053-1`. Ten digits in a row
            without a hyphen are a number of ten digits, not nine and a check digit.

    Raises:
        InvalidNit: It is no NIT, or the check digit given is not its own.
    """
    cleaned = "".join(text.split())
    body, hyphen, digit = cleaned.partition("-")
    if _THOUSANDS.fullmatch(body):
        body = body.replace(".", "")
    match = _SHAPE.fullmatch(f"{body}{hyphen}{digit}")
    if match is None or not int(match[1]):
        raise InvalidNit(f"«{text}» no es un NIT: escríbalo como 899.999.053-1.")
    nit = Nit(str(int(match[1])))
    if match[2] is not None and int(match[2]) != nit.check_digit:
        raise InvalidNit(
            f"El dígito de verificación de {nit.number} es {nit.check_digit}, no {match[2]}."
        )
    return nit
