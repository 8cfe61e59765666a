"""The certified rates, the minimum wages and the moved due days as `/parametros` lists them."""

from dataclasses import dataclass
from datetime import date

from ser_app.law.explanation import Provenance
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook
from ser_app.oversight.parameters.views import KINDS, SHORT
from ser_app.web.words import day


@dataclass(frozen=True)
class RowView:
    """A row of data of the law: since when, its value, where it comes from and how sure it is."""

    since: str
    value: str
    source: str
    provenance: str
    kind: str


def rate_rows(rules: RuleBook) -> list[RowView]:
    """The rates of arrears with their usury rates, newest first."""
    return [
        _row(
            f"Del {day(row.valid_from)} al {day(row.valid_to)}",
            f"Mora {_percent(row.arrears_rate_percent)}; usura {_percent(row.usury_rate_percent)}",
            "Superintendencia Financiera de Colombia, crédito de consumo",
            row.provenance,
        )
        for row in reversed(rules.rates)
    ]


def wage_rows(rules: RuleBook) -> list[RowView]:
    """The minimum wages, newest first."""
    return [
        _row(
            f"Desde el {day(date(row.year, 1, 1))}",
            f"{format_pesos(row.monthly_pesos)} al mes",
            f"Decreto anual del Gobierno Nacional para {row.year}",
            row.provenance,
        )
        for row in reversed(rules.wages)
    ]


def moved_rows(rules: RuleBook) -> list[RowView]:
    """The due days that a norm or a contingency moved, as they are looked at."""
    return [
        _row(
            f"{', '.join(sorted(each.regimes))}: {_reach(each.due_from, each.due_to)}",
            f"Pasan al {day(each.new_due_on)}, porque {each.reason}",
            each.citation.text,
            each.provenance,
        )
        for each in rules.due_exceptions
    ]


def _reach(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "los períodos que nombra"
    return f"vencimientos del {day(first)} al {day(last)}"


def _row(since: str, value: str, source: str, provenance: Provenance) -> RowView:
    return RowView(since, value, source, SHORT[provenance], KINDS[provenance])


def _percent(rate: object) -> str:
    return f"{str(rate).replace('.', ',')} %"
