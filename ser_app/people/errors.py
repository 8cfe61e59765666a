"""What can go wrong with people and their sessions."""

from ser_app.base.errors import Refused


class BadCredentials(Refused):
    """Mail or password wrong, or the account closed: one answer for all, so nothing is learnt."""

    def __init__(self) -> None:
        super().__init__(
            "bad_credentials",
            "El correo o la contraseña no coinciden. Revíselos y vuelva a intentar; "
            "si no los recuerda, pida ayuda al administrador de su operador.",
        )


class LockedOut(Refused):
    """Too many failed attempts for this account."""

    def __init__(self) -> None:
        super().__init__(
            "locked_out",
            "Por seguridad bloqueamos esta cuenta durante 15 minutos tras varios intentos "
            "fallidos. Sus datos están a salvo; espere y vuelva a intentar.",
        )


class WrongPassword(Refused):
    """The proof of identity at the moment of signing failed."""

    def __init__(self) -> None:
        super().__init__(
            "wrong_password",
            "La contraseña no es correcta. No se firmó nada; escríbala de nuevo.",
            field="password",
        )
