"""What the sheet shows: text only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ser_app.declarations.states import DeclarationState, LineKind
from ser_app.furs.in_one_act import Done, Waiting
from ser_app.furs.quarter.rows import Figures, Row
from ser_app.furs.quarter.settling import Owed
from ser_app.furs.quarter.texts import (
    ADJUSTMENT,
    ALREADY_FILED,
    DETAILED,
    READY,
    RETURNS_ABOVE,
    WAITS,
)
from ser_app.law.money import format_percent, format_pesos, format_thousands
from ser_app.law.periods import Period, Regime
from ser_app.web.fields import Option
from ser_app.web.words import day, plural

_DASH: Final = "—"


@dataclass(frozen=True)
class RowView:
    """A row.

    Attributes:
        income: Digits of its field; `income_text` the same written out, where it is not typed.
        takes_returns: Whether its regime has returns (all but RADIO).
        takes_nil: Whether the person may say that there was nothing.
        problem: What to put right, in red.
        note: What to know: from where it was copied, that the base is zero.
        href: The full form, or the FUR that waits, or the filing.
    """

    key: str
    number: str
    service: str
    income: str
    returns: str
    income_text: str
    returns_text: str
    income_label: str
    returns_label: str
    nil_label: str
    editable: bool
    takes_returns: bool
    takes_nil: bool
    nil: bool
    base: str
    rate: str
    levy: str
    penalty: str
    interest: str
    total: str
    word: str
    kind: str
    problem: str
    note: str
    href: str
    action: str


@dataclass(frozen=True)
class TotalsView:
    """The foot of the sheet, and what can be done with it."""

    rows: str = ""
    income: str = ""
    returns: str = ""
    base: str = ""
    levy: str = ""
    penalty: str = ""
    interest: str = ""
    total: str = ""
    standing: str = ""
    ready: int = 0
    generate: str = ""
    empty: int = 0


@dataclass(frozen=True)
class WaitingView:
    """A form that waits for the person's signature."""

    number: str
    href: str
    expediente: str
    levy: str
    penalty: str
    interest: str
    total: str


@dataclass(frozen=True)
class DoneView:
    """What became of a form."""

    expediente: str
    number: str
    href: str
    result: str
    word: str
    kind: str


@dataclass(frozen=True)
class OwedView:
    """What is filed and not paid: the sentence and the words of its button; empty for nothing."""

    sentence: str = ""
    total: str = ""
    button: str = ""


def row_views(rows: Sequence[Row], notes: Mapping[str, str], *, may_write: bool) -> list[RowView]:
    """The rows, with a note for some of them."""
    return [_row(each, notes.get(each.key, ""), may_write=may_write) for each in rows]


def _row(row: Row, note: str, *, may_write: bool) -> RowView:
    draft, entry = row.draft, row.entry
    radio = entry.regime is Regime.RADIO
    editable = row.editable and may_write
    word, kind = _standing(row)
    href, action = _link(row)
    return RowView(
        key=row.key,
        number=entry.number,
        service=f"{entry.regime.value} · {entry.service}",
        income=_digits(draft.gross_income),
        returns=_digits(draft.returns),
        income_text=format_thousands(draft.gross_income),
        returns_text=format_thousands(draft.returns),
        income_label=f"{'Valor del acto' if radio else 'Ingresos brutos'} de {entry.number}",
        returns_label=f"Devoluciones de {entry.number}",
        nil_label="No hay valor que pagar" if radio else "No hubo ingresos",
        editable=editable,
        takes_returns=not radio,
        takes_nil=editable and draft.nil and not row.refused,
        nil=draft.nil_confirmed,
        **_figures(row.figures),
        word=word,
        kind=kind,
        problem=_problem(row),
        note=note or _note(row),
        href=href,
        action=action,
    )


def _digits(amount: int) -> str:
    return str(amount) if amount else ""


def _figures(found: Figures | None) -> dict[str, str]:
    if found is None:
        names = ("base", "rate", "levy", "penalty", "interest", "total")
        return dict.fromkeys(names, "")
    return {
        "base": format_thousands(found.base),
        "rate": format_percent(found.rate) if found.rate else "",
        "levy": format_thousands(found.levy),
        "penalty": format_thousands(found.penalty),
        "interest": format_thousands(found.interest),
        "total": format_thousands(found.total),
    }


def _standing(row: Row) -> tuple[str, str]:
    stored = row.entry.declaration
    if row.state is DeclarationState.FILED:
        if stored is not None and stored.paid_on:
            return "Pagada", "paid"
        return ("Por pagar", "pending") if row.owed else ("Presentada", "paid")
    if row.state is DeclarationState.PREPARED:
        return "Por firmar", "pending"
    if row.entry.refused or row.refused:
        return "Por corregir", "failed"
    if row.missing:
        return "Falta", "neutral"
    return ("Por corregir", "failed") if row.problem else (READY, "info")


