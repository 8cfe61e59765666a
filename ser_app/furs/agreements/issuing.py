"""Issue the FUR of each instalment, as soon as the rate of its due day is certified."""

from collections.abc import Sequence

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.furs.agreements.repository import without_fur
from ser_app.furs.debts.issuing import issue_quoted
from ser_app.furs.debts.quoting import quote_of
from ser_app.furs.recording import record
from ser_app.ledger.agreements.models import Agreement
from ser_app.ledger.agreements.repository import instalments_of
from ser_app.ledger.models import Obligation
from ser_app.people.actor import Actor


def issue_instalments(
    unit: Unit, res: Resources, agreement: Agreement, actor: Actor | None
) -> list[str]:
    """Issue what has no FUR yet, each liquidated to its due day; gives their numbers.

    An instalment whose rate is not certified until its due day waits for it; one that is overdue
    gets its FUR from the person who pays, for the day of payment.

    Args:
        unit: The caller's transaction, in which the agreement is locked.
        res: The resources of the process.
        agreement: In force.
        actor: Who approved it; None for the job.
    """
    by_number: dict[int, list[Obligation]] = {}
    for row, debt, left in instalments_of(unit, [agreement.id or 0]):
        if left > 0 and row.due_on >= res.clock.today():
            by_number.setdefault(row.number, []).append(debt)
    numbers = []
    for debts in by_number.values():
        if len(without_fur(unit, [each.id or 0 for each in debts])) == len(debts):
            numbers += _issue(unit, res, agreement, debts, actor)
    return numbers


def _issue(
    unit: Unit,
    res: Resources,
    agreement: Agreement,
    debts: Sequence[Obligation],
    actor: Actor | None,
) -> list[str]:
    try:
        found = quote_of(unit, res, debts, debts[0].due_on, None)
    except Refused:
        return []  # beyond the known rates
    if found.provisional:
        return []
    author = actor.user_id if actor else agreement.proposed_by_id
    fur = issue_quoted(unit, res, found, [], author_id=author)
    record(unit, res, actor, fur, "fur.issued", agreement=agreement.number)
    return [fur.number]
