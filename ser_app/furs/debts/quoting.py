"""What some debts cost on a day, and how a sum would be imputed to them; changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.furs.debts import repository as covering
from ser_app.furs.debts.texts import NO_SUM, NOTHING_CHOSEN, NOTHING_OWED
from ser_app.furs.debts.under_way import refuse_under_way
from ser_app.furs.liquidating import refuse_past
from ser_app.furs.models import Fur
from ser_app.law.certification import missing_rate
from ser_app.law.errors import LawError
from ser_app.law.explanation import Figure
from ser_app.ledger import repository as books
from ser_app.ledger.debt import running_interest
from ser_app.ledger.imputing import Imputation, share_out
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.models import Obligation
from ser_app.ledger.posting import as_they_stand
from ser_app.ledger.shares import Asked, OpenDebt
from ser_app.ledger.statement.folding import interest_figure
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import Expediente
from ser_app.people.permissions import Permission
from ser_app.people.repository import expedientes_of

MOST_PESOS = 10**12
"""No sum of a FUR reaches it: what is longer was typed wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtToPay:
    """A chosen debt, brought to the day of payment; whole pesos.

    Attributes:
        expediente: Its number; empty for a debt of none. `service` is what it authorises.
        interest: All interest owed on that day, charged in the books or running.
        figure: The explanation of what runs.
        provisional: Whether it rests on a rate that is not certified yet.
    """

    obligation: Obligation
    debt: OpenDebt
    expediente: str
    service: str
    interest: int
    figure: Figure
    provisional: bool

    @property
    def kind(self) -> ObligationKind:
        """What sort of debt."""
        return ObligationKind(self.obligation.kind)

    @property
    def owed(self) -> int:
        """All that settles it on that day."""
        return self.debt.left.penalty + self.interest + self.debt.capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sum and how it would be imputed on a day; whole pesos.

    Attributes:
        debts: What is chosen and owed, the oldest due day first.
        amount: The sum; all that is owed unless another was asked for.
        imputation: A share for each debt, in the same order, and what exceeds them all.
    """

    payment_day: date
    debts: tuple[DebtToPay, ...]
    amount: int
    imputation: Imputation

    @property
    def owed(self) -> int:
        """What settles all of them on that day."""
        return sum(each.owed for each in self.debts)

    @property
    def partial(self) -> bool:
        """Whether something stays owed."""
        return self.amount < self.owed

    @property
    def provisional(self) -> bool:
        """Whether a figure rests on an uncertified value, so that no FUR can be issued."""
        return any(each.provisional for each in self.debts)


def payment_preview(
    res: Resources,
    actor: Actor,
    sources: Sequence[str],
    payment_day: date,
    amount: int | None = None,
) -> Quote:
    """What a FUR for these debts would say, and how its money would be imputed.

    Args:
        res: The resources of the process.
        actor: Somebody of the operator that owes them.
        sources: The debts, by what created them: `filing:<public id>`.
        payment_day: Business day to which interest runs.
        amount: The sum to pay, in pesos; all that is owed when None.

    Raises:
        NotAllowed: The person may not issue FURs.
        NotFound: One of the debts is not the operator's.
        Refused: Nothing is owed, no sum, or a day in the past or beyond the rules.
        Conflict: One of the debts is being paid already.
    """
    actor.require(Permission.FUR_ISSUE)
    with res.database.reading() as unit:
        found = quote(unit, res, actor, sources, payment_day, amount)
        refuse_under_way(unit, sources)
        return found


def quote(
    unit: Unit,
    res: Resources,
    actor: Actor,
    sources: Sequence[str],
    payment_day: date,
    amount: int | None,
    *,
    for_update: bool = False,
) -> Quote:
    """The same inside a transaction; `for_update` locks the debts until it ends."""
    if actor.scope.operator_id is None:  # a scope of some expedientes refuses by itself
        raise NotAllowed
    refuse_past(payment_day, res.clock.today())
    if amount is not None and not 0 < amount < MOST_PESOS:
        raise Refused("no_sum", NO_SUM, field="amount")
    wanted = list(dict.fromkeys(sources))
    if not wanted:
        raise Refused("nothing_chosen", NOTHING_CHOSEN)
    found = books.obligations_named(unit, wanted, for_update=for_update)
    if len(found) != len(wanted) or any(each.operator_id != actor.operator_id for each in found):
        raise NotFound
    return quote_of(unit, res, found, payment_day, amount)


def quote_of(
    unit: Unit,
    res: Resources,
    obligations: Sequence[Obligation],
    payment_day: date,
    amount: int | None,
) -> Quote:
    """The same for obligations that the caller has found and checked.

    Raises:
        Refused: Nothing is owed, or the rules do not reach the day.
    """
    debts = _to_pay(unit, res, obligations, payment_day)
    if not debts:
        raise Refused("nothing_owed", NOTHING_OWED)
    sum_to_pay = sum(each.owed for each in debts) if amount is None else amount
    found = share_out(
        sum_to_pay,
        [each.debt for each in debts],
        asked_of(debts, payment_day),
        payment_day,
        res.rules,
    )
    return Quote(payment_day=payment_day, debts=tuple(debts), amount=sum_to_pay, imputation=found)


def requote(unit: Unit, res: Resources, fur: Fur, payment_day: date) -> Quote:
    """What is left of a FUR's debts on another day; one that paid a part keeps its sum.

    Raises:
        Refused: Nothing is owed any more, or the rules do not reach the day.
    """
    sources = covering.covered_sources(unit, fur)
    found = books.obligations_named(unit, sources, for_update=False)
    return quote_of(unit, res, found, payment_day, partial_sum(unit, fur))


def partial_sum(unit: Unit, fur: Fur) -> int | None:
    """The sum that was asked for when a FUR of debts pays another than all of them, in pesos."""
    if fur.declaration_id is not None:
        return None
    owed = sum(
        line.penalty + line.interest + line.principal for line, _ in covering.debts_of(unit, fur)
    )
    return None if owed == fur.total else fur.total


def is_reduced(unit: Unit, declaration: Declaration) -> bool:
    """Whether something of an unpaid declaration was paid: from then on the books say what it owes.

    What was settled is never liquidated again.
    """
    if declaration.paid_on is not None:
        return False
    source = covering.filing_source(declaration.public_id)
    return source in books.reduced_sources(unit, [source])


def asked_of(debts: Sequence[DebtToPay], day: date) -> dict[str, Asked]:
    """What a payer is asked for of each debt on a form liquidated to a day."""
    return {
        each.debt.source: Asked(each.debt.source, each.interest, each.debt.capital, day)
        for each in debts
    }


def refuse_uncertified(found: Quote, res: Resources) -> None:
    """Let no FUR rest on a rate that is not certified yet.

    Raises:
        Refused: Names the month and who can load it.
    """
    if found.provisional:
        missing = missing_rate(found.payment_day, res.rules)
        raise Refused("uncertified_value", missing.sentence, field="payment_day")


def _to_pay(
    unit: Unit, res: Resources, obligations: Sequence[Obligation], day: date
) -> list[DebtToPay]:
    stand = zip(obligations, as_they_stand(unit, obligations), strict=True)
    owed = [(row, debt) for row, debt in stand if debt.left.total > 0]
    owed.sort(key=lambda pair: (pair[1].due_on, pair[1].id))
    operator = Scope(owed[0][0].operator_id) if owed else Scope(0)
    known = {each.id: each for each in expedientes_of(unit, operator)}
    return [_debt(res, row, debt, known.get(row.expediente_id), day) for row, debt in owed]


def _debt(
    res: Resources, row: Obligation, debt: OpenDebt, expediente: Expediente | None, day: date
) -> DebtToPay:
    try:
        running, accrual = running_interest(debt.left, debt.regime, day, res.rules)
        figure = interest_figure(debt.left, debt.regime, day, res.rules)
    except LawError as error:
        raise Refused(error.code, error.message, field="payment_day") from error
    return DebtToPay(
        obligation=row,
        debt=debt,
        expediente=expediente.number if expediente else "",
        service=expediente.service if expediente else "",
        interest=debt.left.interest + running,
        figure=figure,
        provisional=accrual.provisional,
    )
