"""The statement as text for the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.base.days import read_day
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.ledger.journal import Concept, ObligationKind
from ser_app.ledger.obligations.pledging import promise_words
from ser_app.ledger.statement.folding import Change, Open, Place, Statement
from ser_app.ledger.statement.service import Answer
from ser_app.ledger.statement.texts import given_back_words
from ser_app.web.words import day, day_long, plural, whole_amounts

ADDRESS: Final = "/estado-de-cuenta"
_DIGITS: Final = 12


@dataclass(frozen=True)
class DebtView:
    """What is open of a debt.

    Attributes:
        period: What it is called: the period of a declaration, else its own words.
        href: Where it leads: its declaration, or its own page.
        act: What kind of debt and of which act; empty for a declaration.
        file_href: The page of the debt itself, of whatever kind.
        promise: The last pledge on it; empty without one.
        paying: The FUR with which it is being paid now, `paying_href` its page; empty without one.
    """

    key: str
    period: str
    href: str
    expediente: str
    act: str
    file_href: str
    promise: str
    paying: str
    paying_href: str
    due: str
    late: str
    state: str
    kind: str
    provisional: bool
    levy: str
    penalty: str
    interest: str
    total: str


@dataclass(frozen=True)
class ChangeView:
    """A line of the movements; `charge` and `payment` are empty where there is none.

    Attributes:
        expediente: Whose debts it touches; empty when none has one.
        charge: What it adds to the debt, or takes from the balance in favour.
        payment: What it pays of the debt, or adds to the balance in favour.
    """

    day: str
    expediente: str
    posted: str
    description: str
    parts: str
    charge: str
    payment: str
    balance: str


@dataclass(frozen=True)
class StatementView:
    """All that the page shows."""

    operator: str = ""
    nit: str = ""
    first: str = ""
    last: str = ""
    last_words: str = ""
    first_words: str = ""
    title: str = ""
    undeclared: str = ""
    given_back: str = ""
    early: str = ""
    total: str = ""
    spoken: str = ""
    overdue: str = ""
    running: str = ""
    in_favour: str = ""
    opening: str = ""
    closing: str = ""
    favour_opening: str = ""
    favour: list[ChangeView] = field(default_factory=list)
    favour_more: bool = False
    provisional: bool = False
    debts: list[DebtView] = field(default_factory=list)
    changes: list[ChangeView] = field(default_factory=list)
    balance_href: str = ""
    standing_href: str = ""
    obligations_href: str = ""
    begin_href: str = ""
    next_href: str = ""
    csv_href: str = ""
    xlsx_href: str = ""
    pdf_href: str = ""


NOTHING: Final = StatementView()
_NAMED: Final = 6


@dataclass(frozen=True)
class ChoiceView:
    """The debts that are ticked to be paid: how many, their sum, where they are paid.

    Attributes:
        href: Where the payment is prepared; empty while nothing is ticked.
        all_label: Words of the button that ticks all of them, or none; empty when nothing can be.
    """

    words: str = ""
    total: str = ""
    spoken: str = ""
    href: str = ""
    all_label: str = ""


NO_CHOICE: Final = ChoiceView()


def payable_of(answer: Answer) -> dict[str, tuple[str, int]]:
    """What created each debt that can be paid, and its total in pesos, by the key of its row.

    A debt that is being paid already is none of them.
    """
    return {
        str(each.debt.id): (each.debt.source, each.total)
        for each in answer.statement.debts
        if each.debt.source not in answer.under_way
    }


def choice_view(chosen: Sequence[tuple[str, int]], day_text: str, count: int) -> ChoiceView:
    """Write the choice out.

    Args:
        chosen: Source and total of each debt that is ticked.
        day_text: The day to which they are paid, ISO.
        count: How many could be ticked.
    """
    total = sum(amount for _, amount in chosen)
    query = urlencode({"deudas": ",".join(source for source, _ in chosen), "dia": day_text})
    shown = format_pesos(total)
    if not count:
        return NO_CHOICE
    words = plural(len(chosen), "deuda marcada", "deudas marcadas")
    return ChoiceView(
        words=words,
        total=shown,
        spoken=f"{words}: {shown.removeprefix('$ ')} pesos" if chosen else "",
        href=f"{ADDRESS}/pagar?{query}" if chosen else "",
        all_label="Quitar todas" if len(chosen) == count else "Marcar todas",
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; a day that cannot be read is none."""

    operator: str
    first: date | None
    last: date | None
    after: Place | None = None


