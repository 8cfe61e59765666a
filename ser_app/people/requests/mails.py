"""What the person who asks is told, at each step."""

from typing import Final

from ser_app.base.database import Unit
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources
from ser_app.base.tokens import grouped
from ser_app.people.requests.models import AccessRequest
from ser_app.web.words import before_stop

_FOOT: Final = (
    "SER, Sistema Electrónico de Recaudo\nEste correo se envía solo; no lo responda. "
    "Preguntas: {contact}\n"
)


def send_link(res: Resources, unit: Unit, request: AccessRequest, token: str) -> None:
    """Confirm the address: only whoever reads it can send the request."""
    _queue(
        res,
        unit,
        request,
        "Confirme su correo y envíe la solicitud de usuario en SER",
        f"Alguien, probablemente usted, diligenció una solicitud de usuario para "
        f"{before_stop(request.operator_name)}. Ábrala, adjunte los anexos y envíela; "
        f"el enlace sirve una sola vez, durante 24 horas:\n\n{_address(res, token)}\n\n"
        f"Si no fue usted, no haga nada: sin usted nadie la revisa y se borra sola.",
    )


def tell_number(res: Resources, unit: Unit, request: AccessRequest, code: str) -> None:
    """Number and code of a request that was sent."""
    _queue(
        res,
        unit,
        request,
        f"Recibimos su solicitud de usuario {request.number}",
        f"Recibimos la solicitud para {before_stop(request.operator_name)}.\n\n"
        f"Número: {request.number}\nCódigo secreto: {grouped(code)}\n\n"
        f"Con los dos consulta su estado en\n\n"
        f"{res.settings.base_url}/solicitud-de-usuario/seguimiento\n\n"
        f"Guarde el código: no lo enviamos otra vez. Le escribiremos en cada paso.",
    )


def tell_sent_again(res: Resources, unit: Unit, request: AccessRequest) -> None:
    """What was missing came in."""
    _queue(
        res,
        unit,
        request,
        f"Recibimos lo que faltaba de su solicitud {request.number}",
        "Gracias: la solicitud vuelve a la revisión del Ministerio.",
    )


def ask_for_more(res: Resources, unit: Unit, request: AccessRequest, token: str, days: int) -> None:
    """Say what is missing, with the link to complete it."""
    _queue(
        res,
        unit,
        request,
        f"Falta algo en su solicitud de usuario {request.number}",
        f"Quien revisó su solicitud necesita lo siguiente:\n\n{request.note}\n\n"
        f"Complétela con este enlace, que sirve una sola vez durante {days} días:\n\n"
        f"{_address(res, token)}",
    )


def tell_rejected(res: Resources, unit: Unit, request: AccessRequest) -> None:
    """Say that it was rejected and why."""
    _queue(
        res,
        unit,
        request,
        f"Su solicitud de usuario {request.number} fue rechazada",
        f"Razón:\n\n{request.note}\n\nPuede presentar otra cuando lo haya corregido:\n\n"
        f"{res.settings.base_url}/solicitud-de-usuario",
    )


def tell_reviewed(res: Resources, unit: Unit, request: AccessRequest) -> None:
    """Say that the first of two persons found it right."""
    _queue(
        res,
        unit,
        request,
        f"Su solicitud de usuario {request.number} espera la segunda aprobación",
        "Una persona del Ministerio la revisó y la encontró conforme. Como da poder sobre un "
        "operador, otra persona debe aprobarla también. Le escribiremos.",
    )


def tell_approved(res: Resources, unit: Unit, request: AccessRequest, outcome: str) -> None:
    """Say that it was approved and what follows."""
    _queue(
        res,
        unit,
        request,
        f"Su solicitud de usuario {request.number} fue aprobada",
        outcome,
    )


def tell_done(res: Resources, unit: Unit, request: AccessRequest) -> None:
    """Say that the invited person accepted."""
    _queue(
        res,
        unit,
        request,
        f"La solicitud {request.number} terminó",
        "La persona invitada aceptó su cuenta y ya puede ingresar a SER.",
    )


def _address(res: Resources, token: str) -> str:
    return f"{res.settings.base_url}/solicitud-de-usuario/completar?codigo={token}"


def _queue(res: Resources, unit: Unit, request: AccessRequest, subject: str, text: str) -> None:
    foot = _FOOT.format(contact=res.settings.contact_email)
    queue(
        unit,
        at=res.clock.now(),
        to=request.contact_email,
        subject=subject,
        text=f"{text}\n\n{foot}",
    )
