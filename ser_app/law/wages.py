"""The minimum monthly wage (SMLMV) of a day, certified or, for a while, the last one known."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ser_app.law.errors import UnknownParameter
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.parameters import RuleBook, WageRow
from ser_app.law.texts import long_day

PARAMETER = "minimum_wage"
WHO_LOADS_IT = "Lo carga el Administrador SER en la página de parámetros"


@dataclass(frozen=True, slots=True, eq=False)
class Wage:
    """A minimum wage as a calculation uses it.

    Attributes:
        monthly_pesos: Whole pesos a month.
        year: The year of which it is.
        certified: False when it is the last known one standing in for a later year.
        provenance: How sure we are.
        citation: The norm.
    """

    monthly_pesos: int
    year: int
    certified: bool
    provenance: Provenance
    citation: Citation


def wage_on(day: date, rules: RuleBook) -> Wage:
    """The minimum wage of a day.

    Raises:
        UnknownParameter: The day is before the first year known, or too long after the last.
    """
    return _wages(rules).get(day.year) or _beyond(day, rules)


def last_certified_day(rules: RuleBook) -> date:
    """Last day with a certified minimum wage."""
    return date(rules.wages[-1].year, 12, 31)


@lru_cache(maxsize=32)
def _wages(rules: RuleBook) -> dict[int, Wage]:
    return {row.year: _wage(row, certified=True) for row in rules.wages}


def _wage(row: WageRow, *, certified: bool) -> Wage:
    return Wage(
        monthly_pesos=row.monthly_pesos,
        year=row.year,
        certified=certified,
        provenance=row.provenance,
        citation=_citation(row),
    )


def _citation(row: WageRow) -> Citation:
    """The decree of the year; a made-up wage has none."""
    days = date(row.year, 1, 1), date(row.year, 12, 31)
    if row.provenance is Provenance.DEMO:
        article = f"salario mínimo de {row.year} que nadie ha fijado"
        return Citation("Dato de demostración", article, "", *days)
    return Citation(
        norm="Decreto anual del Gobierno Nacional",
        article=f"salario mínimo legal mensual de {row.year}",
        url="https://www.mintrabajo.gov.co/",
        valid_from=days[0],
        valid_to=days[1],
    )


def _beyond(day: date, rules: RuleBook) -> Wage:
    """The last known wage, for as many days as the parameter allows."""
    last = last_certified_day(rules)
    if day < last:
        first = rules.wages[0].year
        raise UnknownParameter(
            f"No hay salario mínimo para el {long_day(day)}: el primero conocido es el de {first}.",
            parameter=PARAMETER,
            day=day,
            field="filed_on",
        )
    if day > last + timedelta(days=rules.whole("provisional_days", last).value):
        raise UnknownParameter(
            f"No hay salario mínimo para el {long_day(day)}: el último conocido es el de "
            f"{last.year}. {WHO_LOADS_IT}.",
            parameter=PARAMETER,
            day=day,
            field="filed_on",
        )
    return _wage(rules.wages[-1], certified=False)
