"""What can go wrong with people and their sessions."""

from ser_app.base.errors import Refused

NOT_ADMITTED = (
    "El correo o la contraseña no coinciden, o hay que esperar por varios intentos fallidos. "
    "Revíselos y vuelva a intentar en unos minutos; si no recuerda la contraseña, recupérela "
    "por correo. Sus datos están a salvo."
)


class BadCredentials(Refused):
    """Wrong, unknown, locked, too fast or suspended: one answer for all, so nothing is learnt."""

    def __init__(self) -> None:
        super().__init__("bad_credentials", NOT_ADMITTED)


class BadCode(Refused):
    """Wrong, used already, or too many were wrong: one answer for all."""

    def __init__(self) -> None:
        super().__init__(
            "codigo",
            "El código no es válido, ya se usó o hubo demasiados intentos. Escriba el siguiente "
            "que muestre su teléfono; tras varios intentos espere unos minutos.",
        )


class WaitedTooLong(Refused):
    """The code came after five minutes, or somebody signed in anew meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "espera", "Pasó demasiado tiempo entre la contraseña y el código. Ingrese de nuevo."
        )


class LinkExpired(Refused):
    """The link was used, replaced, is too old, or never was one: one answer for all."""

    def __init__(self) -> None:
        super().__init__(
            "enlace-vencido",
            "Ese enlace ya no sirve: se usa una sola vez, dentro de 30 minutos. Pida otro; su "
            "contraseña sigue siendo la misma.",
        )


class InvitationExpired(Refused):
    """The link was used, replaced, is too old, or never was one: one answer for all."""

    def __init__(self) -> None:
        super().__init__(
            "invitacion-vencida",
            "Esa invitación ya no sirve: se usa una sola vez, dentro de siete días. Pida otra a "
            "quien administra su operador o a ser@mintic.gov.co.",
        )


class LockedOut(Refused):
    """Too many wrong proofs of identity by somebody who is signed in already."""

    def __init__(self) -> None:
        super().__init__(
            "locked_out",
            "Por seguridad dejamos de comprobar su identidad durante unos minutos, tras varios "
            "intentos fallidos. Sus datos están a salvo; espere y vuelva a intentar.",
        )


class WrongPassword(Refused):
    """A proof of identity failed."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_password",
            "La contraseña o el código no es correcto. No se hizo nada; escríbalo de nuevo.",
            field="password",
        )
