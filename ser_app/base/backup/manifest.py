"""What a copy says about itself, so that it can be checked long afterwards and anywhere."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from ser_app.base.backup.texts import NOT_A_COPY
from ser_app.base.errors import Refused

FORMAT: Final = 1
MANIFEST_NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a copy.

    Attributes:
        engine: `sqlite` or `postgresql`.
        schema: Revision of the tables.
        taken_at: Instant of the snapshot.
        counts: Rows by table.
        entries: SHA-256 of each entry of the file, by its name.
        audit_sequence: Last link of the audit's chain; 0 before the first.
        audit_digest: Its digest; empty before the first.
        sequences: What each of the database's counters gives next (PostgreSQL).
        columns: Columns of each table in the order of its rows (PostgreSQL).
    """

    engine: str
    schema: str
    taken_at: datetime
    counts: Mapping[str, int]
    entries: Mapping[str, str]
    audit_sequence: int
    audit_digest: str
    sequences: Mapping[str, int]
    columns: Mapping[str, list[str]]

    @property
    def rows(self) -> int:
        """How many rows in all."""
        return sum(self.counts.values())

    def as_json(self) -> bytes:
        """The manifest as it stands in the file."""
        told = {"format": FORMAT, **asdict(self), "taken_at": self.taken_at.isoformat()}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def read_manifest(body: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        Refused: Not a manifest of a copy that this version can read (`not_a_copy`).
    """
    try:
        told: dict[str, Any] = json.loads(body)
        version = told.pop("format")
        told["taken_at"] = datetime.fromisoformat(told["taken_at"])
        manifest = Manifest(**told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused("not_a_copy", NOT_A_COPY) from error
    if version != FORMAT:
        raise Refused("not_a_copy", NOT_A_COPY)
    return manifest
