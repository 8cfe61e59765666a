"""Mails about agreements: to the operator's address and to who proposed it."""

from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.mail.queueing import queue
from ser_app.base.mail.repository import queued_since
from ser_app.base.resources import Resources
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements.models import Agreement
from ser_app.ledger.agreements.simulating import Simulation
from ser_app.people.repository import operator_by_id, user_by_id
from ser_app.web.words import day_long, plural

_FOOT: Final = "SER, Sistema Electrónico de Recaudo\nEste correo se envía solo; no lo responda.\n"
_ONCE: Final = timedelta(days=365)


def tell_approved(unit: Unit, res: Resources, agreement: Agreement, found: Simulation) -> None:
    """The agreement begins: what is paid first, and by when."""
    first = found.rows[0]
    tell(
        unit,
        res,
        agreement,
        f"Se aprobó su acuerdo de pago {agreement.number}",
        f"Dos personas de Cartera aprobaron el acuerdo {agreement.number}: "
        f"{plural(len(found.rows), 'pago', 'pagos')} por {format_pesos(found.total)} en total. El "
        f"primero es de {format_pesos(first.total)} y vence el {day_long(first.due_on)}.\n\nSi no "
        "se paga una cuota, toda la deuda se hace exigible.",
    )


def tell(unit: Unit, res: Resources, agreement: Agreement, subject: str, text: str) -> bool:
    """Write to the operator and to who proposed the agreement; the same subject once.

    Returns:
        Whether somebody was written to.
    """
    operator = operator_by_id(unit, agreement.operator_id)
    person = user_by_id(unit, agreement.proposed_by_id)
    addresses = dict.fromkeys([operator.email, *([person.email] if person else [])])
    now, told = res.clock.now(), False
    for address in filter(None, addresses):
        if queued_since(unit, address, subject, now - _ONCE):
            continue
        body = (
            f"{operator.name}:\n\n{text}\n\nVea el acuerdo y sus FUR:\n"
            f"{res.settings.base_url}/acuerdos/{agreement.public_id}\n\n{_FOOT}"
        )
        queue(unit, at=now, to=address, subject=subject, text=body)
        told = True
    return told
