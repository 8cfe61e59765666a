"""The Spanish words of the daily close."""

from collections.abc import Mapping
from typing import Final

NOT_OVER: Final = "Ese día todavía no termina: se cierra desde el día siguiente. No se cambió nada."
ALREADY_CLOSED: Final = "Ese día ya está cerrado. No se cambió nada."
NOT_CLOSED: Final = "Ese día no está cerrado. No se cambió nada."
DIFFERENCES_LEFT: Final = (
    "No se cerró: quedan {count} diferencias por resolver. Están en la lista de esta página."
)
REASON_NEEDED: Final = "Escriba el motivo, en al menos diez letras."
ALREADY_ASKED: Final = "Ya hay una solicitud de reapertura que espera a otra persona."
ALREADY_DECIDED: Final = "Otra persona ya decidió esa solicitud. Actualice la página para verla."
SECOND_PERSON: Final = (
    "Usted pidió la reapertura: debe decidirla otra persona de Tesorería. El día sigue cerrado."
)
CLOSED: Final = "Día cerrado y firmado."
ASKED: Final = "Solicitud registrada. Otra persona de Tesorería debe aprobarla."
REOPENED: Final = "Día reabierto por dos personas."
KEPT_CLOSED: Final = "La reapertura no se aprobó: el día sigue cerrado."

DIFFERENCE_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "file": ("Archivo esperado", "overdue"),
    "posting": ("Abonando", "info"),
    "exception": ("Por resolver", "pending"),
    "cycle": ("Depósito de PSE", "overdue"),
    "review": ("En revisión", "pending"),
    "parity": ("Libros", "failed"),
}
"""The word of each kind of difference and its kind of state."""

ACCOUNT_WORDS: Final[Mapping[str, str]] = {
    "debtor": "Deudores",
    "revenue": "Ingresos del Fondo",
    "collected": "Recaudo en bancos",
    "in_favour": "Saldos a favor",
    "unidentified": "Recaudo por identificar",
    "refund_payable": "Devoluciones por pagar",
    "write_off": "Bajas en cuentas",
}
"""The accounts of the books in Spanish."""
