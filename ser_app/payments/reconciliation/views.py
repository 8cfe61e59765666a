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
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.reconciliation.amounts import around, money_words, summary_of
from ser_app.payments.reconciliation.desk import (
    ExceptionsPage,
    Facts,
)
from ser_app.payments.reconciliation.models import MoneyNotice
from ser_app.payments.reconciliation.repository import (
    ExceptionFilter,
    Listed,
)
from ser_app.payments.reconciliation.shown import Shown
from ser_app.payments.reconciliation.texts import (
    BY_PSE,
    DONE_WORDS,
    EMPTY_WORDS,
    ODD_SENTENCES,
    ODD_WORDS,
    claim_words,
    published_words,
)
from ser_app.web.words import day, moment

TO_CLAIM: Final = Shown.TO_CLAIM.value
_SHOWN: Final = frozenset(Shown)
_AGREES: Final = {True: "paid", False: "overdue"}


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
    """The list of exceptions with its filter.

    Attributes:
        to_claim: How many more await a claim, written out; empty when none does.
        empty: What to say of a list without rows.
    """

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
    shown: str = ""
    to_claim: str = ""
    to_claim_href: str = ""
    empty: str = ""
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
    """An exception with everything that helps to decide.

    Attributes:
        published: When, by whom and why it was left for its owner to claim; empty otherwise.
        given_back: It is a payment that the bank gave back, which two persons decide.
    """

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
    published: str = ""
    evidence_to: str = ""
    given_back: bool = False


def exceptions_view(page: ExceptionsPage, narrowed: ExceptionFilter, number: int) -> ExceptionsView:
    """The list of exceptions as text."""
    previous_href, next_href = around("/conciliacion", query_of(narrowed), number, page.count)
    return ExceptionsView(
        rows=[_exception_row(each) for each in page.rows],
        summary=summary_of(number, len(page.rows), page.count),
        total=format_pesos(page.amount),
        previous_href=previous_href,
        next_href=next_href,
        kind=narrowed.kind,
        bank=narrowed.bank,
        since=narrowed.since.isoformat() if narrowed.since else "",
        until=narrowed.until.isoformat() if narrowed.until else "",
        text=narrowed.text,
        shown=narrowed.shown.value,
        to_claim=claim_words(page.to_claim[0]),
        to_claim_href=f"/conciliacion?{urlencode({**query_of(narrowed), 'mostrar': TO_CLAIM})}",
        empty=EMPTY_WORDS[narrowed.shown],
        banks=[[each.code, each.name] for each in page.agreements],
    )


def read_filter(query: Mapping[str, str]) -> ExceptionFilter:
    """The filter in an address; what cannot be read narrows nothing."""
    kind, bank = query.get("motivo", ""), query.get("banco", "")
    return ExceptionFilter(
        shown=Shown(asked) if (asked := query.get("mostrar", "")) in _SHOWN else Shown.TO_RESOLVE,
        kind=kind if kind in ODD_WORDS else "",
        bank=bank if bank.isascii() and bank.isdigit() else "",
        since=read_day(query.get("desde", "")),
        until=read_day(query.get("hasta", "")),
        text=query.get("buscar", "").strip()[:48],
    )


def query_of(narrowed: ExceptionFilter) -> dict[str, str]:
    """The filter as an address holds it."""
    values = {
        "mostrar": narrowed.shown.value,
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
        amount=money_words(row.cents),
        resolved=_resolved(found),
    )


def _resolved(found: Listed) -> str:
    done = found.resolution
    if done is None:
        return ""
    target = f" {done.target}" if done.way in {"fur", "operator"} else ""
    proposed = f", lo propuso {done.proposed_by}" if done.proposed_by else ""
    return f"{DONE_WORDS[done.way]}{target}, {moment(done.at)}, {done.resolved_by}{proposed}"


def case_view(found: Facts, today: date, nit: str) -> CaseView:
    """An exception as text, with what bank and FUR say beside each other."""
    row, resolution = found.found.row, found.found.resolution
    operator = found.operator
    return CaseView(
        public_id=row.public_id,
        title=f"{ODD_WORDS[row.kind]}: {money_words(abs(row.cents))}",
        sentence=ODD_SENTENCES[row.kind],
        file=_origin(found.found),
        fur_href=f"/furs/{found.fur.number}" if found.fur else "",
        facts=_facts(found, today),
        near=[_near(fur, name, row.reference, row.amount) for fur, name in found.near],
        debts=[
            [each.source, f"{each.name}: debe {format_pesos(each.left)} sin intereses por correr"]
            for each in found.debts
        ],
        debts_of=f"{operator.name}, NIT {operator.tax_number}" if operator else "",
        nit=nit or (operator.nit if operator else ""),
        resolved=_resolved(found.found),
        reason=resolution.reason if resolution else "",
        published=_published(found.notice) if resolution is None else "",
        given_back=row.kind == Odd.GIVEN_BACK,
        evidence_to=f"/documentos/excepciones/{row.public_id}/soporte",
    )


def _origin(found: Listed) -> str:
    """The file and line, or the payment by PSE, that brought the money."""
    bank = f"{found.bank}, " if found.bank else ""
    if found.file is not None:
        return f"{bank}{found.file.name}, línea {found.row.line}"
    attempt = found.attempt
    return bank + BY_PSE.format(
        payment=f"CUS {attempt.cus}" if attempt and attempt.cus else "sin CUS"
    )


def _published(notice: MoneyNotice | None) -> str:
    if notice is None:
        return ""
    return published_words(moment(notice.at), notice.published_by, notice.reason)


def _facts(found: Facts, today: date) -> list[Fact]:
    row, fur, line = found.found.row, found.fur, found.line
    if row.kind == Odd.GIVEN_BACK:
        return _given_back_facts(found, today)
    means = f"{line.means} (operación {line.operation}, oficina {line.branch})" if line else "—"
    return [
        _fact("Referencia", row.reference or "En blanco", (fur.reference or "") if fur else None),
        _fact("Valor", money_words(row.cents), format_pesos(fur.total) if fur else None),
        _fact(
            "Día",
            f"Recaudado el {day(row.value_day)}",
            f"Del {day(fur.issued_on)} al {day(fur.payment_day)}" if fur else None,
            agrees=fur is not None and fur.issued_on <= row.value_day <= fur.payment_day,
        ),
        Fact("Medio y estado", means, _fur_words(fur, today)),
    ]


def _given_back_facts(found: Facts, today: date) -> list[Fact]:
    """What left again beside what the FUR had been paid with."""
    row, fur = found.found.row, found.fur
    paid = f"Pagado el {day(fur.paid_on)}" if fur and fur.paid_on else "—"
    return [
        _fact("Referencia", row.reference or "En blanco", (fur.reference or "") if fur else None),
        _fact("Valor", money_words(-row.cents), format_pesos(fur.total) if fur else None),
        Fact("Día", f"Devuelto el {day(row.value_day)}", paid),
        Fact("Estado", "—", _fur_words(fur, today)),
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
