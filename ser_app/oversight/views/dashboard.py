"""The supervisor's board as text, with the heights of its bars."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.declarations.unfiled import Obligation
from ser_app.law.money import MINUS, format_pesos, format_thousands
from ser_app.law.periods import Period, Regime
from ser_app.ledger.ageing.prescription import BUCKETS
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.texts import debt_name
from ser_app.oversight.board.records import DebtRow, EntryRow, FiledRow, PaymentRow
from ser_app.oversight.board.sheets import Chart, board_address, rows_address
from ser_app.oversight.dashboard import Dashboard, RegimeRow
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.rows import HAPPENED, Asked, Kind, Row
from ser_app.oversight.texts import (
    CHANNEL_WORDS,
    CONCEPT_WORDS,
    REGIME_SHORT,
    SEVERAL_REGIMES,
    first_capital,
    time_words,
)
from ser_app.oversight.views.words import short_period, unbroken
from ser_app.payments.texts import STATE_KINDS, STATE_WORDS
from ser_app.payments.transitions import AttemptState
from ser_app.people.nit import Nit
from ser_app.web.charts import Stack, reach, stacks_of
from ser_app.web.words import MONTHS, day, due_in, plural

_MILLION: Final = 1_000_000
_NARROW: Final = 100
"""From this many millions on a figure under a bar has no decimal."""


@dataclass(frozen=True)
class ChartView:
    """A chart as the page draws it; `top` is what its full height stands for."""

    stacks: list[Stack]
    sentence: str
    top: str
    before: str


NO_CHART: Final = ChartView([], "", "", "")


@dataclass(frozen=True)
class RegimeView:
    """A regime's figures in a row of the summary; the addresses open their rows.

    Attributes:
        href: The board of this regime alone; empty for what is of several at once.
    """

    name: str
    href: str
    collected: str
    collected_note: str
    pending: str
    pending_note: str
    soon: str
    soon_href: str
    soon_note: str
    overdue: str
    overdue_href: str
    overdue_note: str
    missing: str
    missing_href: str
    to_file: str
    to_file_href: str
    on_time: str
    late_note: str


@dataclass(frozen=True)
class DebtorView:
    """An operator that owes much; the address opens its debts."""

    name: str
    nit: str
    href: str
    count: str
    oldest: str
    amount: str


@dataclass(frozen=True)
class RowView:
    """A row behind a figure: who, what, when, what sort, how much, and how it stands."""

    operator: str
    expediente: str
    what: str
    about: str
    href: str
    day: str
    day_help: str
    sort: str
    amount: str
    word: str
    kind: str


def chart_view(chart: Chart) -> ChartView:
    """A chart with the heights of its bars, and its figures written out."""
    stacks = stacks_of(
        [
            (
                _breaking(line.label),
                chart.written(line.total),
                [
                    (f"series{place}", name, value, chart.written(value))
                    for place, (name, value) in enumerate(
                        zip(chart.series, line.values, strict=True), 1
                    )
                ],
            )
            for line in chart.lines
        ],
        before=[line.before for line in chart.lines] if chart.before else None,
        about=[
            (line.href, _short(chart, line.total), chart.written(line.before or 0))
            for line in chart.lines
        ],
    )  # fmt: skip
    tallest, _ = reach(
        [line.values for line in chart.lines], [line.before or 0 for line in chart.lines]
    )
    return ChartView(
        stacks, chart.sentence, chart.written(tallest) if tallest > 0 else "", chart.before
    )


_BREAKS: Final = {
    "Contraprestación": "Contra\u00adpresta\u00adción",
    "Intereses": "Inte\u00adreses",
    "identificar": "identi\u00adficar",
}
"""Where a long word may be broken under a narrow bar."""


def _breaking(label: str) -> str:
    return " ".join(_BREAKS.get(word, word) for word in label.split())


def _short(chart: Chart, total: int) -> str:
    return short_amount(total) if chart.unit == "pesos" else format_thousands(total)


def short_amount(amount: int) -> str:
    """Millions of pesos for the little room under a bar: `0`, `0,2`, `12,3`, `450`."""
    if amount == 0:
        return "0"
    tenths = (abs(amount) * 10 + _MILLION // 2) // _MILLION
    if tenths == 0:
        return "<0,1"
    sign = MINUS if amount < 0 else ""
    whole, tenth = divmod(tenths, 10)
    if whole >= _NARROW:
        return sign + format_thousands(whole)
    return f"{sign}{whole},{tenth}"


def regime_view(row: RegimeRow, wanted: DashboardFilter) -> RegimeView:
    """A row of the summary by regime."""
    narrowed = DashboardFilter(wanted.year, row.regime, wanted.quarter)

    def opens(kind: Kind) -> str:
        return rows_address(narrowed, Asked(kind)) if row.regime else ""

    return RegimeView(
        name=REGIME_SHORT[row.regime] if row.regime else SEVERAL_REGIMES,
        href=board_address(narrowed) if row.regime else "",
        collected=format_pesos(row.collected),
        collected_note=f"{time_words(wanted.before)}: {unbroken(row.before)}",
        pending=format_pesos(row.pending.amount),
        pending_note=plural(row.pending.count, "pago", "pagos"),
        soon=format_pesos(row.soon.amount),
        soon_href=opens(Kind.SOON),
        soon_note=plural(row.soon.count, "deuda", "deudas"),
        overdue=format_pesos(row.overdue.amount),
        overdue_href=opens(Kind.DEBTS),
        overdue_note=plural(row.overdue.count, "deuda", "deudas"),
        missing=format_thousands(row.overdue_not_filed),
        missing_href=opens(Kind.NOT_FILED),
        to_file=format_thousands(row.soon_not_filed),
        to_file_href=opens(Kind.TO_FILE),
        on_time=format_thousands(row.on_time),
        late_note=f"{format_thousands(row.late)} tarde",
    )


def debtor_views(board: Dashboard) -> list[DebtorView]:
    """Who owes the most."""
    return [
        DebtorView(
            name=each.name,
            nit=f"NIT {Nit(each.nit)}",
            href=rows_address(board.wanted, Asked(Kind.DEBTS, operator=each.operator)),
            count=plural(each.count, "deuda", "deudas"),
            oldest=day(each.oldest),
            amount=format_pesos(each.amount),
        )
        for each in board.debtors
    ]


def row_view(row: Row, today: date) -> RowView:
    """A row behind a figure as the page shows it."""
    return _VIEWS[type(row)](row, today)


def _entry(row: EntryRow, _today: date) -> RowView:
    return RowView(
        operator=row.operator or "Nadie todavía",
        expediente="",
        what=row.words,
        about=_regime(row.regime),
        href=f"/furs/{row.fur}" if row.fur else "",
        day=day(row.value_day),
        day_help="",
        sort=CONCEPT_WORDS.get(row.concept, row.concept),
        amount=format_pesos(row.amount),
        word=first_capital(CHANNEL_WORDS.get(row.channel, row.channel)),
        kind="paid" if row.amount > 0 else "neutral",
    )


def _payment(row: PaymentRow, _today: date) -> RowView:
    state = AttemptState(row.state)
    return RowView(
        operator=row.operator,
        expediente="",
        what=row.fur,
        about=_regime(row.regime),
        href=f"/pagos/{row.public_id}",
        day=day(row.began_on),
        day_help="",
        sort=first_capital(CHANNEL_WORDS.get(row.channel, row.channel)),
        amount=format_pesos(row.amount),
        word=STATE_WORDS[state],
        kind=STATE_KINDS[state],
    )


def _debt(row: DebtRow, today: date) -> RowView:
    overdue = row.due_on < today
    return RowView(
        operator=row.operator,
        expediente=row.expediente,
        what=debt_name(row.kind, row.period, row.description),
        about=_regime(row.regime),
        href=f"/obligaciones/{row.source.partition(':')[2]}",
        day=day(row.due_on),
        day_help=due_in(row.due_on, today),
        sort=ObligationKind(row.kind).label,
        amount=format_pesos(row.amount),
        word="Vencida" if overdue else "Por vencer",
        kind="overdue" if overdue else "pending",
    )


def _filed(row: FiledRow, _today: date) -> RowView:
    late = row.filed_on > row.due_on
    return RowView(
        operator=row.operator,
        expediente=row.expediente,
        what=short_period(Period.parse(row.period)),
        about=_regime(row.regime),
        href=f"/declaraciones/{row.declaration}",
        day=day(row.due_on),
        day_help="",
        sort=day(row.filed_on),
        amount=format_pesos(row.total),
        word="Tarde" if late else "A tiempo",
        kind="overdue" if late else "paid",
    )


def _missing(row: Obligation, today: date) -> RowView:
    permit = row.authorisation
    overdue = row.overdue(today)
    return RowView(
        operator=permit.operator,
        expediente=permit.number,
        what=short_period(row.period),
        about=_regime(permit.regime),
        href="",
        day=day(row.due_on),
        day_help=due_in(row.due_on, today),
        sort="—",
        amount="—",
        word="Sin presentar" if overdue else "Por presentar",
        kind="overdue" if overdue else "pending",
    )


_VIEWS: Final[dict[type, Callable[..., RowView]]] = {
    EntryRow: _entry,
    PaymentRow: _payment,
    DebtRow: _debt,
    FiledRow: _filed,
    Obligation: _missing,
}


def _regime(name: str) -> str:
    return REGIME_SHORT[Regime(name)] if name in set(Regime) else ""


def filter_text(wanted: DashboardFilter, asked: Asked, operator: str = "") -> str:
    """What the rows are narrowed to, as a line of text."""
    words = [REGIME_SHORT[wanted.regime] if wanted.regime else "Todos los regímenes"]
    if asked.kind in HAPPENED:
        month = f"{MONTHS[asked.month - 1]} de {wanted.year}" if asked.month else ""
        words.append(month or time_words(wanted))
    if asked.concept:
        words.append(CONCEPT_WORDS.get(asked.concept, asked.concept).lower())
    if asked.channel is not None:
        words.append(f"por {CHANNEL_WORDS.get(asked.channel, asked.channel)}")
    words += [each.label.lower() for each in BUCKETS if each.key == asked.age]
    return " · ".join([*words, operator] if operator else words)
