"""The tabs of the desk; a room that adds one adds a line here and a page of its own."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its words and address."""

    label: str
    href: str


TO_RESOLVE: Final = Tab("Por resolver", "/conciliacion")
FILES: Final = Tab("Archivos", "/conciliacion/archivos")
BOARD: Final = Tab("Tablero", "/conciliacion/tablero")
DEPOSITS: Final = Tab("Depósitos PSE", "/conciliacion/pse")
CLAIMS: Final = Tab("Reclamaciones", "/conciliacion/reclamaciones")
CLOSING: Final = Tab("Cierre del día", "/conciliacion/cierre")
MOVE: Final = Tab("Mover un pago", "/conciliacion/mover")
TABS: Final = [BOARD, FILES, TO_RESOLVE, MOVE, DEPOSITS, CLAIMS, CLOSING]
"""In the order of the screen."""
