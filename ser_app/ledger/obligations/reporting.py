"""The report on a file as text for the screen: what is wrong first, in pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.ledger.obligations.loading import Checked, Report
from ser_app.ledger.obligations.models import ChargeFile
from ser_app.ledger.obligations.views import ADDRESS, count_words
from ser_app.web.words import day, moment, plural

_PAGE: Final = 50


@dataclass(frozen=True)
class LineView:
    """A line of the file: what it would enter, or one thing that is wrong with it."""

    line: str
    state: str
    kind: str
    words: str
    operator: str
    due: str
    amount: str


@dataclass(frozen=True)
class ReportView:
    """A file with what would become of each line.

    Attributes:
        outcome: What holds now, in a sentence; `kind` is its colour.
        button: What entering it does; empty while it cannot be entered.
    """

    key: str = ""
    name: str = ""
    uploaded: str = ""
    outcome: str = ""
    kind: str = ""
    button: str = ""
    lines: list[LineView] = field(default_factory=list)
    summary: str = ""
    previous_href: str = ""
    next_href: str = ""
    report_href: str = ""


NO_REPORT: Final = ReportView()


@dataclass(frozen=True)
class FileView:
    """A file in the list of files."""

    href: str
    name: str
    uploaded: str
    state: str
    kind: str


def read_page(query: Mapping[str, str]) -> int:
    """The page that an address asks for; the first where it cannot be read."""
    text = str(query.get("pagina", ""))
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,4}", text) else 1


def report_view(report: Report, page: int) -> ReportView:
    """Write a page of the report out; what is wrong comes first."""
    key = report.file.public_id
    lines = _lines(report)
    pages = max(1, -(-len(lines) // _PAGE))
    page = min(page, pages)
    first = (page - 1) * _PAGE
    address = f"{ADDRESS}/cargas/{key}?pagina="
    outcome, kind = _outcome(report)
    total = format_pesos(report.total)
    shown = lines[first : first + _PAGE]
    return ReportView(
        key=key,
        name=report.file.name,
        uploaded=f"Lo cargó {report.file.uploaded_by}, {moment(report.file.uploaded_at)}",
        outcome=outcome,
        kind=kind,
        button=f"Registrar {count_words(len(report.lines))} por {total}" if report.whole else "",
        lines=shown,
        summary=f"{first + 1}–{first + len(shown)} de {len(lines)}" if pages > 1 else "",
        previous_href=f"{address}{page - 1}" if page > 1 else "",
        next_href=f"{address}{page + 1}" if page < pages else "",
        report_href=f"/documentos/obligaciones/{key}/reporte.csv" if report.lines else "",
    )


def _outcome(report: Report) -> tuple[str, str]:
    if report.entered:
        return f"Ya se registró: {count_words(report.entered)}. No se registra otra vez.", "paid"
    if report.refused:
        return f"{report.refused} No se registró nada.", "failed"
    if report.problems:
        wrong = sum(bool(line.problems) for line in report.lines)
        words = plural(wrong, "línea por corregir", "líneas por corregir")
        told = f"{words} de {len(report.lines)}. No se registró nada: corrija el archivo y cárguelo"
        return f"{told} de nuevo.", "failed"
    words = count_words(len(report.lines))
    return f"{words} por {format_pesos(report.total)}, sin nada por corregir.", "info"


def _lines(report: Report) -> list[LineView]:
    wrong = [view for line in report.lines for view in _wrong(line)]
    return [*wrong, *(_right(line) for line in report.lines if line.ready)]


def _wrong(line: Checked) -> list[LineView]:
    amount = line.raw.get("amount", "")[:30]
    return [
        LineView(
            line=str(line.number),
            state="Por corregir",
            kind="failed",
            words=f"{problem.column}: {problem.sentence}",
            operator=line.raw.get("nit", "")[:30],
            due="",
            amount=amount,
        )
        for problem in line.problems
    ]


def _right(line: Checked) -> LineView:
    ready = line.ready
    if ready is None:
        raise ValueError(line.number)
    return LineView(
        line=str(line.number),
        state="Correcta",
        kind="paid",
        words=f"{ready.typed.kind.label}: {ready.typed.description} ({ready.typed.act})",
        operator=ready.operator,
        due=day(ready.due_on),
        amount=format_pesos(ready.amount),
    )


def file_views(files: Sequence[tuple[ChargeFile, int]]) -> list[FileView]:
    """Write the last files out."""
    return [
        FileView(
            href=f"{ADDRESS}/cargas/{kept.public_id}",
            name=kept.name,
            uploaded=f"{moment(kept.uploaded_at)}, {kept.uploaded_by}",
            state=count_words(entered) if entered else "Sin registrar",
            kind="paid" if entered else "pending",
        )
        for kept, entered in files
    ]
