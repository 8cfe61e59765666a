"""The list of alerts written out."""

from dataclasses import dataclass, field
from typing import Final

from ser_app.declarations.alerts.views import AlertView, NoteView, alert_view, note_view
from ser_app.declarations.texts import nit_text
from ser_app.law.alerts import Kind
from ser_app.law.money import format_thousands
from ser_app.law.periods import Period, Regime
from ser_app.oversight.alerts.filters import UNFILED, kind_text
from ser_app.oversight.alerts.listing import PAGE_SIZE, AlertsPage, Row
from ser_app.oversight.texts import REGIME_SHORT
from ser_app.web.fields import Option
from ser_app.web.words import day

KINDS: Final = [
    Option("", "Todo lo presentado"),
    *(Option(kind_text(kind), kind.label) for kind in Kind),
    Option(UNFILED, "Sin presentar hasta hoy"),
]
NOTES: Final = [
    Option("", "Todas"),
    Option("con", "Con nota del operador"),
    Option("sin", "Sin nota"),
]


@dataclass(frozen=True)
class RowView:
    """A flag to read.

    Attributes:
        period: The period declared; empty where nobody filed.
        filed: When it was filed, or that nobody did.
        href: The declaration; empty where there is none.
    """

    operator: str
    nit: str
    expediente: str
    period: str
    filed: str
    href: str
    alert: AlertView
    notes: list[NoteView] = field(default_factory=list)


def row_view(row: Row) -> RowView:
    """Write a row out."""
    declaration = row.declaration
    regime = REGIME_SHORT[Regime(row.expediente.regime)]
    filed = declaration.filed_on if declaration else None
    return RowView(
        operator=row.operator.name,
        nit=nit_text(row.operator),
        expediente=f"{regime} · Expediente {row.expediente.number}",
        period=Period.parse(declaration.period).label if declaration else "",
        filed=f"Presentada el {day(filed)}" if filed else "Sin presentar hasta hoy",
        href=f"/declaraciones/{declaration.public_id}" if declaration else "",
        alert=alert_view(row.flag),
        notes=[note_view(note) for note in row.notes],
    )


def summary_text(page: AlertsPage) -> str:
    """Which rows these are: «21–40 de 312»."""
    first = (page.number - 1) * PAGE_SIZE
    if not page.count:
        return "0 alertas"
    return f"{first + 1}–{first + len(page.rows)} de {format_thousands(page.count)}"
