"""The charts and tables of the board as data: one source for screen, picture and spreadsheet. Pure.

Amounts stay numbers here; whoever shows or writes them formats them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal
from urllib.parse import urlencode

from ser_app.law.money import format_pesos, format_thousands
from ser_app.law.periods import Regime
from ser_app.ledger.ageing.prescription import BUCKETS
from ser_app.oversight.board.records import Collected
from ser_app.oversight.dashboard import Dashboard
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.rows import Asked, Kind
from ser_app.oversight.texts import (
    CHANNEL_WORDS,
    CONCEPT_WORDS,
    REGIME_SHORT,
    SEVERAL_REGIMES,
    first_capital,
    time_words,
)
from ser_app.web.words import MONTHS, MONTHS_SHORT, day, plural

REGIME_SERIES: Final = tuple((each.value, REGIME_SHORT[each]) for each in Regime)


class Sheet(StrEnum):
    """A chart or table; the value stands in the address of its files."""

    MONTHS = "recaudo-por-mes"
    CONCEPTS = "recaudo-por-concepto"
    AGES = "cartera-por-edad"
    PUNCTUAL = "presentadas-por-mes"
    REGIMES = "por-regimen"
    DEBTORS = "mayores-deudores"


@dataclass(frozen=True, slots=True)
class Line:
    """One bar of a chart: a figure for each series.

    Attributes:
        before: The whole of the time before; None where nothing is compared.
        href: Address of the rows behind it.
        name: Its label in full, for tables.
    """

    label: str
    values: tuple[int, ...]
    before: int | None = None
    href: str = ""
    name: str = ""

    @property
    def total(self) -> int:
        """All series together."""
        return sum(self.values)


Unit = Literal["text", "pesos", "count"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its heads with what their columns hold, its rows, and a last row of sums."""

    key: Sheet
    title: str
    heads: Sequence[tuple[str, Unit]]
    rows: Sequence[Sequence[str | int]]
    foot: Sequence[str | int] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of stacked bars.

    Attributes:
        sentence: What there is to see in it.
        heading: What its bars are.
        unit: What its figures are.
        before: What its mark of the time before is called; empty without one.
    """

    key: Sheet
    title: str
    sentence: str
    heading: str
    series: Sequence[str]
    lines: Sequence[Line]
    unit: Literal["pesos", "count"]
    before: str = ""

    def written(self, amount: int) -> str:
        """A figure as text."""
        return format_pesos(amount) if self.unit == "pesos" else format_thousands(amount)

    def table(self) -> Table:
        """The same figures as a table."""
        last: list[tuple[str, Unit]] = [(self.before, self.unit)] if self.before else []
        sums = [sum(line.values[place] for line in self.lines) for place in range(len(self.series))]
        before = [sum(line.before or 0 for line in self.lines)] if self.before else []
        return Table(
            key=self.key,
            title=self.title,
            heads=[
                (self.heading, "text"),
                *((name, self.unit) for name in self.series),
                ("Total", self.unit),
                *last,
            ],
            rows=[
                [
                    line.name or line.label,
                    *line.values,
                    line.total,
                    *([line.before or 0] if self.before else []),
                ]
                for line in self.lines
            ],
            foot=["Total", *sums, sum(sums), *before],
        )


def rows_address(wanted: DashboardFilter, asked: Asked) -> str:
    """The rows behind a figure."""
    return "/tablero/detalle?" + _query({**asked.query, **wanted.query})


def board_address(wanted: DashboardFilter) -> str:
    """The board with a filter."""
    return "/tablero?" + _query(wanted.query)


def file_address(wanted: DashboardFilter, key: Sheet, kind: str) -> str:
    """A chart or table as a file."""
    return f"/documentos/tablero/{key}.{kind}?" + _query(wanted.query)


def _query(values: dict[str, str]) -> str:
    return urlencode({name: value for name, value in values.items() if value})


def charts(board: Dashboard) -> dict[Sheet, Chart]:
    """The charts of the board."""
    found = (_months(board), _concepts(board), _ages(board), _punctual(board))
    return {each.key: each for each in found}


def tables(board: Dashboard) -> dict[Sheet, Table]:
    """All of the board's figures as tables, those behind the charts too."""
    found = {key: each.table() for key, each in charts(board).items()}
    return {**found, Sheet.REGIMES: _regimes(board), Sheet.DEBTORS: _debtors(board)}


def _months(board: Dashboard) -> Chart:
    wanted = board.wanted
    before = dict(zip(wanted.months, wanted.before.months, strict=True))
    lines = [
        Line(
            label=MONTHS_SHORT[month - 1],
            name=MONTHS[month - 1].capitalize(),
            values=_by_regime((each.regime, each.amount) for each in _of(board, month)),
            before=sum(
                each.amount for each in board.before.collected if each.month == before[month]
            ),
            href=rows_address(wanted, Asked(Kind.COLLECTED, month=month)),
        )
        for month in wanted.months
    ]
    return Chart(
        key=Sheet.MONTHS,
        title="Recaudo por mes y régimen",
        sentence=_months_sentence(board, lines),
        heading="Mes",
        series=_regime_names(),
        lines=lines,
        unit="pesos",
        before=_before(board),
    )


def _before(board: Dashboard) -> str:
    """What the time before is called: its same days alone while the chosen one lasts."""
    words = time_words(board.wanted.before).capitalize()
    return words if board.today >= board.wanted.last_day else f"Mismos días de {words}"


def _of(board: Dashboard, month: int) -> list[Collected]:
    return [each for each in board.now.collected if each.month == month]


