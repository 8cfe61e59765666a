"""What an operator is told by mail of its payment that the bank gave back."""

from typing import Final

from ser_app.base.database import Unit
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources
from ser_app.law.money import format_pesos
from ser_app.people.repository import operator_by_id

_FOOT: Final = "SER, Sistema Electrónico de Recaudo\nEste correo se envía solo; no lo responda.\n"


def tell_held(unit: Unit, res: Resources, operator_id: int, payment: str, missing: int) -> None:
    """The bank gave it back, and Tesorería decides how it is owed."""
    _tell(
        unit,
        res,
        operator_id,
        f"El banco devolvió su pago con {payment}",
        f"El banco devolvió {format_pesos(missing)} del pago con {payment}, que ya se había "
        "abonado. Lo que ese pago cubrió tiene cifras posteriores, así que Tesorería decide cómo "
        "se debe de nuevo y se lo informará. Mientras tanto no se expide el paz y salvo.\n\nNo se "
        "perdió nada de lo que usted presentó.",
    )


def tell_decided(unit: Unit, res: Resources, operator_id: int, payment: str, sentence: str) -> None:
    """What Tesorería decided."""
    _tell(
        unit,
        res,
        operator_id,
        f"Tesorería resolvió el pago con {payment} que el banco devolvió",
        f"Dos personas de Tesorería resolvieron el pago con {payment} que el banco había devuelto. "
        f"{sentence}",
    )


def _tell(unit: Unit, res: Resources, operator_id: int, subject: str, text: str) -> None:
    operator = operator_by_id(unit, operator_id)
    if not operator.email:
        return
    body = (
        f"{operator.name}:\n\n{text}\n\nVea su estado de cuenta:\n"
        f"{res.settings.base_url}/estado-de-cuenta\n\n{_FOOT}"
    )
    queue(unit, at=res.clock.now(), to=operator.email, subject=subject, text=body)