def read_asked(query: Mapping[str, str]) -> Asked:
    """Read the address."""
    return Asked(
        str(query.get("operador", ""))[:40],
        read_day(str(query.get("desde", ""))),
        read_day(str(query.get("dia", ""))),
        _place(str(query.get("tras", ""))),
    )


def _place(text: str) -> Place | None:
    """`2013-06-20.17`: the entry after which the movements go on."""
    day, _, entry = text.partition(".")
    found = read_day(day)
    if found is None or not (entry.isascii() and entry.isdecimal() and len(entry) <= _DIGITS):
        return None
    return Place(found, int(entry))


def statement_view(answer: Answer) -> StatementView:
    """Write a statement out."""
    found, operator = answer.statement, answer.operator
    total = format_pesos(found.total)
    title = _upcoming(found) or _title(answer)
    return StatementView(
        operator=operator.name,
        nit=operator.tax_number,
        first=found.first.isoformat(),
        last=found.last.isoformat(),
        last_words=day_long(found.last),
        first_words=day_long(found.first),
        title=title,
        undeclared=_undeclared(answer),
        given_back=_given_back(answer),
        early=_early(found),
        total=total,
        spoken=f"{title} {day_long(found.last)}: {total.removeprefix('$ ')} pesos",
        overdue=format_pesos(found.overdue),
        running=format_pesos(found.running),
        in_favour=format_pesos(found.in_favour),
        opening=format_pesos(found.before),
        closing=format_pesos(found.closing),
        provisional=found.provisional,
        debts=[_debt(each, answer) for each in found.debts],
        changes=[change_view(each) for each in found.changes],
        favour_opening=format_pesos(found.favour_opening),
        favour=[_favour(each) for each in found.favour],
        favour_more=found.favour_more,
        balance_href=f"/saldo-a-favor?operador={operator.public_id}",
        standing_href=f"/paz-y-salvo?operador={operator.public_id}",
        obligations_href=f"/obligaciones?operador={operator.public_id}",
        **_links(answer),
    )


def _upcoming(found: Statement) -> str:
    """What the total is where some of it is not due yet; empty where all of it is."""
    if found.total == found.overdue:
        return ""
    return "Para pagar todo lo registrado, también lo que aún no vence, el"


def _title(answer: Answer) -> str:
    """What the total is, up to its day: all that is missing, or only what is in the books."""
    whole = answer.undeclared == () and not answer.given_back
    return "Para quedar al día el" if whole else "Para pagar lo registrado, el"


def _early(found: Statement) -> str:
    """What was received before it was known what for; empty when nothing was."""
    if not found.early:
        return ""
    return (
        f"Además, hasta ese día se recibieron {format_pesos(found.early)} para obligaciones que se "
        "presentaron después: están en los movimientos y no pagan nada de lo que se debía ese día."
    )


def _given_back(answer: Answer) -> str:
    """Payments that the bank gave back, in a sentence; empty when there are none."""
    if not answer.given_back:
        return ""
    listed = "; ".join(given_back_words(each) for each in answer.given_back)
    return (
        f"Por resolver: {listed}. Tesorería decide cómo se debe de nuevo y se lo informa por "
        "correo; ese valor no está en este total."
    )


def _undeclared(answer: Answer) -> str:
    """The periods whose debt is in no statement, in a sentence; empty when there are none."""
    missing = answer.undeclared
    if not missing:
        return ""
    named = [f"{each.period.label} ({each.expediente})" for each in missing[:_NAMED]]
    more = len(missing) - len(named)
    listed = ", ".join(named) + (f" y {more} más" if more else "")
    one = len(missing) == 1
    return (
        f"{plural(len(missing), 'período vencido', 'períodos vencidos')} sin declarar a ese día: "
        f"{listed}. Lo que se deba por {'él' if one else 'ellos'}, con su sanción y sus intereses, "
        "no está en este total."
    )


