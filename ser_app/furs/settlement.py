"""What the payments room asks of FURs, inside its own transaction."""

from datetime import date
from typing import Final

from ser_app.base.clock import business_instant
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations import booking, filing
from ser_app.declarations.corrections.texts import CORRECTED_CHANGED
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import lines_of
from ser_app.declarations.states import Channel, DeclarationState
from ser_app.furs import repository
from ser_app.furs.debts import repository as covering
from ser_app.furs.liquidating import liquidate
from ser_app.furs.models import Fur
from ser_app.furs.recording import record
from ser_app.furs.repository import fur_by_id, fur_by_number, fur_by_reference
from ser_app.furs.retiring import retire_corrected
from ser_app.furs.states import FOLLOWING, FurState, ShownFurState, shown_state
from ser_app.furs.texts import (
    ALREADY_PAID,
    FUTURE_COLLECTION,
    UNPAYABLE,
    annulled_by_payment,
    not_for_payment,
    on_paper,
    outdated_by_payment,
    past_its_day,
)
from ser_app.ledger.imputing import Collected, Imputation
from ser_app.ledger.posting import as_they_stand, post_collection
from ser_app.ledger.repository import journals_named, obligations_named, paid_towards
from ser_app.ledger.shares import Asked, OpenDebt
from ser_app.people.actor import Scope

__all__ = [
    "asked_of",
    "collect_on_paper",
    "enter_payment",
    "fur_by_id",
    "fur_by_number",
    "fur_by_reference",
    "mark_paid",
    "payable",
    "set_pending",
    "settle",
    "takes_payment",
]

_EVERYBODY: Final = Scope(None)


def payable(unit: Unit, scope: Scope, number: str, today: date, *, for_update: bool = True) -> Fur:
    """A FUR that can be paid online today, locked for the transaction of whoever pays it.

    Raises:
        NotFound: No such FUR inside the scope.
        Refused: It cannot be paid; `code` is the reason (`not_filed`, `already_paid`,
            `replaced`, `annulled`, `expired`, `nothing_to_pay`, `on_paper`).
    """
    fur = repository.fur_by_number(unit, scope, number, for_update=for_update)
    state = shown_state(fur, today, live_attempt=fur.payment_pending)
    if fur.reference is None and state in {ShownFurState.ISSUED, ShownFurState.FILED}:
        raise Refused("nothing_to_pay", not_for_payment(number))
    if fur.channel == Channel.PAPER and state is ShownFurState.ISSUED:
        raise Refused("on_paper", on_paper(number))
    if state is not ShownFurState.FILED:
        code, sentence = UNPAYABLE[state]
        raise Refused(code, sentence.format(number=number))
    return fur


def set_pending(unit: Unit, fur: Fur, pending: bool) -> None:
    """Tell whether a payment is under way: such a FUR neither expires nor is replaced."""
    fur.payment_pending = pending
    unit.session.add(fur)
    unit.flush()


def takes_payment(unit: Unit, fur: Fur) -> bool:
    """Whether `mark_paid` accepts money for this FUR; if not, a person must look at it."""
    if fur.state == FurState.PAID:
        return True
    if FurState.PAID not in FOLLOWING[FurState(fur.state)]:
        return False
    if fur.state == FurState.ANNULLED and _is_given_back(unit, fur):
        return False
    known = _known_debts(unit, fur)
    if not known and fur.state != FurState.ANNULLED:
        # Filed before there were books: `mark_paid` enters it first.
        declaration = repository.declaration_behind(unit, _EVERYBODY, fur)
        return declaration is not None and declaration.paid_on is None and _holds(declaration)
    return any(debt.left.total > 0 for debt in known.values())


def _is_given_back(unit: Unit, fur: Fur) -> bool:
    """Whether the bank gave the money of that FUR back: it is never paid a second time."""
    return bool(journals_named(unit, [f"reversed:{fur.number}"]))


def _holds(declaration: Declaration) -> bool:
    return declaration.state == DeclarationState.FILED


