"""Another day, another FUR: re-liquidation, and the payment of what was filed before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import (
    declaration_by_public_id,
    lines_of,
)
from ser_app.declarations.states import DeclarationState, Use
from ser_app.furs import repository
from ser_app.furs.debts import repository as covering
from ser_app.furs.debts.issuing import issue_within, reissue
from ser_app.furs.debts.quoting import is_reduced, requote
from ser_app.furs.issuing import Issue, issue_fur
from ser_app.furs.liquidating import filing_day_of, liquidate, refuse_past
from ser_app.furs.models import Fur
from ser_app.furs.recording import record
from ser_app.furs.states import FurState
from ser_app.furs.texts import (
    ALREADY_PAID,
    NOT_FILED_YET,
    NOTHING_TO_PAY,
    PAYMENT_UNDER_WAY,
    cannot_be_replaced,
)
from ser_app.law.liquidation import Liquidation
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission


@dataclass(frozen=True, slots=True)
class PaymentQuote:
    """What the FUR for another payment day would say, in pesos."""

    payment_day: date
    levy: int
    late_filing_penalty: int
    arrears_interest: int
    total: int
    provisional: bool


def payment_quote(res: Resources, actor: Actor, number: str, payment_day: date) -> PaymentQuote:
    """What the declaration of a FUR costs if it is paid on `payment_day`; changes nothing.

    Args:
        res: The resources of the process.
        actor: Who asks.
        number: A FUR of an unpaid declaration.
        payment_day: Business day to which interest would run.

    Raises:
        NotAllowed: The person may not see FURs.
        NotFound: No such FUR inside the person's scope.
        Refused: Paid already, a day in the past, or beyond the rules.
    """
    actor.require(Permission.FUR_VIEW)
    refuse_past(payment_day, res.clock.today())
    with res.database.reading() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number)
        declaration = repository.declaration_behind(unit, actor.scope, fur)
        if declaration is None or is_reduced(unit, declaration):
            return _quote_of_debts(unit, res, fur, payment_day)
        if declaration.paid_on is not None:
            raise Refused("already_paid", ALREADY_PAID)
        liquidation = _liquidation(unit, res, declaration, payment_day)
    return PaymentQuote(
        payment_day,
        liquidation.levy,
        liquidation.late_filing_penalty,
        liquidation.arrears_interest,
        liquidation.total,
        liquidation.provisional,
    )


def _quote_of_debts(unit: Unit, res: Resources, fur: Fur, payment_day: date) -> PaymentQuote:
    found = requote(unit, res, fur, payment_day)
    shares = found.imputation.shares
    return PaymentQuote(
        payment_day,
        sum(share.capital for share in shares),
        sum(share.penalty for share in shares),
        sum(share.interest for share in shares),
        found.amount,
        found.provisional,
    )


def issue_payment_fur(
    res: Resources, actor: Actor, declaration_public_id: str, payment_day: date
) -> str:
    """Issue a FUR of use *Pago* for a filed declaration; asked twice, the same FUR is given.

    A FUR with which it could be paid until now is replaced: one debt, one way to pay it.

    Args:
        res: The resources of the process.
        actor: Who asks.
        declaration_public_id: A filed declaration that was not paid.
        payment_day: Business day to which interest runs.

    Returns:
        The new FUR's number.

    Raises:
        NotAllowed: The person may not issue FURs.
        NotFound: No such declaration inside the person's scope.
        Refused: Not filed, paid already, nothing to pay, a day in the past, or a figure rests
            on an uncertified value.
        Conflict: A payment is under way.
    """
    actor.require(Permission.FUR_ISSUE)
    refuse_past(payment_day, res.clock.today())
    with res.database.unit() as unit:
        declaration = declaration_by_public_id(
            unit, actor.scope, declaration_public_id, for_update=True
        )
        _refuse_unpayable(declaration)
        source = covering.filing_source(declaration.public_id)
        if is_reduced(unit, declaration) or _of_debts(covering.payable_covering(unit, [source])):
            return issue_within(unit, res, actor, [source], payment_day).number
        open_furs = repository.open_furs(unit, declaration.id or 0)
        current = open_furs[0] if open_furs else None
        if current is not None and current.payment_day == payment_day:
            return current.number
        fur = _renew(
            unit,
            res,
            actor,
            declaration,
            current=current,
            use=Use.PAYMENT,
            payment_day=payment_day,
        )
        return fur.number


def reliquidate(res: Resources, actor: Actor, number: str, payment_day: date) -> str:
    """Replace a FUR by one for another payment day, with a new number and reference.

    Asked twice, the same FUR is given. A FUR of a filed declaration is replaced by one of use
    *Pago*, since filing is done.

    Returns:
        The number of the FUR that holds for `payment_day`.

    Raises:
        NotAllowed: The person may not issue FURs.
        NotFound: No such FUR inside the person's scope.
        Refused: It cannot be replaced, a day in the past, or a figure rests on an uncertified
            value.
        Conflict: A payment is under way.
    """
    actor.require(Permission.FUR_ISSUE)
    refuse_past(payment_day, res.clock.today())
    with res.database.unit() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number)
        if fur.declaration_id is None:
            return reissue(unit, res, actor, fur, payment_day).number
        fur = repository.fur_by_number(unit, actor.scope, number, for_update=True)
        declaration = repository.its_declaration(unit, actor.scope, fur)
        if fur.payment_day == payment_day and fur.state in {FurState.ISSUED, FurState.FILED}:
            return fur.number
        if fur.state == FurState.REPLACED:
            return _successor(unit, fur, payment_day)
        if fur.state == FurState.ISSUED:
            use = Use(fur.use)
        elif fur.state == FurState.FILED and fur.reference is not None:
            _refuse_unpayable(declaration)
            use = Use.PAYMENT
        else:
            raise Refused("not_replaceable", cannot_be_replaced(fur.number))
        renewed = _renew(
            unit, res, actor, declaration, current=fur, use=use, payment_day=payment_day
        )
        return renewed.number


def _of_debts(furs: Sequence[Fur]) -> bool:
    return any(fur.declaration_id is None for fur in furs)


def _successor(unit: Unit, fur: Fur, payment_day: date) -> str:
    for other in repository.open_furs(unit, fur.declaration_id or 0):
        if other.payment_day == payment_day:
            return other.number
    raise Refused("not_replaceable", cannot_be_replaced(fur.number))


def _renew(
    unit: Unit,
    res: Resources,
    actor: Actor,
    declaration: Declaration,
    *,
    current: Fur | None,
    use: Use,
    payment_day: date,
) -> Fur:
    if current is not None and current.payment_pending:
        raise Conflict("payment_under_way", PAYMENT_UNDER_WAY)
    liquidation = _liquidation(unit, res, declaration, payment_day)
    if liquidation.total == 0 and use is Use.PAYMENT:
        raise Refused("nothing_to_pay", NOTHING_TO_PAY)
    return renew(
        unit,
        res,
        actor,
        declaration,
        liquidation=liquidation,
        current=current,
        use=use,
        payment_day=payment_day,
    )


def renew(
    unit: Unit,
    res: Resources,
    actor: Actor,
    declaration: Declaration,
    *,
    liquidation: Liquidation,
    current: Fur | None,
    use: Use,
    payment_day: date,
) -> Fur:
    """Issue the FUR that takes the place of `current` and record both, in the caller's unit."""
    fur = issue_fur(
        unit,
        res,
        Issue(
            declaration=declaration,
            lines=lines_of(unit, declaration),
            liquidation=liquidation,
            use=use,
            filing_day=filing_day_of(declaration, payment_day, res.clock.today()),
            payment_day=payment_day,
            author_id=actor.user_id,
            replaced=current,
        ),
    )
    if current is not None:
        record(unit, res, actor, current, "fur.replaced", replaced_by=fur.number)
    record(unit, res, actor, fur, "fur.issued", declaration=declaration.public_id)
    return fur


def _liquidation(
    unit: Unit, res: Resources, declaration: Declaration, payment_day: date
) -> Liquidation:
    today = res.clock.today()
    return liquidate(
        unit,
        declaration,
        lines_of(unit, declaration),
        res,
        filing_day=filing_day_of(declaration, payment_day, today),
        payment_day=payment_day,
    )


def _refuse_unpayable(declaration: Declaration) -> None:
    if declaration.state != DeclarationState.FILED:
        raise Refused("not_filed", NOT_FILED_YET)
    if declaration.paid_on is not None:
        raise Refused("already_paid", ALREADY_PAID)
