"""Heads of the chain written down in a file outside of the database, a line each.

`2026-11-26T15:16:22Z 12345 <64 hexadecimal digits>`: instant in UTC, number of the last link, its
digest. Whoever keeps that file elsewhere can tell a chain that was rewritten from its first link.
"""

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ser_app.base.audit_chain.sealing import Head
from ser_app.base.clock import BOGOTA
from ser_app.base.errors import Refused

_LINE: Final = re.compile(r"(\S{20}) (\d{1,15}) ([0-9a-f]{64})")


def append_anchor(file: Path, head: Head, at: datetime) -> None:
    """Add a head to the end of a file and wait until it is on the disk.

    Raises:
        OSError: The file cannot be written.
    """
    when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with file.open("a", encoding="ascii") as lines:
        lines.write(f"{when} {head.sequence} {head.digest}\n")
        lines.flush()
        os.fsync(lines.fileno())


def read_anchors(file: Path) -> list[Head]:
    """The heads in a file.

    Raises:
        OSError: It cannot be read.
        Refused: A line is no anchor; the message names it.
    """
    heads = []
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines()):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise Refused(
                "anchor_unreadable",
                f"La línea {number + 1} de {file} no es un ancla de la auditoría. "
                "Compare el archivo con su copia; no se cambió nada.",
            )
        heads.append(Head(int(found[2]), found[3]))
    return heads


def last_anchored_day(file: Path) -> date | None:
    """The day, in Bogotá, of the last anchor in a file; None where there is none yet.

    Raises:
        OSError: It cannot be read.
    """
    if not file.exists():
        return None
    found = [_LINE.fullmatch(line) for line in file.read_text("utf-8", "replace").splitlines()]
    instants = [each[1] for each in found if each]
    if not instants:
        return None
    return datetime.fromisoformat(instants[-1]).astimezone(BOGOTA).date()
