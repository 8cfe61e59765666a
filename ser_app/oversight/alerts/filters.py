"""What the list of alerts can be narrowed to; read from the address, whatever is in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from ser_app.law.alerts import Kind
from ser_app.law.periods import Regime
from ser_app.oversight.filters import page_number

PATH: Final = "/tablero/alertas"
UNFILED: Final = "sin-presentar"
"""Choice of what nobody has filed until today, instead of what was filed."""

_KINDS: Final = {
    Kind.HISTORY: "historia",
    Kind.PEERS: "regimen",
    Kind.RETURNS: "devoluciones",
    Kind.NIL: "en-cero",
    Kind.MISSING: "faltaban-periodos",
}
_BY_TEXT: Final = {text: kind for kind, text in _KINDS.items()}
_NOTES: Final = {"con": True, "sin": False}
_LONGEST_TEXT: Final = 80


@dataclass(frozen=True, slots=True)
class AlertsFilter:
    """What is looked for; empty values narrow nothing.

    Attributes:
        unfiled: What nobody has filed until today, instead of what was filed.
        kind: One kind of flag.
        year: Year of the period; 0 for all.
        operator: Part of the operator's name, or its NIT.
        noted: Only with a note of the operator, or only without; None for both.
        page: From 1.
    """

    unfiled: bool = False
    kind: Kind | None = None
    regime: Regime | None = None
    year: int = 0
    operator: str = ""
    noted: bool | None = None
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Take what is understood from an address."""
        kind, regime, year = (query.get(name, "") for name in ("alerta", "regimen", "anio"))
        return cls(
            unfiled=kind == UNFILED,
            kind=_BY_TEXT.get(kind),
            regime=Regime(regime) if regime in set(Regime) else None,
            year=int(year) if re.fullmatch("[0-9]{4}", year) else 0,
            operator=query.get("operador", "").strip()[:_LONGEST_TEXT],
            noted=_NOTES.get(query.get("nota", "")),
            page=page_number(query),
        )

    @property
    def values(self) -> dict[str, str]:
        """The filter as names and texts of an address, without what is empty."""
        values = {
            "alerta": UNFILED if self.unfiled else kind_text(self.kind),
            "regimen": self.regime.value if self.regime else "",
            "anio": str(self.year) if self.year else "",
            "operador": self.operator,
            "nota": "" if self.noted is None else ("con" if self.noted else "sin"),
        }
        return {name: value for name, value in values.items() if value}

    def address(self, page: int = 1, path: str = PATH) -> str:
        """An address with this filter."""
        query = urlencode({**self.values, **({"pagina": str(page)} if page > 1 else {})})
        return f"{path}?{query}" if query else path


def kind_text(kind: Kind | None) -> str:
    """A kind as an address carries it; empty for all."""
    return _KINDS[kind] if kind else ""
