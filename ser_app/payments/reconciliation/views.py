"""What the desk's screens show, as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.base.days import read_day
from ser_app.furs.models import Fur
from ser_app.furs.states import ShownFurState, shown_state
from ser_app.furs.texts import STATE_WORDS as FUR_WORDS
from ser_app.law.money import format_pesos
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.records import Defect
from ser_app.payments.bank_files.texts import STATE_KINDS, STATE_WORDS, defects_words
from ser_app.payments.reconciliation.desk import (
    PAGE,
    ExceptionsPage,
    Facts,
    FileDefects,
    FilesPage,
)
from ser_app.payments.reconciliation.repository import ExceptionFilter, Listed
from ser_app.payments.reconciliation.texts import ODD_SENTENCES, ODD_WORDS, WAY_WORDS
from ser_app.web.words import day, moment, plural

_CENTS: Final = 100
_AGREES: Final = {True: "paid", False: "overdue"}


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


@dataclass(frozen=True)
class ExceptionRow:
    """An exception in the list."""

    public_id: str
    href: str
    day: str
    bank: str
    reference: str
    kind: str
    amount: str
    resolved: str


@dataclass(frozen=True)
class ExceptionsView:
    """The list of exceptions with its filter."""

    rows: list[ExceptionRow] = field(default_factory=list)
    summary: str = ""
    total: str = ""
    previous_href: str = ""
    next_href: str = ""
    kind: str = ""
    bank: str = ""
    since: str = ""
    until: str = ""
    text: str = ""
    resolved: str = ""
    banks: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Fact:
    """A name and what bank and FUR say; `word` and `kind` say whether they agree."""

    name: str
    bank: str
    fur: str
    word: str = ""
    kind: str = "neutral"


@dataclass(frozen=True)
class NearFur:
    """A FUR that the money may be for."""

    number: str
    href: str
    why: str
    operator: str
    total: str


@dataclass(frozen=True)
class CaseView:
    """An exception with everything that helps to decide."""

    public_id: str = ""
    title: str = ""
    sentence: str = ""
    file: str = ""
    fur_href: str = ""
    facts: list[Fact] = field(default_factory=list)
    near: list[NearFur] = field(default_factory=list)
    debts: list[list[str]] = field(default_factory=list)
    debts_of: str = ""
    nit: str = ""
    resolved: str = ""
    reason: str = ""
    evidence_to: str = ""


def files_view(page: FilesPage, number: int) -> FilesView:
    """The list of files as text."""
    previous_href, next_href = _around("/conciliacion/archivos", {}, number, page.count)
    return FilesView(
        rows=[_file_row(file, bank) for file, bank in page.rows],
        summary=_summary(number, len(page.rows), page.count),
        previous_href=previous_href,
        next_href=next_href,
        waiting=plural(page.waiting, "recaudo por resolver", "recaudos por resolver"),
        busy=any(file.state == "posting" for file, _ in page.rows),
    )


def _file_row(file: BankFile, bank: str) -> FileRow:
    return FileRow(
        public_id=file.public_id,
        name=file.name,
        bank=bank or "Sin convenio",
        collected_on=day(file.collected_on) if file.collected_on else "—",
        payments=_count(file.payments),
        amount=_money(file.cents),
        state_word=STATE_WORDS[file.state],
        state_kind=STATE_KINDS[file.state],
        result=_result(file),
        loaded=f"{moment(file.loaded_at)}, {file.loaded_by}",
        defects=defects_words(file.defects) if file.defects else "",
        defects_href=f"/conciliacion/archivos?defectos={file.public_id}",
        csv_href=f"/documentos/recaudos/{file.public_id}/defectos.csv",
    )


def _result(file: BankFile) -> str:
    if file.state == "refused":
        return "No se abonó nada"
    done = file.credited + file.exceptions
    word = "abonado" if file.credited == 1 else "abonados"
    words = f"{_count(file.credited)} {word} por {format_pesos(file.credited_amount)}"
    if file.exceptions:
        rest = format_pesos(file.exceptions_amount)
        words += f"; {_count(file.exceptions)} a resolver por {rest}"
    going_on = f"{_count(done)} de {_count(file.payments)}: {words}"
    return words if file.state == "posted" else going_on


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


def exceptions_view(page: ExceptionsPage, narrowed: ExceptionFilter, number: int) -> ExceptionsView:
    """The list of exceptions as text."""
    previous_href, next_href = _around("/conciliacion", query_of(narrowed), number, page.count)
    return ExceptionsView(
        rows=[_exception_row(each) for each in page.rows],
        summary=_summary(number, len(page.rows), page.count),
        total=format_pesos(page.amount),
        previous_href=previous_href,
        next_href=next_href,
        kind=narrowed.kind,
        bank=narrowed.bank,
        since=narrowed.since.isoformat() if narrowed.since else "",
        until=narrowed.until.isoformat() if narrowed.until else "",
        text=narrowed.text,
        resolved="si" if narrowed.resolved else "",
        banks=[[each.code, each.name] for each in page.agreements],
    )


def read_filter(query: Mapping[str, str]) -> ExceptionFilter:
    """The filter in an address; what cannot be read narrows nothing."""
    kind, bank = query.get("motivo", ""), query.get("banco", "")
    return ExceptionFilter(
        resolved=query.get("resueltos", "") == "si",
        kind=kind if kind in ODD_WORDS else "",
        bank=bank if bank.isascii() and bank.isdigit() else "",
        since=read_day(query.get("desde", "")),
        until=read_day(query.get("hasta", "")),
        text=query.get("buscar", "").strip()[:48],
    )


def query_of(narrowed: ExceptionFilter) -> dict[str, str]:
    """The filter as an address holds it."""
    values = {
        "resueltos": "si" if narrowed.resolved else "",
        "motivo": narrowed.kind,
        "banco": narrowed.bank,
        "desde": narrowed.since.isoformat() if narrowed.since else "",
        "hasta": narrowed.until.isoformat() if narrowed.until else "",
        "buscar": narrowed.text,
    }
    return {name: value for name, value in values.items() if value}


def _exception_row(found: Listed) -> ExceptionRow:
    row = found.row
    return ExceptionRow(
        public_id=row.public_id,
        href=f"/conciliacion/recaudos/{row.public_id}",
        day=day(row.value_day),
        bank=found.bank,
        reference=row.reference or "En blanco",
        kind=ODD_WORDS[row.kind],
        amount=_money(row.cents),
        resolved=_resolved(found),
    )


def _resolved(found: Listed) -> str:
    done = found.resolution
    if done is None:
        return ""
    target = f" {done.target}" if done.way in {"fur", "operator"} else ""
    return f"{WAY_WORDS[done.way]}{target}, {moment(done.at)}, {done.resolved_by}"


def case_view(found: Facts, today: date, nit: str) -> CaseView:
    """An exception as text, with what bank and FUR say beside each other."""
    row, resolution = found.found.row, found.found.resolution
    operator = found.operator
    return CaseView(
        public_id=row.public_id,
        title=f"{ODD_WORDS[row.kind]}: {_money(row.cents)}",
        sentence=ODD_SENTENCES[row.kind],
        file=f"{found.found.bank}, {found.found.file.name}, línea {row.line}",
        fur_href=f"/furs/{found.fur.number}" if found.fur else "",
        facts=_facts(found, today),
        near=[_near(fur, name, row.reference, row.amount) for fur, name in found.near],
        debts=[
            [each.source, f"{each.name}: debe {format_pesos(each.left)} sin intereses por correr"]
            for each in found.debts
        ],
        debts_of=f"{operator.name}, NIT {operator.nit}" if operator else "",
        nit=nit or (operator.nit if operator else ""),
        resolved=_resolved(found.found),
        reason=resolution.reason if resolution else "",
        evidence_to=f"/documentos/excepciones/{row.public_id}/soporte",
    )


def _facts(found: Facts, today: date) -> list[Fact]:
    row, fur, line = found.found.row, found.fur, found.line
    means = f"{line.means} (operación {line.operation}, oficina {line.branch})" if line else "—"
    return [
        _fact("Referencia", row.reference or "En blanco", (fur.reference or "") if fur else None),
        _fact("Valor", _money(row.cents), format_pesos(fur.total) if fur else None),
        _fact(
            "Día",
            f"Recaudado el {day(row.value_day)}",
            f"Del {day(fur.issued_on)} al {day(fur.payment_day)}" if fur else None,
            agrees=fur is not None and fur.issued_on <= row.value_day <= fur.payment_day,
        ),
        Fact("Medio y estado", means, _fur_words(fur, today)),
    ]


def _fact(name: str, bank: str, fur: str | None, *, agrees: bool | None = None) -> Fact:
    """A fact; without a FUR there is nothing that it could agree with."""
    if fur is None:
        return Fact(name, bank, "—")
    same = fur == bank if agrees is None else agrees
    return Fact(name, bank, fur, "Coincide" if same else "No coincide", _AGREES[same])


def _fur_words(fur: Fur | None, today: date) -> str:
    if fur is None:
        return "Ningún FUR tiene esa referencia"
    state = shown_state(fur, today, live_attempt=fur.payment_pending)
    return f"{fur.number}: {FUR_WORDS[ShownFurState(state)].lower()}"


def _near(fur: Fur, operator: str, reference: str, amount: int) -> NearFur:
    same, digits = fur.total == amount, fur.reference != reference
    why = "Mismo valor" if same else "Una cifra distinta"
    if same and digits and _one_off(fur.reference or "", reference):
        why = "Mismo valor y una cifra distinta"
    return NearFur(
        number=fur.number,
        href=f"/furs/{fur.number}",
        why=why,
        operator=operator,
        total=format_pesos(fur.total),
    )


def _one_off(left: str, right: str) -> bool:
    return len(left) == len(right) and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def _money(cents: int) -> str:
    pesos, rest = divmod(cents, _CENTS)
    return format_pesos(pesos) + (f",{rest:02d}" if rest else "")


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _summary(number: int, shown: int, count: int) -> str:
    if not count:
        return ""
    first = PAGE * (number - 1) + 1
    return f"{_count(first)}–{_count(first + shown - 1)} de {_count(count)}"


def _around(base: str, query: Mapping[str, str], number: int, count: int) -> tuple[str, str]:
    def at(page: int) -> str:
        return f"{base}?{urlencode({**query, 'pagina': str(page)})}"

    before = at(number - 1) if number > 1 else ""
    return before, at(number + 1) if number * PAGE < count else ""
