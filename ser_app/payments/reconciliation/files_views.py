"""What the tab *Archivos* shows, as text."""

from dataclasses import dataclass, field

from ser_app.law.money import format_pesos
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.records import Defect
from ser_app.payments.bank_files.texts import STATE_KINDS, STATE_WORDS, defects_words
from ser_app.payments.reconciliation.amounts import around, count_words, money_words, summary_of
from ser_app.payments.reconciliation.desk import FileDefects, FilesPage
from ser_app.payments.reconciliation.shown import Waiting
from ser_app.payments.reconciliation.texts import waiting_words
from ser_app.web.words import day, moment, plural, whole_amounts


@dataclass(frozen=True)
class FileRow:
    """A file in the list."""

    public_id: str
    name: str
    bank: str
    collected_on: str
    payments: str
    amount: str
    state_word: str
    state_kind: str
    result: str
    loaded: str
    defects: str
    defects_href: str
    csv_href: str


@dataclass(frozen=True)
class DefectRow:
    """A defect in words."""

    sentence: str
    word: str
    kind: str


@dataclass(frozen=True)
class FilesView:
    """The list of files."""

    rows: list[FileRow] = field(default_factory=list)
    summary: str = ""
    previous_href: str = ""
    next_href: str = ""
    waiting: str = ""
    busy: bool = False


def files_view(page: FilesPage, number: int) -> FilesView:
    """The list of files as text."""
    previous_href, next_href = around("/conciliacion/archivos", {}, number, page.count)
    return FilesView(
        rows=[
            _file_row(file, bank, page.waiting_of.get(file.id or 0, Waiting()))
            for file, bank in page.rows
        ],
        summary=summary_of(number, len(page.rows), page.count),
        previous_href=previous_href,
        next_href=next_href,
        waiting=waiting_words(page.waiting),
        busy=any(file.state == "posting" for file, _ in page.rows),
    )


def _file_row(file: BankFile, bank: str, waiting: Waiting) -> FileRow:
    return FileRow(
        public_id=file.public_id,
        name=file.name,
        bank=bank or "Sin convenio",
        collected_on=day(file.collected_on) if file.collected_on else "—",
        payments=count_words(file.payments),
        amount=money_words(file.cents),
        state_word=STATE_WORDS[file.state],
        state_kind=STATE_KINDS[file.state],
        result=_result(file, waiting),
        loaded=f"{moment(file.loaded_at)}, {file.loaded_by}",
        defects=defects_words(file.defects) if file.defects else "",
        defects_href=f"/conciliacion/archivos?defectos={file.public_id}",
        csv_href=f"/documentos/recaudos/{file.public_id}/defectos.csv",
    )


def _result(file: BankFile, waiting: Waiting) -> str:
    if file.state == "refused":
        return "No se abonó nada"
    done = file.credited + file.exceptions
    word = "abonado" if file.credited == 1 else "abonados"
    words = f"{count_words(file.credited)} {word} por {format_pesos(file.credited_amount)}"
    if file.exceptions:
        rest = format_pesos(file.exceptions_amount)
        count = plural(file.exceptions, "excepción", "excepciones")
        words += f"; {count} por {rest}: {_left(waiting)}"
    going_on = f"{count_words(done)} de {count_words(file.payments)}: {words}"
    return whole_amounts(words if file.state == "posted" else going_on)


def _left(waiting: Waiting) -> str:
    if waiting.to_resolve or waiting.to_claim:
        return waiting_words(waiting)
    return "ya no queda nada por resolver"


def defect_rows(found: FileDefects) -> list[DefectRow]:
    """Defects in words."""
    return [
        DefectRow(
            Defect(each.line, each.first, each.found, each.expected).sentence,
            "Aviso" if each.tolerated else "Defecto",
            "info" if each.tolerated else "failed",
        )
        for each in found.shown
    ]


def defects_title(found: FileDefects) -> str:
    """What stands above the defects: how many, and of which file."""
    shown = len(found.shown)
    rest = f"; se muestran los primeros {shown}" if shown < found.file.defects else ""
    return f"{found.file.name}: {defects_words(found.file.defects)}{rest}"
