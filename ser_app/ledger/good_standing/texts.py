"""The Spanish words of the certificate of good standing."""

from datetime import date
from typing import Final

from ser_app.web.words import day_long

DEMO_MARK: Final = "DEMOSTRACIÓN · SIN VALIDEZ"
TITLE: Final = "Paz y salvo"
NORM: Final = "Decreto 1161 de 2010, artículo 18"


def certifies(operator: str, nit: str, day: date) -> str:
    """What the certificate says."""
    return (
        f"El Fondo Único de Tecnologías de la Información y las Comunicaciones certifica que "
        f"{operator}, NIT {nit}, no tenía el {day_long(day)} obligaciones vencidas por pagar ni "
        "períodos vencidos por declarar ante el Fondo, según los libros del Sistema Electrónico "
        "de Recaudo."
    )


def holds(day: date) -> str:
    """What the certificate is worth afterwards."""
    return (
        f"Habla del {day_long(day)}. Quien lo recibe puede comprobar, con el número y el código o "
        "con el código QR, si es auténtico y si el operador sigue a paz y salvo el día de la "
        "consulta. No impide que el Ministerio verifique lo declarado mientras no esté en firme."
    )


PREVENTED: Final = (
    "Su operador no está a paz y salvo hoy: hay deudas vencidas o períodos sin declarar. No se "
    "expidió nada; la lista dice qué falta y cómo resolverlo."
)
