"""The operator's agreements on the home page, as text: where each stands and its next payment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.furs.agreements.consulting import Current, Instalment
from ser_app.furs.agreements.views import list_row
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.texts import accelerated_words, instalment_words
from ser_app.oversight.home import Home
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day, due_in, plural

FOLLOWING: Final = 3
"""How many instalments after the next one the page tells."""
_PAY: Final = "/estado-de-cuenta/pagar"
_OPEN: Final = "Ver el acuerdo"


@dataclass(frozen=True)
class AgreementHomeView:
    """An agreement: its state, its next payment, and the one thing to do about it.

    Attributes:
        name: What is paid next; empty for a proposal.
        amount_label: What the amount is, as to its interest.
    """

    number: str
    href: str
    state: str
    kind: str
    sentence: str
    name: str = ""
    due: str = ""
    due_help: str = ""
    amount: str = ""
    amount_label: str = ""
    button: str = _OPEN
    button_href: str = ""


def agreement_views(found: Home, actor: Actor) -> list[AgreementHomeView]:
    """The agreements of which something waits."""
    paying = {payment.attempt.fur_id for payment in found.payments}
    return [_view(each, found, actor, paying) for each in found.agreements]


def _view(each: Current, found: Home, actor: Actor, paying: Collection[int]) -> AgreementHomeView:
    row = list_row(each.listed, found.today)
    if each.undecided or not each.unpaid:
        return _proposal(each, row.number, row.href, (row.state, row.kind), actor)
    first, today = each.unpaid[0], found.today
    fur = _live(first, today)
    under_way = fur is not None and fur.id in paying
    href = "" if under_way else _pay_href(first, fur, today, actor)
    amount, label = _amount(first, fur)
    return AgreementHomeView(
        number=row.number,
        href=row.href,
        state=row.state,
        kind=row.kind,
        sentence=_sentence(each, under_way=under_way),
        name=_name(each, first),
        due=day(first.due_on),
        due_help=due_in(first.due_on, today),
        amount=format_pesos(amount),
        amount_label=label,
        button="Pagar esta cuota" if href else _OPEN,
        button_href=href or row.href,
    )


def _proposal(
    each: Current, number: str, href: str, state: tuple[str, str], actor: Actor
) -> AgreementHomeView:
    covers = plural(len(each.covers), "deuda", "deudas")
    lacking = not each.documented
    attaches = lacking and actor.may(Permission.AGREEMENT_PROPOSE)
    waits = (
        "Falta el documento de la garantía: sin él no la revisan."
        if lacking
        else "Espera la decisión de Cartera."
    )
    return AgreementHomeView(
        number=number,
        href=href,
        state=f"Propuesta: {state[0].lower()}",
        kind=state[1],
        sentence=f"{waits} Cubre {covers}, que siguen causando intereses hasta que se apruebe.",
        button="Adjuntar el documento" if attaches else "Ver la propuesta",
        button_href=href,
    )


def _live(first: Instalment, today: date) -> Fur | None:
    fur = first.fur
    live = fur is not None and fur.state == FurState.FILED and fur.payment_day >= today
    return fur if live else None


def _pay_href(first: Instalment, fur: Fur | None, today: date, actor: Actor) -> str:
    """Where the person pays it; empty for who may not."""
    if fur is not None:
        return f"/pagar/{fur.number}" if actor.may(Permission.PAYMENT_START) else ""
    if not actor.may(Permission.FUR_ISSUE):
        return ""
    return f"{_PAY}?{urlencode({'deudas': ','.join(first.sources), 'dia': today.isoformat()})}"


def _amount(first: Instalment, fur: Fur | None) -> tuple[int, str]:
    if fur is not None:
        return fur.total, "Total del FUR"
    if first.owed_today is not None:
        return first.owed_today, "Total a hoy"
    # nobody paid a part of it unless less is left than it began with
    began = first.total - first.term_interest
    return first.left + (first.term_interest if first.left == began else 0), "Estimado"


def _sentence(each: Current, *, under_way: bool) -> str:
    made, state = each.listed.progress, each.listed.agreement.state
    if under_way:
        return "Hay un pago en curso de esta cuota: espere su resultado."
    if state == AgreementState.ACCELERATED:
        return "Se incumplió una cuota: toda la deuda que quedaba es exigible."
    told = f"Van {made.paid} de {plural(made.count, 'pago', 'pagos')}."
    if made.oldest:
        return f"{told} Hay una cuota vencida: páguela antes de que se exija todo."
    return told


def _name(each: Current, one: Instalment) -> str:
    agreement = each.listed.agreement
    if one.number > agreement.instalments:
        return accelerated_words(agreement.number)
    return instalment_words(one.number, agreement.instalments, agreement.number)


def following(found: Home) -> list[tuple[date, str, str]]:
    """The instalments after the next one of each agreement: due day, name, and its words."""
    return [
        (one.due_on, _name(each, one), f"{day(one.due_on)} ({due_in(one.due_on, found.today)})")
        for each in found.agreements
        for one in each.unpaid[1 : 1 + FOLLOWING]
    ]
