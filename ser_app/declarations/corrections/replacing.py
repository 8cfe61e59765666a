"""What filing does beyond the declaration itself: it replaces what it corrects and moves balance.

Every function works in the unit of the filing: all of it happens, or nothing. The entries of the
balance are those of the filing's journal (`declarations.booking`); here they are allowed and told.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.declarations.corrections import repository
from ser_app.declarations.corrections.chain import is_settled
from ser_app.declarations.corrections.texts import (
    ALREADY_CORRECTED,
    PAID_IN_PARTS,
    balance_spent,
    too_late,
)
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState
from ser_app.law.firmness import last_day_to_correct
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime
from ser_app.ledger.in_favour import repository as balances
from ser_app.ledger.repository import payment_days

_SUBJECT: Final = "declaration:{}"


@dataclass(frozen=True, slots=True)
class Act:
    """A filing: at which real instant, and by whom."""

    at: datetime
    author: audit.Author | None


def refuse_final(unit: Unit, declaration: Declaration, rules: RuleBook, today: date) -> None:
    """Let nobody correct what is final, nor what another correction replaced meanwhile.

    Raises:
        Refused: The term is over; the sentence names the day and the norm.
        Conflict: The corrected filing does not hold any more.
    """
    corrected = repository.corrected_by(unit, declaration)
    if corrected is None:
        return
    if corrected.state != DeclarationState.FILED or corrected.filed_on is None:
        raise Conflict("already_corrected", ALREADY_CORRECTED)
    last = last_day_to_correct(Regime(corrected.regime), corrected.filed_on, rules)
    if today > last.day:
        raise Refused("final", too_late(last))


def refuse_lower_of_parts(
    unit: Unit, declaration: Declaration, balance_in_favour: int, levy: int
) -> None:
    """Let no correction lower what was paid on several days (ADR 16).

    What it leaves in favour is measured on one day of payment, and would be told too low, or not
    at all.

    Raises:
        Refused: It would; also when an earlier filing of the same period was paid so.
    """
    chain = repository.chain_before(unit, declaration)
    if not chain or not (balance_in_favour or levy < chain[-1].levy):
        return
    paid = [each for each in chain if each.paid_on is not None]
    if any(payment_days(unit, f"filing:{each.public_id}") > 1 for each in paid):
        raise Refused("paid_in_parts", PAID_IN_PARTS)


def take_place(
    unit: Unit,
    declaration: Declaration,
    act: Act,
) -> int:
    """Let a correction take the place of what it corrects; an initial declaration takes none's.

    Balance in favour that an unpaid corrected filing had applied comes back: all of its debt is
    owed anew with the correction. What a paid one had applied was spent.

    Returns:
        The balance that comes back, in pesos.
    """
    corrected = repository.corrected_by(unit, declaration)
    if corrected is None:
        return 0
    released = 0
    if not is_settled(corrected):
        released = balances.applied_with(unit, corrected.public_id)
        _tell(unit, corrected, "released", released, act)
    corrected.state = DeclarationState.REPLACED
    corrected.updated_at = act.at
    unit.session.add(corrected)
    unit.flush()
    audit.record(
        unit,
        at=act.at,
        subject=_SUBJECT.format(corrected.public_id),
        action="declaration.replaced",
        author=act.author,
        operator_id=corrected.operator_id,
        detail={
            "receipt": corrected.receipt_number,
            "correction": declaration.public_id,
            "levy_before": corrected.levy,
            "levy_after": declaration.levy,
        },
        of=corrected,
    )
    return released


def spend_balance(unit: Unit, declaration: Declaration, released: int, act: Act) -> None:
    """Let a declaration spend the balance that it applies, under a lock until it is in the books.

    Args:
        unit: The transaction of the filing.
        declaration: The declaration that is being filed.
        released: Balance that comes back with this same filing, in pesos.
        act: The filing.

    Raises:
        Refused: The balance was used by another declaration meanwhile.
    """
    wanted = declaration.balance_applied
    if wanted:
        held = balances.available(unit, declaration.operator_id, for_update=True)
        if wanted > held + released:
            raise Refused("balance_spent", balance_spent(held + released), field="balance_applied")
        _tell(unit, declaration, "applied", wanted, act)
    _tell(unit, declaration, "credit", declaration.balance_in_favour, act)


def _tell(unit: Unit, declaration: Declaration, what: str, amount: int, act: Act) -> None:
    if not amount:
        return
    audit.record(
        unit,
        at=act.at,
        subject=_SUBJECT.format(declaration.public_id),
        action=f"balance.{what}",
        author=act.author,
        operator_id=declaration.operator_id,
        detail={"amount": amount, "period": declaration.period},
    )
