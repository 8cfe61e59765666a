"""From an approved or proposed move of due days to the act that re-liquidations know."""

from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import APPROVED, DUE_DAY, due_exception_of
from ser_app.declarations.reliquidation.affected import Act


def act_of(proposal: RuleProposal) -> Act:
    """The act of a proposal that moves due days."""
    return Act(proposal.public_id, due_exception_of(proposal))


def moves_due_days(proposal: RuleProposal) -> bool:
    """Whether a proposal moves due days, by a norm or a contingency."""
    return proposal.kind == DUE_DAY


def in_force(proposal: RuleProposal) -> bool:
    """Whether it was approved."""
    return proposal.state == APPROVED