def _links(answer: Answer) -> dict[str, str]:
    found = answer.statement
    query = urlencode(
        {
            "operador": answer.operator.public_id,
            "desde": found.first.isoformat(),
            "dia": found.last.isoformat(),
        }
    )
    links = {
        f"{kind}_href": f"/documentos/estado-de-cuenta.{kind}?{query}"
        for kind in ("csv", "xlsx", "pdf")
    }
    if found.after is not None:
        links["begin_href"] = f"{ADDRESS}?{query}"
    if found.following is not None:
        place = f"{found.following.day.isoformat()}.{found.following.entry}"
        links["next_href"] = f"{ADDRESS}?{query}&tras={place}"
    return links


def _debt(each: Open, answer: Answer) -> DebtView:
    late = (answer.statement.last - each.debt.due_on).days
    debt, promise = each.debt, answer.promises.get(each.debt.id)
    declared = debt.kind is ObligationKind.DECLARATION
    file_href = f"/obligaciones/{debt.public_id}"
    state, kind = ("Por vencer", "pending")
    if each.overdue:
        state, kind = "Vencida", "overdue"
    return DebtView(
        key=str(each.debt.id),
        period=Period.parse(debt.period).label if declared else debt.description,
        href=f"/declaraciones/{debt.public_id}" if declared else file_href,
        expediente=debt.expediente,
        act="" if declared else f"{debt.kind.label} · {debt.act}",
        file_href=file_href,
        promise=whole_amounts(promise_words(promise)) if promise else "",
        paying=(number := answer.under_way.get(debt.source, "")),
        paying_href=f"/furs/{number}" if number else "",
        due=day(each.debt.due_on),
        late=f"hace {plural(late, 'día', 'días')}" if each.overdue else "",
        state=state,
        kind=kind,
        provisional=each.provisional,
        levy=format_pesos(each.left.levy + each.left.fine + each.left.adjustment),
        penalty=format_pesos(each.left.penalty),
        interest=format_pesos(each.left.interest + each.running),
        total=format_pesos(each.total),
    )


def change_view(each: Change) -> ChangeView:
    """Write a movement of what is owed out."""
    return _change_view(each, parts=_parts(each), charge=each.amount, payment=-each.amount)


def _favour(each: Change) -> ChangeView:
    return _change_view(each, parts="", charge=-each.amount, payment=each.amount)


def _change_view(each: Change, *, parts: str, charge: int, payment: int) -> ChangeView:
    return ChangeView(
        day=day(each.value_day),
        expediente=_expedientes(each.expedientes),
        posted=f"registrado el {day(each.posted_on)}" if each.posted_on != each.value_day else "",
        description=each.description,
        parts=parts,
        charge=format_pesos(charge) if charge > 0 else "",
        payment=format_pesos(payment) if payment > 0 else "",
        balance=format_pesos(each.balance),
    )


def _expedientes(numbers: Sequence[str]) -> str:
    if not numbers:
        return ""
    shown = ", ".join(numbers[:_NAMED])
    more = len(numbers) - _NAMED
    words = "Expediente" if len(numbers) == 1 else "Expedientes"
    return f"{words} {shown}" + (f" y {more} más" if more > 0 else "")


def _parts(each: Change) -> str:
    """What a movement is made of; with signs where some of it adds and some takes away."""
    sums: dict[Concept, int] = {}
    moved: dict[Concept, int] = {}
    for concept, amount in each.parts:
        sums[concept] = sums.get(concept, 0) + amount
        moved[concept] = moved.get(concept, 0) + max(0, amount)
    signed = min(sums.values()) < 0 < max(sums.values())
    return whole_amounts(
        " · ".join(
            f"{concept.label} {_part(amount, moved[concept], signed=signed)}"
            for concept, amount in sums.items()
        )
    )


def _part(amount: int, moved: int, *, signed: bool) -> str:
    if not amount:
        return f"{format_pesos(moved)}, de una deuda a otra"
    sign = ("+ " if amount > 0 else "− ") if signed else ""
    return f"{sign}{format_pesos(abs(amount))}"
