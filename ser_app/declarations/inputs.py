"""Reads what a browser sends. Types are not enforced on the wire, so nothing is taken on trust."""

from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from ser_app.base.errors import Refused

MAX_AMOUNT: Final = 9_999_999_999_999_999
MAX_TEXT: Final = 200
_MAX_DIGITS: Final = len(str(MAX_AMOUNT))
_ID_LENGTH: Final = 40

Choice = TypeVar("Choice", bound=StrEnum)


def read_amount(raw: object) -> int:
    """Whole pesos from the digits of a money field; an empty field is 0.

    Raises:
        Refused: Not digits, or more than `MAX_AMOUNT`.
    """
    text = raw.strip() if isinstance(raw, str) else None
    if text == "":
        return 0
    # `isdigit` alone admits digits of other scripts.
    if text is None or len(text) > 2 * _MAX_DIGITS or not (text.isascii() and text.isdigit()):
        raise Refused(
            "invalid_amount", "Escriba el valor en pesos, solo con números y sin centavos."
        )
    amount = int(text)
    if amount > MAX_AMOUNT:
        raise Refused(
            "amount_too_large",
            "El valor más alto que se puede declarar es $ 9.999.999.999.999.999.",
        )
    return amount


def read_text(raw: object) -> str:
    """A line of free text without control characters.

    Raises:
        Refused: No text, or longer than `MAX_TEXT` characters.
    """
    if not isinstance(raw, str):
        raise Refused("invalid_text", "Escriba el nombre del servicio o el motivo.")
    if len(raw) > MAX_TEXT:
        raise Refused("text_too_long", f"Escriba como máximo {MAX_TEXT} caracteres.")
    return "".join(character for character in raw if character.isprintable())


def read_day(raw: object) -> date:
    """A day from a native date field, ISO text.

    Raises:
        Refused: No such day.
    """
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else _no_day()
    except ValueError:
        return _no_day()


def read_future_day(raw: object, today: date) -> date:
    """A payment day: today or later.

    Raises:
        Refused: No such day, or it has passed.
    """
    day = read_day(raw)
    if day < today:
        raise Refused(
            "payment_day_past",
            "La fecha de pago ya pasó. Elija hoy o un día futuro.",
            field="payment_day",
        )
    return day


def _no_day() -> date:
    raise Refused("invalid_day", "Escriba la fecha de pago: día, mes y año.", field="payment_day")


def read_choice(raw: object, choices: type[Choice], field: str) -> Choice:
    """One of a closed vocabulary.

    Raises:
        Refused: The value is none of them.
    """
    try:
        return choices(raw if isinstance(raw, str) else "")
    except ValueError:
        raise Refused("invalid_choice", "Elija una de las opciones.", field=field) from None


def read_id(raw: object) -> str:
    """A public identifier.

    Raises:
        Refused: No text, or too long to be one.
    """
    if isinstance(raw, str) and 0 < len(raw) <= _ID_LENGTH:
        return raw
    raise Refused("invalid_id", "La petición no es válida. No se cambió nada; recargue la página.")


def read_flag(raw: object) -> bool:
    """A tick box.

    Raises:
        Refused: Neither true nor false.
    """
    if isinstance(raw, bool):
        return raw
    raise Refused("invalid_flag", "La petición no es válida. No se cambió nada.")
