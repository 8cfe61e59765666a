"""A payment that the bank gave back as text for the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.ledger.texts import debt_name
from ser_app.payments.reconciliation.given_back.looking import Looked
from ser_app.payments.reconciliation.given_back.origins import Origin
from ser_app.payments.reconciliation.given_back.plans import Part, Plan, Way, rest_of
from ser_app.payments.reconciliation.given_back.texts import NOT_POSSIBLE, WAY_LABELS
from ser_app.payments.reconciliation.models import BankException, ReturnProposal
from ser_app.web.words import day, moment

_STATES: Final = {
    "proposed": ("Espera confirmación", "pending"),
    "confirmed": ("Confirmada", "paid"),
    "rejected": ("Rechazada", "failed"),
    "withdrawn": ("Retirada", "neutral"),
}


@dataclass(frozen=True)
class WentView:
    """A part of the money: with what it was paid, and where it is."""

    payment: str
    operator: str
    where: str
    amount: str


@dataclass(frozen=True)
class WayView:
    """A way with what it would do, to the peso; `why_not` says why it cannot be taken.

    Attributes:
        act: It makes a debt of its own owed, which needs the number of an act.
    """

    way: str
    label: str
    effects: list[str]
    act: bool
    why_not: str


@dataclass(frozen=True)
class BalanceView:
    """The balance in favour of an operator, and where its movements are."""

    operator: str
    amount: str
    href: str


@dataclass(frozen=True)
class ProposalView:
    """What somebody proposed, and what became of it."""

    label: str
    by: str
    reason: str
    act: str
    shares: str
    evidence_href: str
    state: str
    kind: str
    answer: str


@dataclass(frozen=True)
class ReturnView:
    """All that the section shows; `missing` is empty where there is nothing to show.

    Attributes:
        waits: Something is proposed and waits for a second person.
        own: The person proposed it.
    """

    missing: str = ""
    went: list[WentView] = field(default_factory=list)
    balances: list[BalanceView] = field(default_factory=list)
    ways: list[WayView] = field(default_factory=list)
    receipts: list[list[str]] = field(default_factory=list)
    proposals: list[ProposalView] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    waits: bool = False
    own: bool = False


NOTHING: Final = ReturnView()


def return_view(found: Looked) -> ReturnView:
    """Write it out."""
    plan, waiting = found.plan, found.waiting
    shown = [_proposal(each, found) for each in reversed(found.proposals)]
    if plan is None:
        return ReturnView(missing=format_pesos(-found.row.amount), proposals=shown)
    return ReturnView(
        missing=format_pesos(plan.missing),
        went=[_went(each, found) for each in plan.origins],
        balances=[_balance(each, found) for each in plan.parts],
        ways=[_way(way, plan, found) for way in Way],
        receipts=[[each.public_id, _receipt(each)] for each in plan.receipts],
        proposals=shown,
        effects=list(_effects(Way(waiting.way), plan, found)) if waiting else [],
        waits=waiting is not None,
        own=found.own,
    )


def _went(origin: Origin, found: Looked) -> WentView:
    owner = found.owners.get(origin.paid.operator_id)
    effect = origin.effect
    places = [
        f"{_debt_words(each.kind, each.period, each.description)}: "
        f"{format_pesos(effect.paid_of(each))}"
        for each in (effect.debts if effect else ())
        if effect
    ]
    favour = effect.in_favour if effect else origin.amount
    if favour:
        places.append(f"Saldo a favor: {format_pesos(favour)}")
    return WentView(
        origin.paid.called,
        owner.name if owner else "",
        " · ".join(places).replace("$ ", "$\u00a0") or "—",
        format_pesos(origin.amount),
    )


def _debt_words(kind: str, period: str, description: str) -> str:
    name = debt_name(kind, period, description)
    return f"{name[:1].upper()}{name[1:]}"


def _balance(part: Part, found: Looked) -> BalanceView:
    owner = found.owners[part.operator_id]
    return BalanceView(
        owner.name, format_pesos(part.balance), f"/saldo-a-favor?operador={owner.public_id}"
    )


def _way(way: Way, plan: Plan, found: Looked) -> WayView:
    possible = plan.possible(way)
    return WayView(
        way=way.value,
        label=WAY_LABELS[way],
        effects=list(_effects(way, plan, found)) if possible else [],
        act=bool(plan.as_debt(way)) and possible,
        why_not="" if possible else NOT_POSSIBLE[way].partition(" No se cambió nada")[0],
    )


def _effects(way: Way, plan: Plan, found: Looked) -> Iterator[str]:
    """What a way would do, one sentence for each thing that changes."""
    if way is Way.AGAIN:
        yield (
            f"Un recaudo por identificar de {format_pesos(plan.missing)} ocupa el lugar del "
            "dinero que el banco se llevó. El pago vale como antes y nada vuelve a deberse."
        )
        return
    if way is Way.UNDONE:
        yield from _owed_again(plan)
    for part in plan.parts:
        name = found.owners[part.operator_id].name
        if way is Way.BALANCE and part.from_balance:
            left = part.balance - part.from_balance
            yield (
                f"{format_pesos(part.from_balance)} salen del saldo a favor de {name}, al que le "
                f"quedan {format_pesos(left)}."
            )
        if rest := rest_of(part, way):
            yield (
                f"{name} debe {format_pesos(rest)} como «Pago devuelto por el banco, "
                f"{part.called}», que {_due(part, found)}, con el interés de las deudas que no "
                "son contraprestación."
            )


def _owed_again(plan: Plan) -> Iterator[str]:
    for origin in plan.origins:
        effect = origin.effect
        for debt in effect.debts if effect else ():
            words = _debt_words(debt.kind, debt.period, debt.description)
            yield (
                f"{words} vuelve a deber lo que este pago cubrió desde su vencimiento, "
                f"{day(debt.due_on)}, con los intereses de su norma."
            )
        favour = effect.in_favour if effect else origin.amount
        if favour:
            yield f"{format_pesos(favour)} de este pago dejan de estar a favor."


def _due(part: Part, found: Looked) -> str:
    """The due day, and that a decision of this project sets it."""
    due: date = found.row.value_day if found.due.value == "day_given_back" else part.paid_on
    which = (
        "el día en que el banco lo devolvió"
        if found.due.value == "day_given_back"
        else "el día en que se había pagado"
    )
    return (
        f"vence el {day(due)}, {which} (regla decidida, vigente desde el "
        f"{day(found.due.valid_from)})"
    )


def _receipt(row: BankException) -> str:
    return (
        f"{format_pesos(row.amount)} recibidos el {day(row.value_day)}, referencia "
        f"{row.reference or 'en blanco'}"
    )


def _proposal(each: ReturnProposal, found: Looked) -> ProposalView:
    word, kind = _STATES[each.state]
    shares = []
    if each.from_balance:
        shares.append(f"{format_pesos(each.from_balance)} del saldo a favor")
    if each.as_debt:
        shares.append(f"{format_pesos(each.as_debt)} como deuda propia")
    answer = f"{each.decided_by}: {each.answer}" if each.answer else each.decided_by
    return ProposalView(
        label=WAY_LABELS[each.way],
        by=f"{each.proposed_by}, {moment(each.proposed_at)}",
        reason=each.reason,
        act=each.act,
        shares=" y ".join(shares),
        evidence_href=f"/documentos/soportes/{found.documents.get(each.evidence_id, '')}",
        state=word,
        kind=kind,
        answer=answer,
    )
