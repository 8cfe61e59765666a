"""Whether a database that was put back is the one that was copied: chain, books, rows."""

from collections.abc import Iterator, Mapping
from typing import Final

from ser_app.base.audit_chain.texts import sentence
from ser_app.base.audit_chain.verifying import verify
from ser_app.base.backup.manifest import Manifest
from ser_app.base.database import Database
from ser_app.oversight.backup.repository import row_counts
from ser_app.oversight.books.parity import differences

_ROWS: Final = "La tabla {table} tiene {found} filas y la copia decía {expected}."
_HEAD: Final = "La cadena de la auditoría termina en otro eslabón que el de la copia."


def problems(database: Database, manifest: Manifest) -> list[str]:
    """Everything that is not as the copy says, a sentence each; empty when all is well.

    Args:
        database: The database that was put back, before anything was written in it.
        manifest: What the copy says of itself.
    """
    return [
        *_rows(row_counts(database, manifest.counts), manifest.counts),
        *_chain(database, manifest),
        *(each.sentence for each in differences(database)),
    ]


def _rows(found: Mapping[str, int], expected: Mapping[str, int]) -> Iterator[str]:
    for table, number in expected.items():
        if found.get(table) != number:
            yield _ROWS.format(table=table, found=found.get(table, "ninguna"), expected=number)


def _chain(database: Database, manifest: Manifest) -> Iterator[str]:
    proved = verify(database, manifest.taken_at)
    if proved.broken:
        yield sentence(proved.broken)
    if (proved.head.sequence, proved.head.digest) != _head(manifest, proved.head.digest):
        yield _HEAD


def _head(manifest: Manifest, nothing: str) -> tuple[int, str]:
    """The end of the chain as the copy says; before the first link there is only its beginning."""
    return manifest.audit_sequence, manifest.audit_digest or nothing