def _problem(row: Row) -> str:
    if row.missing and not row.refused:
        return ""
    return row.problem


def _note(row: Row) -> str:
    stored = row.entry.declaration
    if row.state is DeclarationState.FILED and stored is not None and stored.filed_on:
        return ALREADY_FILED.format(day=day(stored.filed_on))
    if row.state is DeclarationState.PREPARED:
        return WAITS
    if not row.entry.simple:
        return DETAILED
    if row.draft.returns > row.draft.gross_income:
        return RETURNS_ABOVE
    return ADJUSTMENT if row.editable and row.draft.takes_adjustment else ""


def _link(row: Row) -> tuple[str, str]:
    stored = row.entry.declaration
    if stored is None:
        return "", ""
    words = {
        DeclarationState.FILED: "Ver o corregir",
        DeclarationState.PREPARED: "Ver y firmar",
    }
    href = f"/declaraciones/{stored.public_id}"
    return href, words.get(DeclarationState(stored.state), "Abrir el formulario")


def totals_view(rows: Sequence[Row]) -> TotalsView:
    """The sums of all rows that say what they owe, and how many of them can be generated."""
    found = [row.figures for row in rows if row.figures is not None]
    ready = sum(row.ready for row in rows)
    forms = "el formulario" if ready == 1 else f"los {ready} formularios"
    return TotalsView(
        rows=plural(len(rows), "expediente", "expedientes"),
        income=format_thousands(sum(_lines(row, LineKind.INCOME) for row in rows)),
        returns=format_thousands(sum(_lines(row, LineKind.RETURN) for row in rows)),
        base=format_thousands(sum(each.base for each in found)),
        levy=format_thousands(sum(each.levy for each in found)),
        penalty=format_thousands(sum(each.penalty for each in found)),
        interest=format_thousands(sum(each.interest for each in found)),
        total=format_thousands(sum(each.total for each in found)),
        standing=_counts(rows),
        ready=ready,
        generate=f"Generar {forms}" if ready else "Generar los formularios",
        empty=sum(row.missing and row.editable for row in rows),
    )


def _lines(row: Row, kind: LineKind) -> int:
    return sum(line.amount for line in row.draft.of_kind(kind))


def _counts(rows: Sequence[Row]) -> str:
    states = [row.state for row in rows]
    parts = (
        (sum(row.ready for row in rows), "completa", "completas"),
        (sum(row.missing and not row.refused for row in rows), "sin valor", "sin valor"),
        (sum(bool(_problem(row)) for row in rows), "por corregir", "por corregir"),
        (states.count(DeclarationState.PREPARED), "por firmar", "por firmar"),
        (states.count(DeclarationState.FILED), "presentada", "presentadas"),
    )
    return ", ".join(plural(count, one, many) for count, one, many in parts if count)


def waiting_views(rows: Sequence[Waiting]) -> list[WaitingView]:
    """The forms that wait for a signature."""
    return [
        WaitingView(
            number=row.number,
            href=f"/furs/{row.number}",
            expediente=row.expediente,
            levy=format_pesos(row.levy),
            penalty=format_pesos(row.penalty),
            interest=format_pesos(row.interest),
            total=format_pesos(row.total),
        )
        for row in rows
    ]


def done_views(rows: Sequence[Done], verb: str) -> list[DoneView]:
    """What became of each form; `verb` says what was done to those that it was done to."""
    return [
        DoneView(
            expediente=row.expediente or _DASH,
            number=row.number,
            href=f"/furs/{row.number}" if row.number else "",
            result=row.problem
            or (f"Presentada: constancia {row.receipt}" if row.receipt else verb),
            word="No se hizo" if row.problem else "Hecho",
            kind="failed" if row.problem else "paid",
        )
        for row in rows
    ]


def owed_view(found: Owed) -> OwedView:
    """What can be paid with one FUR."""
    if not found.count:
        return OwedView()
    filings = plural(found.count, "declaración presentada", "declaraciones presentadas")
    return OwedView(
        sentence=f"{filings} sin pagar, con un solo FUR y un solo pago por PSE.",
        total=format_pesos(found.total),
        button=f"Pagar {plural(found.count, 'declaración', 'declaraciones')} por PSE",
    )


def year_options(periods: Sequence[Period]) -> list[Option]:
    """The years of some periods, newest first."""
    return [Option(each, each) for each in dict.fromkeys(str(period.year) for period in periods)]


def period_options(periods: Sequence[Period], year: int) -> list[Option]:
    """The periods of a year, newest first; the whole year is that of RADIO."""
    return [
        Option(each.text, each.label if each.quarter else f"{each.label} (radiodifusión)")
        for each in periods
        if each.year == year
    ]