def _known_debts(unit: Unit, fur: Fur) -> dict[str, OpenDebt]:
    """The debts that a FUR covers as the books have them."""
    found = obligations_named(unit, covering.covered_sources(unit, fur), for_update=False)
    return {each.source: each for each in as_they_stand(unit, found)}


def mark_paid(unit: Unit, res: Resources, fur: Fur, value_day: date, *, channel: str = "") -> None:
    """Note that a FUR was paid and impute its money; once more changes nothing.

    Each debt that it covers is paid, the oldest first; what exceeds them is a balance in favour. A
    replaced FUR can be paid too: the money was received for the same debt. FURs whose debts it
    changed are annulled, so that nobody pays twice.

    Args:
        unit: The caller's transaction.
        res: Rules and clock.
        fur: The FUR.
        value_day: Day on which the money counts.
        channel: By which it came, `pse` or `bank`; empty where nobody knows.

    Raises:
        Refused: It was never filed, it was annulled, or nothing of it is owed any more
            (`already_paid`): this money is one too many and belongs to a person's attention.
    """
    if fur.state == FurState.PAID:
        return
    if FurState.PAID not in FOLLOWING[FurState(fur.state)]:
        code, sentence = UNPAYABLE[ShownFurState(fur.state)]
        raise Refused(code, sentence.format(number=fur.number))
    _enter_filing(unit, res, fur)
    if not takes_payment(unit, fur):
        _refuse_nothing_left(unit, fur)
    fur.state = FurState.PAID
    fur.paid_on = value_day
    fur.payment_pending = False
    unit.session.add(fur)
    unit.flush()
    found = _post(unit, res, fur, value_day, channel)
    if found is not None:
        settle(unit, res, found, value_day, paid_with=fur.number, but=fur.id)


def _refuse_nothing_left(unit: Unit, fur: Fur) -> None:
    declaration = repository.declaration_behind(unit, _EVERYBODY, fur)
    if fur.state == FurState.ANNULLED and (declaration is None or declaration.paid_on is None):
        code, sentence = UNPAYABLE[ShownFurState.ANNULLED]
        raise Refused(code, sentence.format(number=fur.number))
    raise Refused("already_paid", ALREADY_PAID)


def settle(
    unit: Unit,
    res: Resources,
    found: Imputation,
    value_day: date,
    *,
    paid_with: str,
    but: int | None = None,
) -> None:
    """Note which declarations are paid now, and annul the FURs whose debts have changed.

    Args:
        unit: The caller's transaction.
        res: Rules and clock.
        found: How the money was shared out.
        value_day: Day on which it counts.
        paid_with: What people call the money: the number of a FUR.
        but: The FUR that was paid with it, which stays.
    """
    reached = [share for share in found.shares if share.paid]
    touched = [share.debt.source for share in reached]
    settled = {
        share.debt.source: share.last_day or value_day for share in reached if not share.rest
    }
    amounts = paid_towards(unit, settled)
    for declaration in covering.declarations_of(unit, settled):
        source = covering.filing_source(declaration.public_id)
        filing.mark_paid(unit, declaration, settled[source], amounts[source])
    for other in covering.payable_covering(unit, touched):
        if other.id == but:
            continue
        left = [debt.left.total for debt in _known_debts(unit, other).values()]
        of_debts = other.declaration_id is None
        other.state = FurState.ANNULLED
        other.annulled_because = (
            outdated_by_payment(paid_with)
            if any(left)
            else annulled_by_payment(paid_with, of_debts=of_debts)
        )
        unit.session.add(other)
        record(
            unit, res, None, other, "fur.annulled",
            reason=other.annulled_because, paid_with=paid_with,
        )  # fmt: skip
    unit.flush()


def enter_payment(unit: Unit, res: Resources, fur: Fur, *, channel: str) -> None:
    """Enter a paid FUR in the books; once more changes nothing."""
    if fur.paid_on is None:
        return
    # Filed before there were books, it is entered now; otherwise this changes nothing.
    _enter_filing(unit, res, fur)
    _post(unit, res, fur, fur.paid_on, channel)


