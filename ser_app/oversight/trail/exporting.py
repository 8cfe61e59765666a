"""What was found in the trail as a file; taking it along is an event itself."""

import csv
import json
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook

from ser_app.base import audit
from ser_app.base.audit_chain.links import instant
from ser_app.base.audit_chain.sealing import head, seal
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.ledger.statement.files import harmless
from ser_app.oversight.trail.filters import Place, TrailFilter
from ser_app.oversight.trail.repository import Found
from ser_app.oversight.trail.service import key_of, page
from ser_app.oversight.trail.texts import ACTION_WORDS, MOST_ROWS, TOO_MANY
from ser_app.people.actor import Actor
from ser_app.people.dated_access import require_access
from ser_app.people.permissions import Permission

HEADING: Final = (
    "instante_utc", "via", "quien", "operador", "accion", "accion_en_palabras", "objeto",
    "referencia", "detalle", "antes", "despues", "evento", "eslabon",
)  # fmt: skip
_PART: Final = 2_000


def export(res: Resources, actor: Actor, wanted: TrailFilter, kind: str) -> bytes:
    """The events that pass a filter, the newest first, as `csv` or `xlsx`.

    What was recorded until now is sealed first, so that each row tells its link.

    Raises:
        NotAllowed: The actor may not see the trail, or not today.
        Refused: There are more than a file should have; nothing is cut off in silence.
    """
    actor.require(Permission.AUDIT_VIEW)
    require_access(res, actor)
    seal(res.database)
    rows = [_row(each) for each in _all(res, actor, wanted)]
    end = head(res.database)
    with res.database.unit() as unit:
        audit.record(
            unit,
            at=res.clock.now(),
            subject="audit:trail",
            action="audit.exported",
            author=actor,
            detail={
                "kind": kind, "rows": len(rows), "filter": wanted.values,
                "link": end.sequence, "digest": end.digest,
            },
        )  # fmt: skip
    return _to_xlsx(rows) if kind == "xlsx" else _to_csv(rows)


def _all(res: Resources, actor: Actor, wanted: TrailFilter) -> Iterator[Found]:
    place, count = Place(), 0
    with res.database.reading() as unit:
        while True:
            part = page(unit, actor, wanted, place, _PART)
            count += len(part)
            if count > MOST_ROWS:
                raise Refused("too_many_events", TOO_MANY)
            yield from part
            if len(part) < _PART:
                return
            place = Place(before=key_of(part[-1]))


def _row(found: Found) -> list[str | int]:
    event = found.event
    return [
        instant(event.at), event.source, event.actor, found.operator, event.action,
        ACTION_WORDS.get(event.action, ""), event.subject, event.request, _json(event.detail),
        _json(event.before), _json(event.after), event.id or 0, found.link,
    ]  # fmt: skip


def _json(value: object) -> str:
    return "" if value in (None, {}) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _to_csv(rows: list[list[str | int]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADING)
    writer.writerows([harmless(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _to_xlsx(rows: list[list[str | int]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Auditoría")
    sheet.append(HEADING)
    for row in rows:
        sheet.append([harmless(each) for each in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()
