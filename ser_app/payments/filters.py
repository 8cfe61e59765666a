"""What *Estado de pagos* is narrowed to, as it stands in the address of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self
from urllib.parse import urlencode

from ser_app.base.days import read_day
from ser_app.payments.transitions import AttemptState

CHANNELS = ("pse", "bank")


@dataclass(frozen=True, slots=True)
class PaymentFilter:
    """What *Estado de pagos* is narrowed to; what is left out narrows nothing.

    Attributes:
        since: First business day on which the attempt began.
        until: Last one.
        state: A state, or None.
        channel: `pse` or `bank`, or empty.
        text: Part of a FUR number, reference, CUS, or operator's name or NIT.
    """

    since: date | None = None
    until: date | None = None
    state: AttemptState | None = None
    channel: str = ""
    text: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Self:
        """Read the filter from an address; what cannot be read narrows nothing."""
        state = query.get("estado", "")
        channel = query.get("medio", "")
        return cls(
            since=read_day(query.get("desde", "")),
            until=read_day(query.get("hasta", "")),
            state=AttemptState(state) if state in set(AttemptState) else None,
            channel=channel if channel in CHANNELS else "",
            text=query.get("buscar", "").strip()[:80],
        )

    def query(self, page: int = 1) -> str:
        """The filter as the part of an address after `?`; empty when nothing is narrowed."""
        pairs = {
            "desde": self.since.isoformat() if self.since else "",
            "hasta": self.until.isoformat() if self.until else "",
            "estado": self.state or "",
            "medio": self.channel,
            "buscar": self.text,
            "pagina": str(page) if page > 1 else "",
        }
        return urlencode({key: value for key, value in pairs.items() if value})
