"""The rule book: every dated rule and datum of the law, immutable, with a version of its own."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from ser_app.law.errors import InvalidParameters
from ser_app.law.parameters.exceptions import DueException
from ser_app.law.parameters.loader import (
    load_due_exceptions,
    load_holidays,
    load_parameters,
    with_ends,
)
from ser_app.law.parameters.schema import OPTIONAL, SPECS, SPLIT
from ser_app.law.parameters.tables import (
    RateRow,
    WageRow,
    join_rates,
    join_wages,
    read_rates,
    read_wages,
)
from ser_app.law.parameters.values import Dated, Parameter, Value
from ser_app.law.parameters.yaml_source import Source
from ser_app.law.periods import Regime
from ser_app.law.working_days import WorkingCalendar

_TOPICS = (
    "levy.yaml",
    "due_days.yaml",
    "penalties.yaml",
    "penalties_radio.yaml",
    "penalties_d1972.yaml",
    "inaccuracy.yaml",
    "corrections.yaml",
    "interest.yaml",
    "imputation.yaml",
    "agreements.yaml",
    "alerts.yaml",
)
_VERSION_LENGTH = 12


@dataclass(frozen=True, eq=False)
class RuleBook:
    """All rules and data. Two books are equal only when they are the same object.

    Attributes:
        parameters: The dated parameters by name.
        due_exceptions: Due days that a norm or a contingency changed; the first that reaches a
            due day wins.
        calendar: Working days.
        rates: Arrears rates, oldest first, without gaps.
        wages: Minimum wages, oldest first, without gaps.
    """

    parameters: Mapping[str, Parameter]
    due_exceptions: tuple[DueException, ...]
    calendar: WorkingCalendar
    rates: tuple[RateRow, ...]
    wages: tuple[WageRow, ...]

    def number(self, name: str, day: date) -> Dated[Decimal]:
        """A fraction or a number of wages in force on a day.

        Raises:
            UnknownParameter: It has no value on that day.
        """
        return cast("Dated[Decimal]", self.parameters[name].on(day))

    def optional_number(self, name: str, day: date) -> Dated[Decimal] | None:
        """The same for a rule that only some regimes have, or none.

        Raises:
            UnknownParameter: The regime has the rule, without a value on that day.
        """
        return self.number(name, day) if name in self.parameters else None

    def whole(self, name: str, day: date) -> Dated[int]:
        """A number of pesos, days or months in force on a day.

        Raises:
            UnknownParameter: It has no value on that day.
        """
        return cast("Dated[int]", self.parameters[name].on(day))

    def flag(self, name: str, day: date) -> Dated[bool]:
        """A yes or no in force on a day.

        Raises:
            UnknownParameter: It has no value on that day.
        """
        return cast("Dated[bool]", self.parameters[name].on(day))

    def choice(self, name: str, day: date) -> Dated[str]:
        """A choice between readings of a norm, in force on a day.

        Raises:
            UnknownParameter: It has no value on that day.
        """
        return cast("Dated[str]", self.parameters[name].on(day))

    def of_regime(self, name: str, regime: Regime, day: date) -> Dated[str]:
        """A choice that holds for all regimes, unless this one has a value of its own that day.

        Raises:
            UnknownParameter: It has no value on that day.
        """
        own = self.parameters.get(f"{name}.{regime}")
        if own is None or day < own.values[0].valid_from:
            return self.choice(name, day)
        return cast("Dated[str]", own.on(day))

    @cached_property
    def version(self) -> str:
        """Short hash of the content: same rules and data, same version."""
        content = json.dumps(_content(self), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:_VERSION_LENGTH]

    def with_value(self, name: str, value: Dated[Value]) -> "RuleBook":
        """A new book with one more dated value of a parameter.

        Args:
            name: The parameter; the override of one regime, such as `month_counting.RADIO`, is
                made from the general rule when it does not exist yet.
            value: The value; one that begins the same day is replaced by it.

        Raises:
            InvalidParameters: There is no such parameter.
        """
        parameter = self.parameters.get(name)
        if parameter is None and name in SPLIT:
            book = self
            for part in SPLIT[name]:
                book = book.with_value(part, value)
            return book
        if parameter is None and name in OPTIONAL:
            general = self.parameters[name.partition(".")[0]]
            parameter = replace(general, name=name, values=())
        if parameter is None:
            raise InvalidParameters(
                f"el parámetro «{name}» no se conoce",
                file="valores aprobados",
                line=0,
                expected="un parámetro de los que se listan",
            )
        return replace(self, parameters={**self.parameters, name: _with_value(parameter, value)})

    def with_rows(
        self,
        *,
        rates: Iterable[RateRow] = (),
        wages: Iterable[WageRow] = (),
        due_exceptions: Iterable[DueException] = (),
    ) -> "RuleBook":
        """A new book with more rows; one that begins like a known row replaces it.

        Args:
            rates: Arrears rates, of the database or of the demonstration.
            wages: Minimum wages.
            due_exceptions: Contingencies and norms; these are looked at first.

        Raises:
            InvalidParameters: Days or years would be missing or covered twice.
        """
        return replace(
            self,
            rates=join_rates(self.rates, rates),
            wages=join_wages(self.wages, wages),
            due_exceptions=(*due_exceptions, *self.due_exceptions),
        )


def _with_value(parameter: Parameter, added: Dated[Value]) -> Parameter:
    """The parameter with one value more; one that begins the same day gives way to it."""
    kept = [dated for dated in parameter.values if dated.valid_from != added.valid_from]
    ordered = sorted([*kept, replace(added, name=parameter.name)], key=lambda each: each.valid_from)
    return replace(parameter, values=with_ends(ordered))


def _content(book: RuleBook) -> list[object]:
    """What the version depends on, in a fixed order: values, validity, norms and provenance."""
    return [
        [
            [parameter.name, parameter.unit, [_dated_content(dated) for dated in parameter.values]]
            for _, parameter in sorted(book.parameters.items())
        ],
        [_exception_content(exception) for exception in book.due_exceptions],
        [
            [rule.name, rule.month_day, rule.easter_offset, rule.moves, rule.first_year, rule.norm]
            for rule in book.calendar.rules
        ],
        [
            [
                row.valid_from.isoformat(),
                row.valid_to.isoformat(),
                str(row.usury_rate_percent),
                str(row.arrears_rate_percent),
                row.provenance,
            ]
            for row in book.rates
        ],
        [[row.year, row.monthly_pesos, row.provenance] for row in book.wages],
    ]


def _dated_content(dated: Dated[Value]) -> list[object]:
    citations = [[citation.norm, citation.article] for citation in dated.citations]
    return [dated.valid_from.isoformat(), str(dated.value), dated.provenance, citations]


def _exception_content(exception: DueException) -> list[object]:
    return [
        exception.kind,
        sorted(exception.regimes),
        [period.text for period in sorted(exception.periods)],
        str(exception.due_from),
        str(exception.due_to),
        exception.new_due_on.isoformat(),
        exception.provenance,
        exception.citation.text,
    ]


def build_rules(files: Mapping[str, str]) -> RuleBook:
    """Build a book from the text of its files.

    Args:
        files: Text by file name: the topics, `due_exceptions.yaml`, `holidays.yaml`,
            `arrears_rates.csv` and `minimum_wage.csv`.

    Raises:
        InvalidParameters: A file is wrong; the message says file, line and what was expected.
    """
    parameters: dict[str, Parameter] = {}
    for topic in _TOPICS:
        parameters |= load_parameters(Source(topic, files[topic]))
    for name in SPECS.keys() - OPTIONAL:
        if name not in parameters:
            raise InvalidParameters(
                f"falta el parámetro «{name}»",
                file=", ".join(_TOPICS),
                line=0,
                expected=f"una definición de «{name}»",
            )
    return RuleBook(
        parameters=parameters,
        due_exceptions=load_due_exceptions(
            Source("due_exceptions.yaml", files["due_exceptions.yaml"])
        ),
        calendar=WorkingCalendar(load_holidays(Source("holidays.yaml", files["holidays.yaml"]))),
        rates=read_rates(files["arrears_rates.csv"]),
        wages=read_wages(files["minimum_wage.csv"]),
    )


def packaged_files() -> dict[str, str]:
    """The text of the files that come with the program, by name."""
    law = Path(__file__).parent.parent
    yaml_files = (*_TOPICS, "due_exceptions.yaml", "holidays.yaml")
    texts = {name: (law / "parameters" / name).read_text("utf-8") for name in yaml_files}
    for name in ("arrears_rates.csv", "minimum_wage.csv"):
        texts[name] = (law / "data" / name).read_text("utf-8")
    return texts


@cache
def packaged_rules() -> RuleBook:
    """The rules that come with the program, read once."""
    return build_rules(packaged_files())
