"""Lock debts with everything that pays them, and retire their FURs, before they are moved."""

from collections.abc import Sequence

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.furs import repository
from ser_app.furs.debts import repository as covering
from ser_app.furs.models import Fur
from ser_app.furs.recording import record
from ser_app.furs.states import FurState
from ser_app.ledger.agreements.texts import BEING_PAID
from ser_app.ledger.models import Obligation
from ser_app.ledger.repository import obligations_named
from ser_app.people.actor import Actor


def lock_and_retire(
    unit: Unit, res: Resources, sources: Sequence[str], why: str, actor: Actor | None
) -> list[Obligation]:
    """Annul the payable FURs of debts and give the debts, all of it locked until the end.

    Locked in the order of all (ADR 20): declarations, then FURs, then debts. Whoever pays an
    annulled FUR all the same loses nothing: Tesorería gets the money with its reason.

    Args:
        unit: The caller's transaction.
        res: The resources of the process.
        sources: The debts, by what created them.
        why: Why the FURs are annulled, for whoever holds the paper.
        actor: Who does it; None for the job.

    Raises:
        Refused: A payment of one of them is under way (`being_paid`).
    """
    covering.declarations_of(unit, sources)
    for found in covering.payable_covering(unit, sources):
        fur = repository.fur_by_id(unit, found.id or 0, for_update=True)
        if fur.payment_pending:
            raise Refused("being_paid", BEING_PAID.format(number=fur.number))
        if fur.state in {FurState.ISSUED, FurState.FILED}:
            _annul(unit, res, fur, why, actor)
    unit.flush()
    return obligations_named(unit, sources)


def _annul(unit: Unit, res: Resources, fur: Fur, why: str, actor: Actor | None) -> None:
    fur.state, fur.annulled_because = FurState.ANNULLED, why
    unit.session.add(fur)
    record(unit, res, actor, fur, "fur.annulled", reason=why)
