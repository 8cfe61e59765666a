"""Arrears rates and minimum wages: certified rows, without gaps, and how new ones join them."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import TypeVar

from ser_app.law.errors import InvalidParameters
from ser_app.law.explanation import Provenance
from ser_app.law.parameters.yaml_source import read_day

Row = TypeVar("Row")
_ONE_DAY = timedelta(days=1)
_RATES_FILE, _WAGES_FILE = "arrears_rates.csv", "minimum_wage.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """The rates certified for some days.

    Attributes:
        valid_from: First day.
        valid_to: Last day.
        usury_rate_percent: Usury rate of consumer credit, effective a year, in percent.
        arrears_rate_percent: Rate of E.T. art 635: the usury rate, less two points since 2017.
        provenance: How sure we are.
    """

    valid_from: date
    valid_to: date
    usury_rate_percent: Decimal
    arrears_rate_percent: Decimal
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class WageRow:
    """The minimum monthly wage (SMLMV) of a year.

    Attributes:
        year: Calendar year.
        monthly_pesos: Whole pesos a month.
        provenance: How sure we are.
    """

    year: int
    monthly_pesos: int
    provenance: Provenance


def read_rates(text: str) -> tuple[RateRow, ...]:
    """Read `arrears_rates.csv`.

    Raises:
        InvalidParameters: A row is wrong, or days are missing or repeated.
    """
    rows = [
        _read_row(_rate_row, row, _RATES_FILE, line)
        for line, row in enumerate(csv.DictReader(text.splitlines()), start=2)
    ]
    return join_rates((), rows)


def read_wages(text: str) -> tuple[WageRow, ...]:
    """Read `minimum_wage.csv`.

    Raises:
        InvalidParameters: A row is wrong, or a year is missing or repeated.
    """
    rows = [
        _read_row(_wage_row, row, _WAGES_FILE, line)
        for line, row in enumerate(csv.DictReader(text.splitlines()), start=2)
    ]
    return join_wages((), rows)


def join_rates(known: Iterable[RateRow], new: Iterable[RateRow]) -> tuple[RateRow, ...]:
    """Add rows to the known ones; a row that begins on the same day replaces the known one.

    Raises:
        InvalidParameters: Days would be missing or covered twice.
    """
    by_day = {row.valid_from: row for row in known} | {row.valid_from: row for row in new}
    rows = tuple(by_day[day] for day in sorted(by_day))
    for index, (before, after) in enumerate(pairwise(rows)):
        if after.valid_from != before.valid_to + _ONE_DAY:
            raise InvalidParameters(
                f"entre la tasa que rige hasta el {before.valid_to} y la que rige desde el "
                f"{after.valid_from} faltan o sobran días",
                file=_RATES_FILE,
                line=index + 3,
                expected=f"una tasa que rija desde el {before.valid_to + _ONE_DAY}",
            )
    return rows


def join_wages(known: Iterable[WageRow], new: Iterable[WageRow]) -> tuple[WageRow, ...]:
    """Add years to the known ones; a row of a known year replaces it.

    Raises:
        InvalidParameters: A year would be missing.
    """
    by_year = {row.year: row for row in known} | {row.year: row for row in new}
    rows = tuple(by_year[year] for year in sorted(by_year))
    for index, (before, after) in enumerate(pairwise(rows)):
        if after.year != before.year + 1:
            raise InvalidParameters(
                f"falta el salario mínimo de {before.year + 1}",
                file=_WAGES_FILE,
                line=index + 3,
                expected=f"el año {before.year + 1}",
            )
    return rows


def _read_row(
    reader: Callable[[dict[str, str]], Row], row: dict[str, str], file: str, line: int
) -> Row:
    try:
        return reader(row)
    except (KeyError, ValueError, InvalidOperation, TypeError) as error:
        raise InvalidParameters(
            f"la fila {list(row.values())} no se puede leer",
            file=file,
            line=line,
            expected="las columnas del encabezado con días ISO, números y una procedencia",
        ) from error


def _rate_row(row: dict[str, str]) -> RateRow:
    return RateRow(
        valid_from=read_day(row["valid_from"]),
        valid_to=read_day(row["valid_to"]),
        usury_rate_percent=_percent(row["usury_rate_percent"]),
        arrears_rate_percent=_percent(row["arrears_rate_percent"]),
        provenance=Provenance(row["provenance"]),
    )


def _wage_row(row: dict[str, str]) -> WageRow:
    return WageRow(
        year=int(row["year"]),
        monthly_pesos=int(row["monthly_minimum_wage_pesos"]),
        provenance=Provenance(row["provenance"]),
    )


def _percent(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite() or value <= 0:
        raise ValueError(text)
    return value
