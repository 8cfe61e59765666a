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


class LockedOut(Refused):
    """Too many wrong proofs of identity by somebody who is signed in already."""

    def __init__(self) -> None:
        super().__init__(
            "locked_out",
            "Por seguridad dejamos de comprobar su identidad durante unos minutos, tras varios "
            "intentos fallidos. Sus datos están a salvo; espere y vuelva a intentar.",
        )


class WrongPassword(Refused):
    """The proof of identity at the moment of signing failed."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_password",
            "La contraseña no es correcta. No se firmó nada; escríbala de nuevo.",
            field="password",
        )
