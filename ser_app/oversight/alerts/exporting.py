"""What was found among the alerts as a file; taking it along is recorded."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.ledger.statement.files import harmless
from ser_app.oversight.alerts.filters import AlertsFilter
from ser_app.oversight.alerts.listing import Row, kept_rows, unfiled_rows
from ser_app.people.actor import Actor
from ser_app.people.dated_access import require_access
from ser_app.people.permissions import Permission

HEADING: Final = (
    "operador", "nit", "expediente", "regimen", "periodo", "presentada_el", "declaracion",
    "alerta", "regla", "cifras", "se_compara_con", "umbral", "parametro", "notas",
)  # fmt: skip
MOST_ROWS: Final = 20_000
_PART: Final = 1_000


def alerts_csv(res: Resources, actor: Actor, wanted: AlertsFilter) -> bytes:
    """The alerts that pass a filter, all pages of them: UTF-8 with a mark, semicolons.

    Raises:
        NotAllowed: The person does not supervise, or not today.
        Refused: There are more than a file should have; nothing is cut off in silence.
    """
    actor.require(Permission.ALERT_WATCH)
    require_access(res, actor)
    with res.database.reading() as unit:
        found = list(islice(_all(unit, res, actor, wanted), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise Refused(
            "too_many_alerts",
            f"Son más de {MOST_ROWS} alertas, demasiadas para un archivo. Elija un año, un "
            "régimen o una clase de alerta.",
        )
    with res.database.unit() as unit:
        audit.record(
            unit,
            at=res.clock.now(),
            subject="alerts:list",
            action="alerts.exported",
            author=actor,
            detail={"rows": len(found), "filter": wanted.values},
        )
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADING)
    writer.writerows([harmless(each) for each in _cells(row)] for row in found)
    return text.getvalue().encode("utf-8-sig")


def _all(unit: Unit, res: Resources, actor: Actor, wanted: AlertsFilter) -> Iterator[Row]:
    if wanted.unfiled:
        yield from unfiled_rows(unit, res, actor, wanted)
        return
    offset = 0
    while part := kept_rows(unit, actor, wanted, offset=offset, limit=_PART):
        yield from part
        offset += _PART


def _cells(row: Row) -> list[str]:
    declaration, flag = row.declaration, row.flag
    filed = declaration.filed_on if declaration else None
    return [
        row.operator.name,
        row.operator.nit,
        row.expediente.number,
        row.expediente.regime,
        declaration.period if declaration else "",
        filed.isoformat() if filed else "",
        declaration.public_id if declaration else "",
        flag.kind.label,
        flag.rule,
        "; ".join(f"{each.label}: {each.value}" for each in flag.figures),
        flag.compared,
        flag.threshold,
        flag.parameter,
        " | ".join(f"{note.author_name}: {note.text}" for note in row.notes),
    ]
