"""Issue the *Pago* FUR of any selection of debts, whole or in part."""

from collections.abc import Sequence
from datetime import date

from ser_app.base.clock import business_instant
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel, Use
from ser_app.furs import repository
from ser_app.furs.debts import repository as covering
from ser_app.furs.debts.quoting import Quote, partial_sum, quote, refuse_uncertified
from ser_app.furs.debts.texts import CONTENTS_CHANGED, being_paid
from ser_app.furs.debts.writing import form_of_quote
from ser_app.furs.issuing import store
from ser_app.furs.models import Fur, FurDebt
from ser_app.furs.recording import record
from ser_app.furs.states import FurState
from ser_app.furs.texts import cannot_be_replaced
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.repository import operator_by_id


def issue_debts_fur(
    res: Resources,
    actor: Actor,
    sources: Sequence[str],
    payment_day: date,
    amount: int | None = None,
    *,
    shown: int | None = None,
) -> str:
    """Issue one FUR of use *Pago* for any number of debts; asked twice, the same FUR is given.

    Payable FURs that cover one of them are replaced: one debt, one way to pay it.

    Args:
        res: The resources of the process.
        actor: Somebody of the operator that owes them.
        sources: The debts, by what created them: `filing:<public id of the declaration>`.
        payment_day: Business day to which interest runs.
        amount: The sum to pay, in pesos; all that is owed when None.
        shown: What the person was shown as owed; another figure refuses. None checks nothing.

    Returns:
        The FUR's number.

    Raises:
        NotAllowed: The person may not issue FURs.
        NotFound: One of the debts is not the operator's.
        Refused: Nothing is owed, a day in the past, or a figure rests on an uncertified value.
        Conflict: A payment of one of them is under way.
    """
    actor.require(Permission.FUR_ISSUE)
    with res.database.unit() as unit:
        return issue_within(unit, res, actor, sources, payment_day, amount, shown=shown).number


def issue_within(
    unit: Unit,
    res: Resources,
    actor: Actor,
    sources: Sequence[str],
    payment_day: date,
    amount: int | None = None,
    *,
    shown: int | None = None,
) -> Fur:
    """The same in the caller's transaction, for debts that may have been entered in it.

    Raises:
        NotAllowed, NotFound, Refused, Conflict: As `issue_debts_fur`.
    """
    actor.require(Permission.FUR_ISSUE)
    quote(unit, res, actor, sources, payment_day, amount)  # whose debts they are, before any lock
    _lock(unit, sources)
    found = quote(unit, res, actor, sources, payment_day, amount, for_update=True)
    if shown is not None and shown != found.owed:
        raise Refused("contents_changed", CONTENTS_CHANGED)
    refuse_uncertified(found, res)
    replaced = _to_replace(unit, found)
    if len(replaced) == 1 and _says_the_same(unit, replaced[0], found):
        return replaced[0]
    fur = issue_quoted(unit, res, found, replaced, author_id=actor.user_id)
    for old in replaced:
        record(unit, res, actor, old, "fur.replaced", replaced_by=fur.number)
    record(unit, res, actor, fur, "fur.issued", debts=str(len(found.debts)))
    return fur


def reissue(unit: Unit, res: Resources, actor: Actor, fur: Fur, payment_day: date) -> Fur:
    """The FUR of the same debts for another day; one that paid a part keeps its sum.

    Raises:
        NotAllowed, NotFound, Refused, Conflict: As `issue_debts_fur`, or the FUR was paid.
    """
    if fur.state == FurState.PAID:
        raise Refused("not_replaceable", cannot_be_replaced(fur.number))
    sources = covering.covered_sources(unit, fur)
    return issue_within(unit, res, actor, sources, payment_day, partial_sum(unit, fur))


def _lock(unit: Unit, sources: Sequence[str]) -> None:
    """Lock in the order of all (ADR 20): declarations, then FURs; the debts come after them."""
    covering.declarations_of(unit, sources)
    for fur in covering.payable_covering(unit, sources):
        repository.fur_by_id(unit, fur.id or 0, for_update=True)


def _to_replace(unit: Unit, found: Quote) -> list[Fur]:
    sources = [each.debt.source for each in found.debts]
    payable = covering.payable_covering(unit, sources)
    locked = [repository.fur_by_id(unit, each.id or 0, for_update=True) for each in payable]
    for fur in locked:
        if fur.payment_pending:
            raise Conflict("payment_under_way", being_paid(fur.number))
    return locked


def _says_the_same(unit: Unit, fur: Fur, found: Quote) -> bool:
    """Whether a FUR pays these very debts, with the same amounts, on the same day."""
    lines = {
        (line.obligation_id, line.penalty, line.interest, line.principal)
        for line, _ in covering.debts_of(unit, fur)
    }
    wanted = {
        (each.debt.id, each.debt.left.penalty, each.interest, each.debt.capital)
        for each in found.debts
    }
    return lines == wanted and (fur.payment_day, fur.total) == (found.payment_day, found.amount)


def issue_quoted(
    unit: Unit, res: Resources, found: Quote, replaced: Sequence[Fur], *, author_id: int
) -> Fur:
    """Issue the FUR of a quote whose debts and FURs the caller has locked and checked.

    Args:
        unit: The caller's transaction.
        res: The resources of the process.
        found: What it pays; none of it rests on an uncertified value.
        replaced: The FURs whose place it takes, locked.
        author_id: Who asked for it.
    """
    for old in replaced:
        old.state = FurState.REPLACED
        unit.session.add(old)
    unit.flush()
    today = res.clock.today()
    operator = operator_by_id(unit, found.debts[0].obligation.operator_id)
    form = form_of_quote(res, operator, found, [each.number for each in replaced])
    shares = found.imputation.shares
    regimes = {each.obligation.regime for each in found.debts}
    expedientes = {each.obligation.expediente_id for each in found.debts}
    one = found.debts[0].obligation if len(found.debts) == 1 else None
    fur = Fur(
        number="",
        operator_id=operator.id or 0,
        expediente_id=expedientes.pop() if len(expedientes) == 1 else None,
        regime=(regimes.pop() or "") if len(regimes) == 1 else "",
        period=one.period if one else "",
        use=Use.PAYMENT,
        channel=Channel.ELECTRONIC,
        state=FurState.FILED,
        levy=sum(share.capital for share in shares),
        late_filing_penalty=sum(share.penalty for share in shares),
        arrears_interest=sum(share.interest for share in shares),
        total=found.amount,
        due_on=found.debts[0].debt.due_on,
        filing_day=today,
        payment_day=found.payment_day,
        rules_version=res.rules.version,
        sha256="",
        verification_hash="",
        issued_at=business_instant(res.clock).replace(microsecond=0),
        issued_on=today,
        issued_by_id=author_id,
        replaces_id=replaced[0].id if len(replaced) == 1 else None,
    )
    store(unit, res, fur, form)
    covering.add_debts(
        unit,
        [
            FurDebt(
                fur_id=fur.id or 0,
                obligation_id=each.debt.id,
                penalty=each.debt.left.penalty,
                interest=each.interest,
                principal=each.debt.capital,
            )
            for each in found.debts
        ],
    )
    return fur
