"""Mails to a person about the own account: what happened, and what to do if it was not they."""

from typing import Final

from ser_app.base.database import Unit
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources
from ser_app.people.models import User
from ser_app.web.words import moment

_NOT_YOU: Final = "Si no fue usted, recupere su contraseña y avise a su administrador:"


def tell_of_lock(res: Resources, unit: Unit, user: User) -> None:
    """Somebody failed too often: the person should know, since it may be somebody else."""
    _queue(
        res,
        unit,
        user,
        "Detuvimos los ingresos a su cuenta de SER",
        f"Hubo varios intentos fallidos de ingresar a su cuenta o de probar su identidad, y por "
        f"seguridad no se admiten más durante unos minutos ({moment(res.clock.now())}, hora de "
        f"Colombia). Nadie entró y sus datos están a salvo.\n\n"
        f"Si fue usted, espere o recupere su contraseña. {_NOT_YOU}\n\n"
        f"{res.settings.base_url}/recuperar-contrasena",
    )


def _queue(res: Resources, unit: Unit, user: User, subject: str, text: str) -> None:
    queue(
        unit,
        at=res.clock.now(),
        to=user.email,
        subject=subject,
        text=f"{user.full_name}:\n\n{text}\n\nSER, Sistema Electrónico de Recaudo\n"
        "Este correo se envía solo; no lo responda.\n",
    )
