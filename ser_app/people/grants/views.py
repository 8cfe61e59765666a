"""What the screen shows of a person's grants: formatted text only."""

from dataclasses import dataclass

from ser_app.people.grants.models import ExpedienteGrant
from ser_app.people.grants.service import Access
from ser_app.people.models import Expediente
from ser_app.web.words import day


@dataclass(frozen=True)
class GrantRow:
    """One grant."""

    key: str
    number: str
    service: str
    since: str
    until: str
    state: str
    kind: str


def grant_rows(access: Access) -> list[GrantRow]:
    """Show the grants of a person."""
    return [_row(grant, expediente, access) for grant, expediente in access.grants]


def _row(grant: ExpedienteGrant, expediente: Expediente, access: Access) -> GrantRow:
    state, kind = "Vigente", "paid"
    if grant.valid_from > access.today:
        state, kind = "Empieza después", "pending"
    elif grant.valid_to is not None and grant.valid_to < access.today:
        state, kind = "Terminó", "neutral"
    return GrantRow(
        grant.public_id,
        expediente.number,
        expediente.service,
        day(grant.valid_from),
        day(grant.valid_to) if grant.valid_to else "Sin fin",
        state,
        kind,
    )
