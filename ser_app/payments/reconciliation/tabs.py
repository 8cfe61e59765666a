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
TABS: Final = [FILES, TO_RESOLVE]
"""In the order of the screen."""
