"""The Spanish words of the page of jobs."""

from typing import Final

RUNNING: Final = ("En curso", "info")
WELL: Final = ("Al día", "paid")
FAILING: Final = ("Falla", "failed")
LATE: Final = ("Atrasada", "overdue")
NEW: Final = ("Sin empezar", "neutral")

NEVER: Final = "Nunca"
NOW: Final = "En cuanto un proceso la tome"
NOTHING: Final = "no había nada que hacer"
NO_ERROR: Final = "Ninguno"
ALL_WELL: Final = "Todas las tareas están al día."
SOME_FAIL: Final = "fallan y se vuelven a intentar solas; lo que hacían queda esperando."
SOME_LATE: Final = (
    "esperan desde hace más de dos minutos sin que ningún proceso las tome. Nada se pierde: quedan "
    "esperando. Revise que el servidor, o «python -m ser_app worker», esté en marcha."
)
UNKNOWN: Final = "Esa tarea no existe en esta instalación. No se cambió nada."
BUSY: Final = "La tarea está en curso en este momento: no hace falta pedirla. No se cambió nada."
ASKED: Final = "Pedida: el primer proceso que quede libre la toma."
