"""Turn the YAML files into parameters, due-day exceptions and holidays."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ser_app.law.explanation import Citation, Provenance
from ser_app.law.parameters.exceptions import DueException, ExceptionKind
from ser_app.law.parameters.schema import SPECS, Spec
from ser_app.law.parameters.values import Alternative, Dated, Parameter, Value
from ser_app.law.parameters.yaml_source import Node, Source
from ser_app.law.periods import Period, Regime
from ser_app.law.working_days import HolidayRule

_ONE_DAY = timedelta(days=1)


def load_parameters(source: Source) -> dict[str, Parameter]:
    """Read a file of parameters.

    Raises:
        InvalidParameters: Something in it is unknown, missing or of the wrong kind.
    """
    found: dict[str, Parameter] = {}
    for name, node in source.mapping(source.root(), optional=None).items():
        spec = SPECS.get(name)
        if spec is None:
            raise source.refuse(
                node, f"el parámetro «{name}» no se conoce", "alguno de: " + ", ".join(SPECS)
            )
        found[name] = _parameter(source, name, spec, node)
    return found


def _parameter(source: Source, name: str, spec: Spec, node: Node) -> Parameter:
    fields = source.mapping(node, required=("description", "unit", "values"))
    unit = source.text(fields["unit"])
    if unit != spec.unit:
        raise source.refuse(fields["unit"], f"la unidad «{unit}» no es la de {name}", spec.unit)
    nodes = source.items(fields["values"])
    if not nodes:
        raise source.refuse(fields["values"], f"{name} no tiene valores", "al menos un valor")
    values = [_dated(source, name, spec, value) for value in nodes]
    for node_after, before, after in zip(nodes[1:], values, values[1:], strict=False):
        if after.valid_from <= before.valid_from:
            raise source.refuse(
                node_after,
                f"los valores de {name} no están en orden",
                f"un día posterior a {before.valid_from}",
            )
    return Parameter(
        name=name,
        description=source.text(fields["description"]),
        unit=unit,
        values=with_ends(values),
        file=source.file,
    )


def _dated(source: Source, name: str, spec: Spec, node: Node) -> Dated[Value]:
    fields = source.mapping(
        node,
        required=("from", "value", "provenance", "citations"),
        optional=("note", "alternatives"),
    )
    valid_from = source.day(fields["from"])
    return Dated(
        value=source.read(fields["value"], spec.read, spec.expected),
        valid_from=valid_from,
        valid_to=None,
        provenance=_provenance(source, fields["provenance"]),
        citations=tuple(
            _citation(source, valid_from, citation)
            for citation in source.items(fields["citations"])
        ),
        note=source.text(fields["note"]) if "note" in fields else "",
        name=name,
        alternatives=tuple(
            _alternative(source, spec, alternative)
            for alternative in (
                source.items(fields["alternatives"]) if "alternatives" in fields else ()
            )
        ),
    )


def _citation(source: Source, valid_from: date, node: Node) -> Citation:
    fields = source.mapping(node, required=("norm", "article", "url"))
    return Citation(
        norm=source.text(fields["norm"]),
        article=source.text(fields["article"]),
        url=source.text(fields["url"]),
        valid_from=valid_from,
    )


def _alternative(source: Source, spec: Spec, node: Node) -> Alternative:
    fields = source.mapping(node, required=("value", "meaning"))
    source.read(fields["value"], spec.read, spec.expected)
    return Alternative(source.text(fields["value"]), source.text(fields["meaning"]))


def _provenance(source: Source, node: Node) -> Provenance:
    expected = "uno de estos valores: " + ", ".join(Provenance)
    return source.read(node, Provenance, expected)


def with_ends(values: list[Dated[Value]]) -> tuple[Dated[Value], ...]:
    """Give each value the day before the next one as its last; they come oldest first."""
    ends: Iterable[date | None] = [
        *(following.valid_from - _ONE_DAY for following in values[1:]),
        None,
    ]
    return tuple(
        replace(
            dated,
            valid_to=end,
            citations=tuple(replace(citation, valid_to=end) for citation in dated.citations),
        )
        for dated, end in zip(values, ends, strict=True)
    )


def load_due_exceptions(source: Source) -> tuple[DueException, ...]:
    """Read the due days that a norm or a contingency changed.

    Raises:
        InvalidParameters: Something in the file is unknown, missing or of the wrong kind.
    """
    return tuple(_due_exception(source, node) for node in source.items(source.root()))


def _due_exception(source: Source, node: Node) -> DueException:
    fields = source.mapping(
        node,
        required=(
            "kind",
            "regimes",
            "new_due_on",
            "provenance",
            "norm",
            "article",
            "url",
            "reason",
        ),
        optional=("periods", "due_from", "due_to"),
    )
    by_days = "due_from" in fields and "due_to" in fields
    if ("periods" in fields) == by_days or ("due_from" in fields) != ("due_to" in fields):
        raise source.refuse(
            node, "no dice qué vencimientos cambia", "periods, o bien due_from y due_to"
        )
    new_due_on = source.day(fields["new_due_on"])
    regimes = source.items(fields["regimes"])
    periods = source.items(fields["periods"]) if "periods" in fields else []
    return DueException(
        kind=source.read(fields["kind"], ExceptionKind, "norm o contingency"),
        regimes=frozenset(
            source.read(regime, Regime, "un régimen: " + ", ".join(Regime)) for regime in regimes
        ),
        periods=frozenset(
            source.read(period, _period, "un período, 2020-Q1") for period in periods
        ),
        due_from=source.day(fields["due_from"]) if by_days else None,
        due_to=source.day(fields["due_to"]) if by_days else None,
        new_due_on=new_due_on,
        reason=source.text(fields["reason"]),
        provenance=_provenance(source, fields["provenance"]),
        citation=Citation(
            norm=source.text(fields["norm"]),
            article=source.text(fields["article"]),
            url=source.text(fields["url"]),
            valid_from=new_due_on,
            valid_to=new_due_on,
        ),
    )


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except Exception as error:
        raise ValueError(text) from error


def load_holidays(source: Source) -> tuple[HolidayRule, ...]:
    """Read the holidays.

    Raises:
        InvalidParameters: Something in the file is unknown, missing or of the wrong kind.
    """
    return tuple(_holiday(source, node) for node in source.items(source.root()))


def _holiday(source: Source, node: Node) -> HolidayRule:
    fields = source.mapping(
        node, required=("name", "moves", "from", "norm", "article"), optional=("date", "easter")
    )
    if ("date" in fields) == ("easter" in fields):
        raise source.refuse(node, "no dice en qué día cae", "date o easter")
    month_day = None
    if "date" in fields:
        month_day = source.read(fields["date"], _month_day, "mes y día, como 12-25")
    return HolidayRule(
        name=source.text(fields["name"]),
        month_day=month_day,
        easter_offset=(
            source.read(fields["easter"], int, "un número de días") if "easter" in fields else None
        ),
        moves=source.read(
            fields["moves"], {"true": True, "false": False}.__getitem__, "true o false"
        ),
        first_year=source.read(fields["from"], int, "un año"),
        norm=source.text(fields["norm"]),
    )


def _month_day(text: str) -> tuple[int, int]:
    day = date.fromisoformat(f"2000-{text}")
    return day.month, day.day
