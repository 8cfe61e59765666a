"""What the two persons see of a payment that the bank gave back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.law.parameters.values import Dated
from ser_app.ledger.obligations.returned import due_rule
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.given_back.plans import Plan, plan_of
from ser_app.payments.reconciliation.models import BankException, ReturnProposal
from ser_app.people.actor import Actor
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission
from ser_app.people.repository import same_person


@dataclass(frozen=True, slots=True)
class Looked:
    """An exception «given back» with everything that helps to decide it.

    Attributes:
        plan: Where the money went and what each way would do; None once it is resolved.
        owners: The operators that got it, by database id.
        due: From which day a debt of its own is owed, with its provenance.
        proposals: What was proposed, the oldest first; the last one may still wait.
        documents: Public ids of their evidence, by database id.
        own: The person proposed what waits: another one has to confirm it.
    """

    row: BankException
    plan: Plan | None
    owners: Mapping[int, Operator]
    due: Dated[str]
    proposals: Sequence[ReturnProposal]
    documents: Mapping[int, str]
    own: bool

    @property
    def waiting(self) -> ReturnProposal | None:
        """What waits for a second person."""
        last = self.proposals[-1] if self.proposals else None
        return last if last is not None and last.state == "proposed" else None


def look(res: Resources, actor: Actor, public_id: str) -> Looked | None:
    """An exception with its ways; None when it is no payment that the bank gave back.

    Raises:
        NotAllowed: The person may not see the desk.
        NotFound: No such exception.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        row = repository.exception_by_public_id(unit, public_id)
        return _looked(unit, res, actor, row) if row.kind == Odd.GIVEN_BACK else None


def _looked(unit: Unit, res: Resources, actor: Actor, row: BankException) -> Looked:
    plan = plan_of(unit, res, row) if row.resolved_at is None else None
    proposals = repository.proposals_of(unit, row.id or 0)
    owners = [each.operator_id for each in plan.parts] if plan else []
    waiting = [each for each in proposals if each.state == "proposed"]
    return Looked(
        row,
        plan,
        repository.operators_of(unit, owners),
        due_rule(res, row.value_day),
        proposals,
        repository.evidence_ids(unit, [each.evidence_id for each in proposals]),
        any(same_person(unit, each.proposed_by_id, actor.user_id) for each in waiting),
    )
