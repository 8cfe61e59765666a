"""Obligations as text for the screen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.law.rights import Right
from ser_app.ledger.journal import Concept, ObligationKind
from ser_app.ledger.models import LedgerEntry, LedgerJournal
from ser_app.ledger.obligations.checking import Ready
from ser_app.ledger.obligations.consulting import Asked, DebtFile, Listed
from ser_app.ledger.obligations.pledging import Promise
from ser_app.ledger.obligations.repository import ChargeRow
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day, day_long, plural

ADDRESS: Final = "/obligaciones"
_DECLARATION: Final = "filing:"


@dataclass(frozen=True)
class RowView:
    """A line of the list."""

    href: str = ""
    kind: str = ""
    description: str = ""
    act: str = ""
    operator: str = ""
    due: str = ""
    amount: str = ""
    left: str = ""
    state: str = ""
    state_kind: str = ""


@dataclass(frozen=True)
class ListView:
    """The list with the way to its next page."""

    rows: list[RowView] = field(default_factory=list)
    first_href: str = ""
    next_href: str = ""


def read_asked(query: Mapping[str, str]) -> Asked:
    """Read the address; what cannot be read asks for everything."""
    kind = str(query.get("clase", ""))
    before = str(query.get("antes", ""))
    known = {each.value for each in ObligationKind}
    return Asked(
        operator=str(query.get("operador", ""))[:40],
        kind=kind if kind in known else "",
        act=" ".join(str(query.get("acto", ""))[:60].split()),
        before=int(before) if re.fullmatch(r"[1-9][0-9]{0,17}", before) else None,
    )


def list_view(found: Listed, asked: Asked, today: date) -> ListView:
    """Write a page of the list out."""
    query = {"operador": asked.operator, "clase": asked.kind, "acto": asked.act}
    kept = {name: text for name, text in query.items() if text}

    def address(**more: object) -> str:
        words = urlencode({**kept, **more})
        return f"{ADDRESS}?{words}" if words else ADDRESS

    return ListView(
        rows=[_row(each, today) for each in found.rows],
        first_href=address() if asked.before is not None else "",
        next_href=address(antes=found.next_before) if found.next_before is not None else "",
    )


def _row(each: ChargeRow, today: date) -> RowView:
    state, kind = state_of(each.left, each.obligation.due_on, today, gone=each.taken_back)
    return RowView(
        href=f"{ADDRESS}/{each.charge.public_id}",
        kind=ObligationKind(each.charge.kind).label,
        description=each.obligation.description,
        act=each.charge.act,
        operator=each.operator.name,
        due=day(each.obligation.due_on),
        amount=format_pesos(each.charge.amount),
        left=format_pesos(each.left),
        state=state,
        state_kind=kind,
    )


def state_of(left: int, due_on: date, today: date, *, gone: bool) -> tuple[str, str]:
    """The state of a debt as a word and the kind of its badge; `left` in whole pesos."""
    if gone:
        return "Anulada", "neutral"
    if not left:
        return "Pagada", "paid"
    return ("Vencida", "overdue") if today > due_on else ("Por vencer", "pending")


@dataclass(frozen=True)
class Fact:
    """A name with its value."""

    name: str
    value: str


@dataclass(frozen=True)
class PromiseView:
    """A pledge with what became of it."""

    amount: str
    until: str
    note: str
    made: str
    state: str
    kind: str


@dataclass(frozen=True)
class StepView:
    """A movement of the debt."""

    day: str
    description: str
    parts: str
    amount: str


@dataclass(frozen=True)
class DebtFileView:
    """One debt with everything around it.

    Attributes:
        declaration_href: Address of its declaration, for a debt that one created.
        taken_back: Why and by whom it was taken back; empty while it stands.
        may_pledge: The person may note a pledge on it now.
        may_take_back: The person may take it back; `why_not` says why somebody of Tesorería may
            not.
    """

    key: str = ""
    title: str = ""
    operator: str = ""
    statement_href: str = ""
    declaration_href: str = ""
    state: str = ""
    state_kind: str = ""
    total: str = ""
    today: str = ""
    capital_label: str = ""
    capital: str = ""
    penalty: str = ""
    interest: str = ""
    facts: list[Fact] = field(default_factory=list)
    steps: list[StepView] = field(default_factory=list)
    promises: list[PromiseView] = field(default_factory=list)
    taken_back: str = ""
    may_pledge: bool = False
    may_take_back: bool = False
    why_not: str = ""


NO_DEBT: Final = DebtFileView()


def debt_view(found: DebtFile, actor: Actor) -> DebtFileView:
    """Write a debt out for a person."""
    left = found.left
    total = left.total + found.running
    gone = found.taken_back is not None
    state, kind = state_of(total, found.debt.due_on, found.today, gone=gone)
    returned = found.debt.kind == ObligationKind.RETURNED
    by_act = found.charge is not None and not returned
    reverses = by_act and actor.may(Permission.OBLIGATION_REVERSE) and not gone
    own = found.charge is not None and found.charge.entered_by_id == actor.user_id
    fine = found.debt.kind == ObligationKind.FINE or bool(left.fine)
    return DebtFileView(
        key=found.debt.source.partition(":")[2],
        title=title_of(found.debt.kind, found.debt.period, found.debt.description),
        operator=f"{found.operator.name} · NIT {found.operator.tax_number}",
        statement_href=f"/estado-de-cuenta?operador={found.operator.public_id}",
        declaration_href=_declaration(found.debt.source),
        state=state,
        state_kind=kind,
        total=format_pesos(total),
        today=day_long(found.today),
        capital_label="Capital" if returned else (Concept.FINE if fine else Concept.LEVY).label,
        capital=format_pesos(left.levy + left.fine + left.adjustment),
        penalty=format_pesos(left.penalty),
        interest=format_pesos(left.interest + found.running),
        facts=list(_facts(found)),
        steps=steps_of(found.entries),
        promises=[promise_view(each) for each in reversed(found.promises)],
        taken_back=_taken_back(found.taken_back),
        may_pledge=bool(total) and not gone and actor.may(Permission.PLEDGE_ENTER),
        may_take_back=reverses and not own,
        why_not="La registró usted: solo otra persona de Tesorería puede anularla."
        if reverses and own
        else "",
    )


def title_of(kind: str, period: str, description: str) -> str:
    """What a debt is called: a declaration by its period, anything else by its own words."""
    if kind == ObligationKind.DECLARATION:
        return f"Declaración · {Period.parse(period).label}"
    return f"{ObligationKind(kind).label} · {description}"


def _declaration(source: str) -> str:
    key = source.removeprefix(_DECLARATION)
    return f"/declaraciones/{key}" if key != source else ""


def _taken_back(journal: LedgerJournal | None) -> str:
    if journal is None:
        return ""
    reason, by = str(journal.reason.get("reason", "")), str(journal.reason.get("by", ""))
    return f"{by} la anuló el {day_long(journal.posted_on)}: {reason}"


def _facts(found: DebtFile) -> list[Fact]:
    charge = found.charge
    facts = [Fact("Vence", day_long(found.debt.due_on))]
    if found.expediente:
        facts.insert(0, Fact("Expediente", found.expediente))
    if charge is None:
        return facts
    if charge.right_kind:
        facts.append(Fact("Derecho", Right(charge.right_kind).label))
    how = ", liquidado en salarios mínimos" if charge.computed else ""
    facts += [
        Fact("Valor del acto", format_pesos(charge.amount) + how),
        Fact("Acto", f"{charge.act} del {day_long(charge.act_day)}"),
    ]
    if charge.final_on:
        facts.append(Fact("En firme desde", day_long(charge.final_on)))
    return [
        *facts,
        Fact("Norma", charge.norm),
        Fact("Registrada por", charge.entered_by + (", con un archivo" if charge.file_id else "")),
    ]


def steps_of(entries: Sequence[tuple[LedgerEntry, LedgerJournal]]) -> list[StepView]:
    """The movements of a debt, one for each journal, the oldest first."""
    sums: dict[str, dict[str, int]] = {}
    journals: dict[str, LedgerJournal] = {}
    for entry, journal in entries:
        parts = sums.setdefault(journal.source, {})
        parts[entry.concept] = parts.get(entry.concept, 0) + entry.amount
        journals[journal.source] = journal
    return [
        StepView(
            day=day(journals[source].value_day),
            description=journals[source].description,
            parts=" · ".join(
                f"{Concept(name).label} {format_pesos(amount)}" for name, amount in parts.items()
            ),
            amount=format_pesos(sum(parts.values())),
        )
        for source, parts in sums.items()
    ]


def promise_view(each: Promise) -> PromiseView:
    """Write a pledge out."""
    made = each.pledge
    return PromiseView(
        amount=format_pesos(made.amount),
        until=day(made.promised_on),
        note=made.note,
        made=f"el {day(made.made_on)}, {made.entered_by}",
        state=each.state.label,
        kind=each.state.kind,
    )


@dataclass(frozen=True)
class ReadyView:
    """What would be entered, before it is."""

    title: str = ""
    amount: str = ""
    due: str = ""
    facts: list[Fact] = field(default_factory=list)
    button: str = ""


NOT_READY: Final = ReadyView()


def ready_view(ready: Ready) -> ReadyView:
    """Write out what would be entered."""
    typed = ready.typed
    amount = format_pesos(ready.amount)
    facts = [
        Fact("Operador", ready.operator),
        Fact("Acto", f"{typed.act} del {day_long(typed.act_day)}"),
        Fact("Vence", ready.due_reason or day_long(ready.due_on)),
        Fact("Norma", typed.norm),
    ]
    if typed.expediente:
        facts.insert(1, Fact("Expediente", typed.expediente))
    if ready.parts:
        words = "; ".join(
            f"{format_pesos(part)} de {debt.description}" for debt, part in ready.parts
        )
        facts.append(Fact("Capital que asume", words))
    return ReadyView(
        title=f"{typed.kind.label} · {typed.description}",
        amount=amount,
        due=day(ready.due_on),
        facts=facts,
        button=f"Registrar {_thing(typed.kind)} por {amount}",
    )


def _thing(kind: ObligationKind) -> str:
    words = {
        ObligationKind.RIGHT: "la liquidación",
        ObligationKind.FINE: "la multa",
        ObligationKind.INSTALMENT: "la cuota",
        ObligationKind.RETURNED: "el pago devuelto",
    }
    return words[kind]


def count_words(count: int) -> str:
    """«3 obligaciones»."""
    return plural(count, "obligación", "obligaciones")
