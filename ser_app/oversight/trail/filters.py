"""What the trail can be narrowed to, and where a page of it begins; read from the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Self
from urllib.parse import urlencode

from ser_app.base.days import read_day

_LONGEST_TEXT: Final = 80
_KEY: Final = re.compile(r"(\d{1,17})-(\d{1,15})")
_MICROSECONDS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Key:
    """An event's place: by instant, then by id."""

    at: datetime
    id: int

    @property
    def text(self) -> str:
        """As an address carries it."""
        whole = int(self.at.replace(microsecond=0).timestamp())
        return f"{whole * _MICROSECONDS + self.at.microsecond}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """A place from an address; None for anything else."""
        found = _KEY.fullmatch(text)
        if found is None:
            return None
        seconds, rest = divmod(int(found[1]), _MICROSECONDS)
        try:
            at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
        except (OverflowError, ValueError, OSError):
            return None
        return cls(at, int(found[2]))


@dataclass(frozen=True, slots=True)
class Place:
    """Which page: what is older than a key, what is newer, or the newest of all."""

    before: Key | None = None
    after: Key | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Take what is understood from an address."""
        return cls(Key.read(query.get("antes", "")), Key.read(query.get("despues", "")))


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """A range of days (both included, Bogotá) and words; empty ones do not narrow.

    Attributes:
        text: Part of an action's words or code, or the beginning of a subject or its number.
        person: Part of a person's name or mail, or of a role.
        action: One action's code.
        operator: Part of an operator's name, or its NIT.
        request: The reference that a person was shown.
    """

    first_day: date | None = None
    last_day: date | None = None
    text: str = ""
    person: str = ""
    action: str = ""
    operator: str = ""
    request: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Take what is understood from an address."""

        def words(name: str) -> str:
            return query.get(name, "").strip()[:_LONGEST_TEXT]

        return cls(
            first_day=read_day(query.get("desde", "")),
            last_day=read_day(query.get("hasta", "")),
            text=words("texto"),
            person=words("persona"),
            action=words("accion"),
            operator=words("operador"),
            request=words("referencia").upper(),
        )

    @property
    def values(self) -> dict[str, str]:
        """The filter as names and texts, without what is empty."""
        values = {
            "desde": self.first_day.isoformat() if self.first_day else "",
            "hasta": self.last_day.isoformat() if self.last_day else "",
            "texto": self.text,
            "persona": self.person,
            "accion": self.action,
            "operador": self.operator,
            "referencia": self.request,
        }
        return {name: value for name, value in values.items() if value}

    def address(self, path: str = "/auditoria", **place: str) -> str:
        """An address with this filter, as links keep it."""
        query = urlencode({**self.values, **place})
        return f"{path}?{query}" if query else path
