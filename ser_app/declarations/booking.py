"""What a filing means in the books."""

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.corrections import repository
from ser_app.declarations.corrections.chain import is_settled
from ser_app.declarations.models import Declaration
from ser_app.law.periods import Regime
from ser_app.ledger.posting import Filed, post_filing


def enter(unit: Unit, res: Resources, declaration: Declaration) -> None:
    """Enter a filed declaration in the books; once more changes nothing."""
    if declaration.filed_on is None:
        return
    corrected = repository.corrected_by(unit, declaration)
    unpaid = corrected is not None and not is_settled(corrected)
    post_filing(
        unit,
        res,
        Filed(
            public_id=declaration.public_id,
            operator_id=declaration.operator_id,
            expediente_id=declaration.expediente_id,
            regime=Regime(declaration.regime),
            period=declaration.period,
            due_on=declaration.due_on,
            filed_on=declaration.filed_on,
            levy=_capital(declaration),
            penalty=declaration.late_filing_penalty,
            adjustment=declaration.yearly_adjustment,
            balance_applied=declaration.balance_applied,
            balance_left=declaration.balance_in_favour,
            replaces=corrected.public_id if corrected and unpaid else "",
            adds=corrected is not None and not unpaid,
        ),
    )


def _capital(declaration: Declaration) -> int:
    """The capital owed with it: the whole levy, or what a correction adds to what was settled."""
    surcharges = declaration.late_filing_penalty + declaration.arrears_interest
    rest = declaration.total - surcharges - declaration.yearly_adjustment
    return rest + declaration.balance_applied
