"""Mails to a person about the own account: what happened, and what to do if it was not they."""

from typing import Final

from ser_app.base.database import Unit
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources
from ser_app.people.models import User
from ser_app.people.permissions import Role
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


def send_recovery_link(res: Resources, unit: Unit, user: User, token: str) -> None:
    """The link to a new password; whoever did not ask for it need not do anything."""
    _queue(
        res,
        unit,
        user,
        "Enlace para elegir otra contraseña en SER",
        f"Alguien, probablemente usted, pidió recuperar la contraseña de su cuenta. Para elegir "
        f"otra abra este enlace; sirve una sola vez, durante 30 minutos:\n\n"
        f"{res.settings.base_url}/restablecer-contrasena?codigo={token}\n\n"
        f"Si no fue usted, no haga nada: su contraseña sigue siendo la misma.",
    )


def send_invitation(res: Resources, unit: Unit, user: User, token: str) -> None:
    """The link by which a person accepts an account that somebody else opened."""
    _queue(
        res,
        unit,
        user,
        "Le invitamos a usar SER",
        f"Se aprobó una cuenta a su nombre en el Sistema Electrónico de Recaudo, con el rol "
        f"{Role(user.role).label}. Para usarla abra este enlace y elija su contraseña; sirve una "
        f"sola vez, durante siete días:\n\n"
        f"{res.settings.base_url}/invitacion?codigo={token}\n\n"
        f"Si no esperaba esta invitación, no haga nada: sin usted la cuenta no se abre.",
    )


def tell_of_new_address(res: Resources, unit: Unit, user: User, before: str) -> None:
    """Tell the address that an account had that it is another one now."""
    queue(
        unit,
        at=res.clock.now(),
        to=before,
        subject="Su cuenta de SER tiene otro correo",
        text=f"{user.full_name}:\n\nPor una solicitud que aprobaron dos personas, el correo de "
        f"su cuenta cambió el {moment(res.clock.now())} (hora de Colombia). Desde ahora se ingresa "
        f"con el nuevo. Si usted no la conoce, escriba a {res.settings.contact_email}.\n\n"
        "SER, Sistema Electrónico de Recaudo\nEste correo se envía solo; no lo responda.\n",
    )


def tell_of_new_password(res: Resources, unit: Unit, user: User) -> None:
    """The password was replaced: nobody else should be able to do it unnoticed."""
    _queue(
        res,
        unit,
        user,
        "La contraseña de su cuenta de SER cambió",
        f"Su contraseña cambió el {moment(res.clock.now())} (hora de Colombia) y se cerraron las "
        f"demás sesiones. Si fue usted, no haga nada más. {_NOT_YOU}\n\n"
        f"{res.settings.base_url}/recuperar-contrasena",
    )


def tell_of_second_factor(res: Resources, unit: Unit, user: User, verb: str) -> None:
    """The second factor was enrolled, replaced or removed (`activó`, `quitó`)."""
    _queue(
        res,
        unit,
        user,
        f"Se {verb} el segundo factor de su cuenta de SER",
        f"El {moment(res.clock.now())} (hora de Colombia) se {verb} el segundo factor de su "
        f"cuenta. Si fue usted, no haga nada más. {_NOT_YOU}\n\n"
        f"{res.settings.base_url}/recuperar-contrasena",
    )


def tell_of_recovery_code(res: Resources, unit: Unit, user: User, left: int) -> None:
    """A recovery code was used, and so many are left."""
    _queue(
        res,
        unit,
        user,
        "Se usó un código de recuperación de su cuenta de SER",
        f"El {moment(res.clock.now())} (hora de Colombia) alguien se identificó en su cuenta con "
        f"un código de recuperación. Le quedan {left}. Si fue usted, genere otros cuando le "
        f"queden pocos. {_NOT_YOU}\n\n{res.settings.base_url}/recuperar-contrasena",
    )


def tell_of_new_key(res: Resources, unit: Unit, user: User, name: str, maker: str) -> None:
    """Somebody made a key with which a program acts for the operator."""
    _queue(
        res,
        unit,
        user,
        "Nueva clave de API de su operador en SER",
        f"El {moment(res.clock.now())} (hora de Colombia) {maker} creó la clave de API «{name}». "
        f"Con ella un programa puede actuar por su operador; nunca firma. Si no la esperaba, "
        f"revóquela:\n\n{res.settings.base_url}/usuarios/claves",
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
