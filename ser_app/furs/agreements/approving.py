"""The second approval: the debts pass to the instalments, and each instalment gets its FUR."""

from collections.abc import Iterator, Mapping, Sequence

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.furs.agreements.issuing import issue_instalments
from ser_app.furs.agreements.mails import tell_approved
from ser_app.furs.agreements.retiring import lock_and_retire
from ser_app.furs.agreements.texts import retired_by_agreement
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import Agreement, AgreementInstalment
from ser_app.ledger.agreements.moving import Target, charge_interest, move
from ser_app.ledger.agreements.proposing import record
from ser_app.ledger.agreements.schedule import Group, Row
from ser_app.ledger.agreements.simulating import (
    Simulation,
    bring,
    refuse_reported,
    simulation_of,
)
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.agreements.texts import (
    ALREADY_DECIDED,
    CONTENTS_CHANGED,
    OWN_PROPOSAL,
    OWN_REVIEW,
    UNCERTIFIED,
    apart_words,
    instalment_words,
    interest_words,
)
from ser_app.people import repository as people
from ser_app.people.actor import Actor, Scope
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof


def approve(res: Resources, actor: Actor, agreement_id: str, shown: int) -> None:
    """Approve what another person reviewed: from today on the debts are owed as instalments.

    All of it in one transaction: interest until today is charged, every part of every debt moves to
    its instalment, the FURs of the old debts are annulled and those of the instalments issued.

    Args:
        res: The resources of the process.
        actor: A person of Cartera who neither proposed nor reviewed it, with any account.
        agreement_id: Its public id.
        shown: The sum of the schedule that the person was shown, pesos.

    Raises:
        NotAllowed: The person may not approve.
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such agreement.
        Refused: The same person proposed or reviewed it, the operator is reported, a payment is
            under way, a rate until today is not certified, or what is owed is not what the person
            was shown.
        Conflict: It was not reviewed, or somebody else was first.
    """
    actor.require(Permission.AGREEMENT_APPROVE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        agreement = repository.by_public_id(unit, actor.scope, agreement_id)
        repository.lock_operator(unit, agreement.operator_id)
        agreement = repository.by_public_id(unit, actor.scope, agreement_id, for_update=True)
        if agreement.state == AgreementState.IN_FORCE and agreement.approved_by_id == actor.user_id:
            return
        if agreement.state != AgreementState.REVIEWED:
            raise Conflict("already_decided", ALREADY_DECIDED)
        if people.same_person(unit, agreement.reviewed_by_id or 0, actor.user_id):
            raise Refused("own_review", OWN_REVIEW)
        if people.same_person(unit, agreement.proposed_by_id, actor.user_id):
            raise Refused("own_proposal", OWN_PROPOSAL)
        refuse_reported(unit, agreement.operator_id)
        found = _begin(unit, res, actor, agreement)
        if found.total != shown:
            raise Refused("contents_changed", CONTENTS_CHANGED)
        agreement.state = AgreementState.IN_FORCE
        agreement.starts_on = res.clock.today()
        agreement.approved_by_id, agreement.approved_by = actor.user_id, actor.name
        agreement.approved_at = res.clock.now()
        record(unit, res, actor, agreement, "approved", total=found.total)
        issue_instalments(unit, res, agreement, actor)
        tell_approved(unit, res, agreement, found)


def as_of_today(unit: Unit, res: Resources, agreement: Agreement) -> Simulation:
    """The schedule of a proposal if it began today; changes nothing.

    Raises:
        Refused: Nothing is owed any more, the terms do not fit what is owed, or a rate is missing.
    """
    rows = repository.debts_of(unit, agreement.id or 0)
    debts = bring(unit, res, rows, res.clock.today())
    return simulation_of(res, debts, terms_of(agreement), proposed=True)


def terms_of(agreement: Agreement) -> Terms:
    """What was asked for."""
    return Terms(agreement.first_payment, agreement.instalments, agreement.every_months)


def _begin(unit: Unit, res: Resources, actor: Actor, agreement: Agreement) -> Simulation:
    """Move everything to the instalments, and give the schedule that was made."""
    sources = [each.source for each in repository.debts_of(unit, agreement.id or 0)]
    why = retired_by_agreement(agreement.number)
    rows = lock_and_retire(unit, res, sources, why, actor)
    debts = bring(unit, res, rows, res.clock.today())
    found = simulation_of(res, debts, terms_of(agreement), proposed=True)
    if found.provisional:
        raise Refused("uncertified_value", UNCERTIFIED)
    charge_interest(
        unit, res, debts, agreement.public_id,
        lambda debt: interest_words(debt, agreement.number),
    )  # fmt: skip
    wanted = list(_targets(found.rows, agreement, expediente_numbers(unit, agreement)))
    reason = {"agreement": agreement.number, "rules_version": res.rules.version}
    targets = [target for _, _, target in wanted]
    made = move(unit, res, agreement.operator_id, targets, reason)
    instalments = [
        _instalment(
            agreement, row, group, debt.id or 0, certified=row.due_on <= found.certified_until
        )
        for (row, group, _), debt in zip(wanted, made, strict=True)
    ]
    repository.add(unit, *instalments)
    return found


def _targets(
    rows: Sequence[Row], agreement: Agreement, numbers: Mapping[int, str]
) -> Iterator[tuple[Row, Group, Target]]:
    for row in rows:
        words = instalment_words(row.number, agreement.instalments, agreement.number)
        for group in row.groups:
            parts, _ = row.of_group(group)
            name = words + apart_words(group, row.groups, numbers)
            yield row, group, Target(group, row.due_on, name, parts)


def expediente_numbers(unit: Unit, agreement: Agreement) -> dict[int, str]:
    """Numbers of the expedientes of the operator that agrees, by database id."""
    found = people.expedientes_of(unit, Scope(agreement.operator_id))
    return {each.id or 0: each.number for each in found}


def _instalment(
    agreement: Agreement, row: Row, group: Group, debt_id: int, *, certified: bool
) -> AgreementInstalment:
    parts, interest = row.of_group(group)
    own = Row(row.number, row.due_on, parts, ((group, interest),))
    return AgreementInstalment(
        agreement_id=agreement.id or 0,
        number=row.number,
        obligation_id=debt_id,
        due_on=row.due_on,
        capital=own.capital,
        penalty=own.penalty,
        arrears=own.arrears,
        term_interest=own.term_interest,
        certified=certified,
    )
