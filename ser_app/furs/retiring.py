"""The FURs of a filing that a correction takes the place of."""

from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.corrections.chain import is_settled
from ser_app.declarations.corrections.repository import corrected_by, correction_of
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState
from ser_app.furs import repository
from ser_app.furs.debts import repository as covering
from ser_app.furs.debts.quoting import is_reduced
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.furs.texts import CORRECTED_BEING_PAID, CORRECTED_PARTLY_PAID, annulled_by_correction
from ser_app.people.actor import Scope

BEING_PAID: Final = "corrected_being_paid"
"""Code of the refusal of `retire_corrected`: closing the live session lets it be tried again."""
_OPEN = frozenset({FurState.ISSUED, FurState.FILED})


def being_paid(unit: Unit, declaration: Declaration) -> list[str]:
    """Numbers of the FURs of the corrected filing for which a payment is under way."""
    corrected = corrected_by(unit, declaration)
    if corrected is None or is_settled(corrected):
        return []
    return [fur.number for fur in _covering(unit, corrected) if fur.payment_pending]


def _covering(unit: Unit, corrected: Declaration) -> list[Fur]:
    """Every FUR that pays a filing: its own, and the payable ones of debts among which it is."""
    own = repository.of_declaration(unit, corrected.id or 0)
    known = {fur.id for fur in own}
    source = covering.filing_source(corrected.public_id)
    shared = covering.payable_covering(unit, [source])
    return [*own, *(fur for fur in shared if fur.id not in known)]


def being_paid_beside(unit: Unit, reference: str) -> list[str]:
    """The same of the declaration whose FUR has that payment reference; none for an unknown one."""
    fur = repository.fur_by_reference(unit, reference)
    if fur is None:
        return []
    declaration = repository.declaration_behind(unit, Scope(None), fur)
    return being_paid(unit, declaration) if declaration else []


def retire_corrected(
    unit: Unit,
    res: Resources,
    declaration: Declaration,
    fur: Fur,
    author: audit.Author | None,
) -> None:
    """Annul the FURs of what a correction corrects, in the transaction in which it is filed.

    A settled filing keeps its FUR: the money was received with it.

    Args:
        unit: The caller's transaction.
        res: Clock for the trail.
        declaration: A correction about to be filed; an initial declaration changes nothing.
        fur: Its FUR.
        author: Who files it.

    Raises:
        Refused: A payment of the corrected filing is under way, or a part of it was paid.
    """
    corrected = corrected_by(unit, declaration)
    if corrected is None or is_settled(corrected):
        return
    if is_reduced(unit, corrected):
        raise Refused("corrected_partly_paid", CORRECTED_PARTLY_PAID)
    for found in _covering(unit, corrected):
        old = repository.fur_by_id(unit, found.id or 0, for_update=True)
        if old.payment_pending or old.state == FurState.PAID:
            raise Refused(BEING_PAID, CORRECTED_BEING_PAID)
        if old.state in _OPEN:
            _annul(unit, res, old, fur, author)
    unit.flush()


def _annul(unit: Unit, res: Resources, old: Fur, fur: Fur, author: audit.Author | None) -> None:
    old.state = FurState.ANNULLED
    old.annulled_because = annulled_by_correction(fur.number)
    unit.session.add(old)
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"fur:{old.number}",
        action="fur.annulled",
        author=author,
        operator_id=old.operator_id,
        detail={
            "total": old.total,
            "reference": old.reference,
            "reason": old.annulled_because,
            "corrected_by": fur.number,
        },
        of=old,
    )


def corrected_fur(unit: Unit, declaration: Declaration) -> Fur | None:
    """The FUR with which the corrected filing was filed or paid; None when it corrects none."""
    corrected = corrected_by(unit, declaration)
    if corrected is None:
        return None
    return _standing_for(unit, corrected)


def correcting_fur(unit: Unit, declaration: Declaration) -> str:
    """Number of the FUR that corrects a replaced declaration; empty while it holds."""
    if declaration.state != DeclarationState.REPLACED:
        return ""
    correction = correction_of(unit, declaration)
    found = _standing_for(unit, correction) if correction else None
    return found.number if found else ""


def _standing_for(unit: Unit, declaration: Declaration) -> Fur | None:
    furs = repository.of_declaration(unit, declaration.id or 0)
    return min(furs, key=lambda fur: _RANK.get(FurState(fur.state), len(_RANK)), default=None)


_RANK = {FurState.PAID: 0, FurState.FILED: 1, FurState.ANNULLED: 2}
"""Which of several FURs of a declaration stands for it; the newest of the same rank."""
