"""Dated values: what a parameter is worth from a day on, why, and how sure we are."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from ser_app.law.errors import UnknownParameter
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.texts import long_day

Value = Decimal | int | bool | str
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Alternative:
    """The other reading of a rule that the norm leaves open.

    Attributes:
        value: The value under that reading, as the file writes it.
        meaning: What it would mean, in Spanish.
    """

    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Dated(Generic[T_co]):
    """A value with its validity, its norms and its provenance; `name` is its parameter's."""

    value: T_co
    valid_from: date
    valid_to: date | None
    provenance: Provenance
    citations: tuple[Citation, ...] = ()
    note: str = ""
    alternatives: tuple[Alternative, ...] = ()
    name: str = ""


AnyDated = Dated[Decimal] | Dated[int] | Dated[bool] | Dated[str]
"""A dated value of any kind."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A rule of the law that can change with time.

    Attributes:
        name: `levy_rate.PRST`: what it is and, when it has one, its regime.
        description: What it means, in Spanish.
        unit: `fraction`, `pesos`, `days`, `months`, `wages`, `flag` or `choice`.
        values: The dated values, oldest first, without gaps between them.
        file: The file that defines it.
    """

    name: str
    description: str
    unit: str
    values: tuple[Dated[Value], ...]
    file: str = ""

    def on(self, day: date) -> Dated[Value]:
        """The value in force on a day.

        Raises:
            UnknownParameter: The first value begins later.
        """
        index = bisect_right(self.values, day, key=lambda dated: dated.valid_from) - 1
        if index < 0:
            first = self.values[0].valid_from
            raise UnknownParameter(
                f"El parámetro «{self.name}» no tiene valor el {long_day(day)}: el primero rige "
                f"desde el {long_day(first)}.",
                parameter=self.name,
                day=day,
            )
        return self.values[index]
