"""The list of FURs: from the address to a filter, from rows to words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from ser_app.base.days import read_day
from ser_app.declarations.states import Use
from ser_app.furs.finding.repository import FurFilter, FurRow
from ser_app.furs.service import PAGE_SIZE, FurList
from ser_app.furs.states import ShownFurState
from ser_app.furs.texts import STATE_KINDS, STATE_WORDS, USE_WORDS, period_words, state_word
from ser_app.law.money import format_pesos
from ser_app.web.words import day

_ADDRESS: Final = "/furs"
_TEXT_LENGTH: Final = 80


@dataclass(frozen=True)
class RowView:
    """A FUR in the list."""

    number: str
    href: str
    issued: str
    operator: str
    what: str
    period: str
    use: str
    state_word: str
    state_kind: str
    total: str
    valid: str
    pdf_href: str
    pdf_label: str


@dataclass(frozen=True)
class ListView:
    """A page of the list with its filter and its sums."""

    rows: list[RowView] = field(default_factory=list)
    since: str = ""
    until: str = ""
    use: str = ""
    state: str = ""
    text: str = ""
    count: str = "0"
    total: str = ""
    summary: str = ""
    previous_href: str = ""
    next_href: str = ""
    filtered: bool = False


NOTHING: Final = ListView()
USE_OPTIONS: Final = [(use.value, USE_WORDS[use]) for use in Use]
STATE_OPTIONS: Final = [(state.value, STATE_WORDS[state]) for state in ShownFurState]


def read_filter(query: Mapping[str, str]) -> FurFilter:
    """Read the filter from an address; what cannot be read narrows nothing."""
    use, state = query.get("uso", ""), query.get("estado", "")
    return FurFilter(
        since=read_day(query.get("desde", "")),
        until=read_day(query.get("hasta", "")),
        use=use if use in set(Use) else "",
        state=state if state in set(ShownFurState) else "",
        text=query.get("buscar", "").strip()[:_TEXT_LENGTH],
    )


def read_page(query: Mapping[str, str]) -> int:
    """Which page the address asks for, from 1."""
    number = query.get("pagina", "")
    return int(number[:6]) if number.isascii() and number.isdigit() else 1


def address_of(wanted: FurFilter, page: int = 1) -> str:
    """The address that shows a filter's page."""
    pairs = {
        "desde": wanted.since.isoformat() if wanted.since else "",
        "hasta": wanted.until.isoformat() if wanted.until else "",
        "uso": wanted.use,
        "estado": wanted.state,
        "buscar": wanted.text,
        "pagina": str(page) if page > 1 else "",
    }
    query = urlencode({key: value for key, value in pairs.items() if value})
    return f"{_ADDRESS}?{query}" if query else _ADDRESS


def list_view(found: FurList, wanted: FurFilter) -> ListView:
    """Write a page of the list out."""
    first = (found.number - 1) * PAGE_SIZE + 1
    last = first + len(found.rows) - 1
    count = found.totals.count
    return ListView(
        rows=[_row(row, state) for row, state in found.rows],
        since=wanted.since.isoformat() if wanted.since else "",
        until=wanted.until.isoformat() if wanted.until else "",
        use=wanted.use,
        state=wanted.state,
        text=wanted.text,
        count=str(count),
        total=format_pesos(found.totals.total),
        summary=f"{first}–{last} de {count}" if count else "",
        previous_href=address_of(wanted, found.number - 1) if found.number > 1 else "",
        next_href=address_of(wanted, found.number + 1) if last < count else "",
        filtered=wanted != FurFilter(),
    )


def _row(row: FurRow, state: ShownFurState) -> RowView:
    fur = row.fur
    return RowView(
        number=fur.number,
        href=f"{_ADDRESS}/{fur.number}",
        issued=f"generado el {day(fur.issued_on)}",
        operator=row.operator_name,
        what=" · ".join(filter(None, (fur.regime, row.expediente_number or "Varios expedientes"))),
        period=period_words(fur.period),
        use=USE_WORDS[Use(fur.use)],
        state_word=state_word(state, of_debts=fur.declaration_id is None),
        state_kind=STATE_KINDS[state],
        total=format_pesos(fur.total),
        valid=f"hasta el {day(fur.payment_day)}" if fur.reference else "sin pago",
        pdf_href=f"/documentos/furs/{fur.number}.pdf",
        pdf_label=f"Descargar {fur.number} en PDF",
    )
