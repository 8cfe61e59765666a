"""The Spanish words of the banks' files."""

from typing import Final

STATE_WORDS: Final = {
    "posting": "Abonando",
    "posted": "Cargado",
    "refused": "Rechazado",
}
STATE_KINDS: Final = {"posting": "pending", "posted": "paid", "refused": "failed"}
TOO_LARGE: Final = (
    "El archivo pesa más de {megabytes} MB y no se recibió. No se cargó nada: pida al banco que lo "
    "parta, o cárguelo con «python -m ser_app bank-file load»."
)
EMPTY: Final = "El archivo está vacío: no se cargó nada. Verifique el que envió el banco."
TOO_MANY_DEFECTS: Final = "un archivo Asobancaria 2001; hay tantos defectos que no se leyó más"
ALREADY_LOADED: Final = "Este archivo ya se cargó el {moment} ({name}). No se abonó nada otra vez."
JUST_LOADED: Final = "Este archivo se cargó hace un momento. No se abonó nada otra vez."
REFUSED: Final = (
    "El archivo tiene {count}: se rechazó completo y no se abonó nada. Envíelos al banco para que "
    "lo corrija, y cargue el corregido."
)
LOADED: Final = "Archivo recibido: {payments} por {amount}. Se están abonando."


def defects_words(count: int) -> str:
    """`1 defecto`, `3 defectos`."""
    return "1 defecto" if count == 1 else f"{count} defectos"


def payments_words(count: int) -> str:
    """`1 pago`, `3 pagos`, with points between thousands."""
    return "1 pago" if count == 1 else f"{count:,} pagos".replace(",", ".")
