"""The list of declarations: from the address to a filter, from rows to words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation.texts import moved_note
from ser_app.declarations.repository import DeclarationFilter
from ser_app.declarations.service import (
    PAGE_SIZE,
    DeclarationsPage,
    ExpedienteChoice,
    Listed,
)
from ser_app.declarations.states import DeclarationState
from ser_app.declarations.texts import STATE_KINDS, STATE_WORDS
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.web.fields import Option
from ser_app.web.words import day, due_in

_ID_LENGTH: Final = 40
_LAST_PAGE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    filter: DeclarationFilter
    page: int


@dataclass(frozen=True)
class RowView:
    """A row of the list.

    Attributes:
        note: Its service, or for the Ministry its operator.
        due_note: How far the due day is, or what moved it after the filing.
        correct_id: Its public id where the person may correct it, else empty.
    """

    period: str
    expediente: str
    note: str
    state_word: str
    state_kind: str
    total: str
    due: str
    due_note: str
    href: str
    correct_id: str


@dataclass(frozen=True)
class ListView:
    """A page of the list with its filter.

    Attributes:
        filtered: Whether the filter narrows anything, so that an empty list can say so.
    """

    rows: list[RowView] = field(default_factory=list)
    expediente: str = ""
    state: str = ""
    year: str = ""
    filtered: bool = False
    summary: str = ""
    previous_href: str = ""
    next_href: str = ""


NO_LIST: Final = ListView()
STATE_OPTIONS: Final = tuple((state.value, word) for state, word in STATE_WORDS.items())


def read_query(query: Mapping[str, str]) -> Asked:
    """Read the address; whatever makes no sense there narrows nothing."""
    state = query.get("estado", "")
    year = query.get("ano", "")
    page = query.get("pagina", "")
    return Asked(
        DeclarationFilter(
            expediente=query.get("expediente", "")[:_ID_LENGTH],
            state=state if state in set(DeclarationState) else "",
            year=_number(year, 9999),
        ),
        max(1, _number(page, _LAST_PAGE)),
    )


def _number(text: str, largest: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(largest))):
        return 0
    return min(int(text), largest)


def list_view(
    page: DeclarationsPage, wanted: DeclarationFilter, today: date, *, all_operators: bool
) -> ListView:
    """Write a page of the list out.

    Args:
        page: The page.
        wanted: What it is narrowed to.
        today: The business day.
        all_operators: Whether the reader sees several operators, so that each row names its own.
    """
    first = (page.number - 1) * PAGE_SIZE
    last = first + len(page.rows)
    return ListView(
        rows=[_row(listed, today, all_operators) for listed in page.rows],
        expediente=wanted.expediente,
        state=wanted.state,
        year=str(wanted.year or ""),
        filtered=wanted != DeclarationFilter(),
        summary=f"{first + 1}–{last} de {page.count}" if page.count else "",
        previous_href=_href(wanted, page.number - 1) if page.number > 1 else "",
        next_href=_href(wanted, page.number + 1) if last < page.count else "",
    )


def _href(wanted: DeclarationFilter, number: int) -> str:
    query = {
        "expediente": wanted.expediente,
        "estado": wanted.state,
        "ano": str(wanted.year or ""),
        "pagina": str(number),
    }
    return "/declaraciones?" + urlencode({key: value for key, value in query.items() if value})


def _row(listed: Listed, today: date, all_operators: bool) -> RowView:
    declaration = listed.row.declaration
    state = DeclarationState(declaration.state)
    return RowView(
        period=_period(declaration),
        expediente=f"{declaration.regime} · {listed.row.expediente_number}",
        note=listed.row.operator_name if all_operators else listed.row.service,
        state_word=STATE_WORDS[state],
        state_kind=STATE_KINDS[state],
        total=format_pesos(listed.total),
        due=day(listed.due_on),
        due_note=_due_note(listed, state, today),
        href=f"/declaraciones/{declaration.public_id}",
        correct_id=declaration.public_id if listed.correctable else "",
    )


def _due_note(listed: Listed, state: DeclarationState, today: date) -> str:
    if state in (DeclarationState.DRAFT, DeclarationState.PREPARED):
        return due_in(listed.due_on, today)
    moved = listed.moved
    return moved_note(listed.row.declaration.due_on, moved.kind, moved.norm) if moved else ""


def _period(declaration: Declaration) -> str:
    label = Period.parse(declaration.period).label
    return f"{label} · Corrección" if declaration.corrects_id else label


def expediente_options(choices: Sequence[ExpedienteChoice]) -> list[Option]:
    """The expedientes to filter by."""
    return [
        Option(choice.public_id, f"{choice.regime} · {choice.number} · {choice.service}")
        for choice in choices
    ]


def year_options(page: DeclarationsPage) -> list[Option]:
    """The years to filter by."""
    return [Option(year, year) for year in page.years]
