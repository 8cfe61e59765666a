"""The Spanish words of the accounting export."""

from typing import Final

CODE_DIGITS: Final = "El código son de 1 a 12 cifras, sin puntos."
CODE_NAME: Final = "Escriba el nombre de la cuenta, como está en el catálogo."
CODE_DAY: Final = "Elija el día desde el que rige."
CODE_OPEN_DAY: Final = "Hay días cerrados desde esa fecha: elija una posterior al {day}."
CODE_WHAT: Final = "Elija una cuenta, un concepto y un régimen de las listas."
REASON_NEEDED: Final = "Escriba el motivo, en al menos diez letras."
NO_CODE: Final = (
    "No hay código contable para {what}. No se generó el archivo: defínalo en Cuentas contables."
)
CODE_DONE: Final = (
    "Código guardado. Rige desde el día que eligió; lo anterior queda en la historia."
)
ANY: Final = "Todos"
