"""A rule book as one JSON value and back: what a filing was liquidated by, kept for good.

The book that is read back has the version of the one that was written, or it is refused.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from ser_app.law.errors import InvalidParameters
from ser_app.law.explanation import Citation, Provenance, citation_from_json, citation_to_json
from ser_app.law.parameters import (
    Alternative,
    Dated,
    DueException,
    ExceptionKind,
    Parameter,
    RateRow,
    RuleBook,
    WageRow,
)
from ser_app.law.parameters.schema import SPLIT, Spec, Unit
from ser_app.law.parameters.values import Value
from ser_app.law.periods import Period, Regime
from ser_app.law.working_days import HolidayRule, WorkingCalendar

FORMAT = 1
"""The shape of the JSON; an older one is read as it was written."""


def rules_to_json(rules: RuleBook) -> dict[str, Any]:
    """Write a whole book."""
    return {
        "format": FORMAT,
        "version": rules.version,
        "parameters": [_parameter(found) for found in rules.parameters.values()],
        "due_exceptions": [_exception(found) for found in rules.due_exceptions],
        "holidays": [_holiday(found) for found in rules.calendar.rules],
        "rates": [_rate(row) for row in rules.rates],
        "wages": [[row.year, row.monthly_pesos, row.provenance.value] for row in rules.wages],
    }


def rules_from_json(data: Mapping[str, Any]) -> RuleBook:
    """Read back what `rules_to_json` wrote.

    Raises:
        InvalidParameters: What is read has another version than what was written.
    """
    parameters = {found["name"]: _read_parameter(found) for found in data["parameters"]}
    rules = RuleBook(
        parameters=parameters,
        due_exceptions=tuple(_read_exception(found) for found in data["due_exceptions"]),
        calendar=WorkingCalendar(tuple(_read_holiday(found) for found in data["holidays"])),
        rates=tuple(_read_rate(row) for row in data["rates"]),
        wages=tuple(
            WageRow(year=year, monthly_pesos=pesos, provenance=Provenance(provenance))
            for year, pesos, provenance in data["wages"]
        ),
    )
    if rules.version != data["version"]:
        raise InvalidParameters(
            f"las reglas leídas tienen la versión {rules.version}",
            file="copia de las reglas",
            line=0,
            expected=f"la versión {data['version']}, con la que se guardaron",
        )
    return rules


def completed(rules: RuleBook, present: RuleBook) -> RuleBook:
    """An old book with the parameters that the engine learnt to need since then.

    They cannot change what it liquidates: each of them came together with facts that no older
    filing has, or gets the value by which the engine of the time liquidated.

    Args:
        rules: The book of an old filing.
        present: The book in force.
    """
    missing = present.parameters.keys() - rules.parameters.keys()
    if not missing:
        return rules
    added = {name: _as_it_was(name, rules, present) for name in sorted(missing)}
    return RuleBook(
        parameters={**rules.parameters, **added},
        due_exceptions=rules.due_exceptions,
        calendar=rules.calendar,
        rates=rules.rates,
        wages=rules.wages,
    )


_BEFORE: Mapping[str, Value] = {"spectrum_term.PRST": "after_act"}
"""What the engine did before these rules could be chosen (spectrum of PRST: until 2.0.0)."""

_WHOLE = {part: whole for whole, parts in SPLIT.items() for part in parts}


def _as_it_was(name: str, old: RuleBook, present: RuleBook) -> Parameter:
    """A parameter that an old book lacks, with the value that its time applied."""
    found = present.parameters[name]
    if name in _BEFORE:
        first = replace(found.values[0], value=_BEFORE[name], valid_to=None, alternatives=())
        return replace(found, values=(first,))
    whole = old.parameters.get(_WHOLE.get(name, ""))
    if whole is None:
        return found
    return replace(found, values=tuple(replace(dated, name=name) for dated in whole.values))


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "description": parameter.description,
        "unit": parameter.unit,
        "file": parameter.file,
        "values": [_dated(dated) for dated in parameter.values],
    }


def _dated(dated: Dated[Value]) -> dict[str, Any]:
    return {
        "value": _text(dated.value),
        "valid_from": dated.valid_from.isoformat(),
        "valid_to": _day_or_none(dated.valid_to),
        "provenance": dated.provenance.value,
        "citations": [citation_to_json(citation) for citation in dated.citations],
        "note": dated.note,
        "alternatives": [[other.value, other.meaning] for other in dated.alternatives],
    }


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_parameter(data: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=data["name"],
        description=data["description"],
        unit=data["unit"],
        file=data["file"],
        values=tuple(_read_dated(data, dated) for dated in data["values"]),
    )


def _read_dated(parameter: Mapping[str, Any], data: Mapping[str, Any]) -> Dated[Value]:
    unit = Unit(parameter["unit"])
    text = data["value"]
    return Dated(
        # the choices of a rule may have changed since; the text itself is what was applied
        value=text if unit is Unit.CHOICE else Spec(unit).read(text),
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_to=_read_day_or_none(data["valid_to"]),
        provenance=Provenance(data["provenance"]),
        citations=tuple(citation_from_json(citation) for citation in data["citations"]),
        note=data["note"],
        alternatives=tuple(Alternative(value, meaning) for value, meaning in data["alternatives"]),
        name=parameter["name"],
    )


def _exception(found: DueException) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "regimes": sorted(found.regimes),
        "periods": [period.text for period in sorted(found.periods)],
        "due_from": _day_or_none(found.due_from),
        "due_to": _day_or_none(found.due_to),
        "new_due_on": found.new_due_on.isoformat(),
        "reason": found.reason,
        "provenance": found.provenance.value,
        "citation": citation_to_json(found.citation),
    }


def _read_exception(data: Mapping[str, Any]) -> DueException:
    citation: Citation = citation_from_json(data["citation"])
    return DueException(
        kind=ExceptionKind(data["kind"]),
        regimes=frozenset(Regime(regime) for regime in data["regimes"]),
        periods=frozenset(Period.parse(period) for period in data["periods"]),
        due_from=_read_day_or_none(data["due_from"]),
        due_to=_read_day_or_none(data["due_to"]),
        new_due_on=date.fromisoformat(data["new_due_on"]),
        reason=data["reason"],
        provenance=Provenance(data["provenance"]),
        citation=citation,
    )


def _holiday(rule: HolidayRule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "month_day": list(rule.month_day) if rule.month_day else None,
        "easter_offset": rule.easter_offset,
        "moves": rule.moves,
        "first_year": rule.first_year,
        "norm": rule.norm,
    }


def _read_holiday(data: Mapping[str, Any]) -> HolidayRule:
    month_day = data["month_day"]
    return HolidayRule(
        name=data["name"],
        month_day=(month_day[0], month_day[1]) if month_day else None,
        easter_offset=data["easter_offset"],
        moves=data["moves"],
        first_year=data["first_year"],
        norm=data["norm"],
    )


def _rate(row: RateRow) -> list[str]:
    return [
        row.valid_from.isoformat(),
        row.valid_to.isoformat(),
        str(row.usury_rate_percent),
        str(row.arrears_rate_percent),
        row.provenance.value,
    ]


def _read_rate(row: list[str]) -> RateRow:
    first, last, usury, arrears, provenance = row
    return RateRow(
        valid_from=date.fromisoformat(first),
        valid_to=date.fromisoformat(last),
        usury_rate_percent=Decimal(usury),
        arrears_rate_percent=Decimal(arrears),
        provenance=Provenance(provenance),
    )


def _day_or_none(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