def _enter_filing(unit: Unit, res: Resources, fur: Fur) -> None:
    declaration = repository.declaration_behind(unit, _EVERYBODY, fur)
    if declaration is not None:
        booking.enter(unit, res, declaration)


def _post(unit: Unit, res: Resources, fur: Fur, value_day: date, channel: str) -> Imputation | None:
    return post_collection(
        unit,
        res,
        Collected(
            fur=fur.number,
            operator_id=fur.operator_id,
            amount=fur.total,
            value_day=value_day,
            debts=asked_of(unit, fur),
            channel=channel,
        ),
    )


def asked_of(unit: Unit, fur: Fur) -> list[Asked]:
    """What the payer of a FUR was asked for, debt by debt."""
    if fur.declaration_id is not None:
        capital = fur.total - fur.late_filing_penalty - fur.arrears_interest
        return [
            Asked(source, fur.arrears_interest, capital, fur.payment_day)
            for source in covering.covered_sources(unit, fur)
        ]
    return [
        Asked(obligation.source, line.interest, line.principal, fur.payment_day)
        for line, obligation in covering.debts_of(unit, fur)
    ]


def collect_on_paper(unit: Unit, res: Resources, fur: Fur, collected_on: date) -> str:
    """File and pay a paper FUR that a bank collected: filing day = payment day = that day.

    Args:
        unit: The caller's transaction.
        res: The resources of the process.
        fur: A FUR printed for a bank.
        collected_on: The day on the bank's stamp.

    Returns:
        Number of the filing receipt.

    Raises:
        Refused: No paper FUR, not open any more, or collected after its day.
    """
    declaration = repository.its_declaration(unit, _EVERYBODY, fur)
    if fur.state == FurState.PAID and declaration.receipt_number:
        return declaration.receipt_number
    _refuse_uncollectable(fur, collected_on, res.clock.today())
    receipt = _file(unit, res, declaration, fur, collected_on)
    mark_paid(unit, res, fur, collected_on, channel="bank")
    return receipt


def _refuse_uncollectable(fur: Fur, collected_on: date, today: date) -> None:
    if collected_on > today:
        raise Refused("future_day", FUTURE_COLLECTION, field="collected_on")
    if fur.channel != Channel.PAPER or fur.reference is None:
        raise Refused("not_on_paper", not_for_payment(fur.number))
    if fur.state != FurState.ISSUED:
        code, sentence = UNPAYABLE[ShownFurState(fur.state)]
        raise Refused(code, sentence.format(number=fur.number))
    if collected_on > fur.payment_day:
        raise Refused("after_its_day", past_its_day(fur.number, fur.payment_day))


def _still_asked(unit: Unit, res: Resources, declaration: Declaration, fur: Fur) -> bool:
    """Whether a correction costs on the day of its form what the form says.

    If not, what it corrects has changed since. Collected before that day it may cost less.
    """
    day = fur.payment_day
    again = liquidate(
        unit, declaration, lines_of(unit, declaration), res, filing_day=day, payment_day=day
    )
    return again.total == fur.total


def _file(
    unit: Unit, res: Resources, declaration: Declaration, fur: Fur, collected_on: date
) -> str:
    liquidation = liquidate(
        unit,
        declaration,
        lines_of(unit, declaration),
        res,
        filing_day=collected_on,
        payment_day=collected_on,
    )
    if declaration.corrects_id is not None and not _still_asked(unit, res, declaration, fur):
        raise Refused("corrected_changed", CORRECTED_CHANGED)
    retire_corrected(unit, res, declaration, fur, None)
    filed_at = business_instant(res.clock)
    receipt = filing.file_declaration(
        unit, declaration, liquidation, res=res, filed_at=filed_at, filed_on=collected_on
    )
    fur.state = FurState.FILED
    fur.filed_at = filed_at
    unit.session.add(fur)
    unit.flush()
    return receipt
