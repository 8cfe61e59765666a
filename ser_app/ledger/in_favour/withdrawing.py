"""An operator takes its request of a refund back before Tesorería has decided it."""

from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.ledger import posting
from ser_app.ledger.in_favour import entries, repository
from ser_app.ledger.in_favour.asking import record
from ser_app.ledger.in_favour.states import UNDECIDED, RefundState
from ser_app.ledger.in_favour.texts import TOO_LATE_TO_WITHDRAW
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission


def withdraw(res: Resources, actor: Actor, refund_id: str) -> None:
    """Withdraw a refund: the amount is in favour again at once; sent twice it happens once.

    Args:
        res: The resources of the process.
        actor: Who may ask for refunds of that operator.
        refund_id: Public id of the refund.

    Raises:
        NotAllowed: The person may not ask for refunds.
        NotFound: No such refund of the own operator.
        Conflict: It was approved, rejected or paid.
    """
    actor.require(Permission.REFUND_ASK)
    with res.database.unit() as unit:
        refund = repository.refund_by_public_id(unit, actor.scope, refund_id, for_update=True)
        if refund.state == RefundState.WITHDRAWN and refund.rejected_by_id == actor.user_id:
            return
        if refund.state not in UNDECIDED:
            raise Conflict("already_decided", TOO_LATE_TO_WITHDRAW)
        refund.state = RefundState.WITHDRAWN
        refund.rejected_by_id, refund.rejected_by = actor.user_id, actor.name
        refund.rejected_at = res.clock.now()
        posting.post(unit, res, entries.taken_back(refund, res.clock.today()))
        unit.session.add(refund)
        unit.flush()
        record(unit, res, actor, refund, refund.state)