def _months_sentence(board: Dashboard, lines: Sequence[Line]) -> str:
    time = time_words(board.wanted)
    most = max(lines, key=lambda line: line.total)
    if most.total <= 0:
        return f"En {time} no hay recaudo."
    whole = format_pesos(board.now.amount)
    return f"En {time} se recaudaron {whole}; el mes mayor fue {most.name.lower()}."


def _regime_names() -> list[str]:
    return [*(name for _, name in REGIME_SERIES), SEVERAL_REGIMES]


def _by_regime(amounts: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    """Sums by the regimes in their order, and of what is of none of them."""
    places = {key: place for place, (key, _) in enumerate(REGIME_SERIES)}
    sums = [0] * (len(REGIME_SERIES) + 1)
    for regime, amount in amounts:
        sums[places.get(regime, len(REGIME_SERIES))] += amount
    return tuple(sums)


def _concepts(board: Dashboard) -> Chart:
    lines = [
        Line(
            label=words,
            values=tuple(
                sum(
                    each.amount
                    for each in board.now.collected
                    if (each.concept, each.channel) == (concept, channel)
                )
                for channel in CHANNEL_WORDS
            ),
            before=sum(each.amount for each in board.before.collected if each.concept == concept),
            href=rows_address(board.wanted, Asked(Kind.COLLECTED, concept=concept)),
        )
        for concept, words in CONCEPT_WORDS.items()
    ]
    by_channel = [
        (sum(line.values[place] for line in lines), words)
        for place, words in enumerate(CHANNEL_WORDS.values())
    ]
    said = ", ".join(
        f"{format_pesos(amount)} por {words}" for amount, words in by_channel if amount
    )
    given = board.now.refunded
    refunded = f" Además se devolvieron {format_pesos(given)} de saldos a favor." if given else ""
    return Chart(
        key=Sheet.CONCEPTS,
        title="Recaudo por concepto y medio",
        sentence=(f"Entraron {said}." if said else "No entró nada.") + refunded,
        heading="Concepto",
        series=[first_capital(words) for words in CHANNEL_WORDS.values()],
        lines=lines,
        unit="pesos",
        before=_before(board),
    )


def _ages(board: Dashboard) -> Chart:
    lines = [
        Line(
            label=bucket.label,
            values=_by_regime(
                (each.regime, each.amount) for each in board.debts if each.age == bucket.key
            ),
            href=rows_address(board.wanted, Asked(Kind.DEBTS, age=bucket.key)),
        )
        for bucket in BUCKETS
    ]
    overdue = [each for each in board.debts if each.age]
    count, amount = sum(each.count for each in overdue), sum(each.amount for each in overdue)
    owed = f"{plural(count, 'deuda vencida', 'deudas vencidas')} por {format_pesos(amount)}"
    return Chart(
        key=Sheet.AGES,
        title="Cartera vencida por edad y régimen",
        sentence=f"Hay {owed}, sin los intereses que corren." if count else "Nada está vencido.",
        heading="Edad",
        series=_regime_names(),
        lines=lines,
        unit="pesos",
    )


def _punctual(board: Dashboard) -> Chart:
    wanted = board.wanted
    before = dict(zip(wanted.months, wanted.before.months, strict=True))
    lines = [
        Line(
            label=MONTHS_SHORT[month - 1],
            name=MONTHS[month - 1].capitalize(),
            values=(
                sum(each.on_time for each in board.now.filed if each.month == month),
                sum(each.late for each in board.now.filed if each.month == month),
            ),
            before=sum(
                each.on_time + each.late
                for each in board.before.filed
                if each.month == before[month]
            ),
            href=rows_address(wanted, Asked(Kind.LATE, month=month)),
        )
        for month in wanted.months
    ]
    on_time, late = board.now.punctual
    return Chart(
        key=Sheet.PUNCTUAL,
        title="Declaraciones presentadas a tiempo y tarde",
        sentence=f"{format_thousands(on_time)} a tiempo y {format_thousands(late)} tarde. "
        "Cada mes abre las que llegaron tarde.",
        heading="Mes",
        series=["A tiempo", "Tarde"],
        lines=lines,
        unit="count",
        before=_before(board),
    )


def _regimes(board: Dashboard) -> Table:
    heads: list[tuple[str, Unit]] = [
        ("Régimen", "text"), ("Recaudado", "pesos"), (_before(board), "pesos"),
        ("Pagos pendientes", "pesos"), ("Deudas por vencer", "pesos"),
        ("Cartera vencida", "pesos"), ("Por presentar", "count"), ("Sin presentar", "count"),
        ("A tiempo", "count"), ("Tarde", "count"),
    ]  # fmt: skip
    rows: list[list[str | int]] = [
        [
            REGIME_SHORT[each.regime] if each.regime else SEVERAL_REGIMES,
            each.collected, each.before, each.pending.amount, each.soon.amount,
            each.overdue.amount, each.soon_not_filed, each.overdue_not_filed, each.on_time,
            each.late,
        ]
        for each in board.regimes
    ]  # fmt: skip
    numbers = [[int(value) for value in row[1:]] for row in rows]
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    return Table(Sheet.REGIMES, "Por régimen", heads, rows, ["Total", *sums])


def _debtors(board: Dashboard) -> Table:
    heads: list[tuple[str, Unit]] = [
        ("Operador", "text"), ("NIT", "text"), ("Deudas vencidas", "count"),
        ("La más antigua venció", "text"), ("Debe sin los intereses que corren", "pesos"),
    ]  # fmt: skip
    rows: list[list[str | int]] = [
        [each.name, each.nit, each.count, day(each.oldest), each.amount] for each in board.debtors
    ]
    foot: list[str | int] = [
        "Total", "", sum(each.count for each in board.debtors), "",
        sum(each.amount for each in board.debtors),
    ]  # fmt: skip
    return Table(Sheet.DEBTORS, "Mayores deudores", heads, rows, foot)
