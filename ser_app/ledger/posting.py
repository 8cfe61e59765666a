"""Write in the books what happened elsewhere, in the transaction in which it happens."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.law.imputation import Debt, Order, impute
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime
from ser_app.ledger import repository
from ser_app.ledger.debt import Remaining, remaining
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.models import Obligation
from ser_app.ledger.texts import filed_words, interest_words, paid_words, replaced_words

_FILING: Final = "filing:{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A declaration that was filed, whole pesos.

    Attributes:
        public_id: The declaration's.
        levy: Capital owed with it, before balance in favour is applied: the whole levy, or what
            a correction adds to what was settled.
        penalty: Sanción of its form.
        adjustment: Yearly adjustment (D1972).
        balance_applied: Balance in favour applied to the levy.
        balance_left: Balance in favour that a lower correction leaves.
        replaces: The unpaid declaration whose debt this one takes over; empty otherwise.
    """

    public_id: str
    operator_id: int
    expediente_id: int
    regime: Regime
    period: str
    due_on: date
    filed_on: date
    levy: int
    penalty: int
    adjustment: int = 0
    balance_applied: int = 0
    balance_left: int = 0
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A FUR that was paid, whole pesos.

    Attributes:
        fur: The FUR's number.
        declaration: Public id of the declaration that it settles.
        amount: What was received.
        interest: Interest as the FUR liquidated it, which is what the payer was asked for.
        value_day: Day on which the money counts.
    """

    fur: str
    declaration: str
    operator_id: int
    amount: int
    interest: int
    value_day: date


def post(unit: Unit, res: Resources, journal: Journal) -> bool:
    """Write a journal; a source that was written already changes nothing.

    Returns:
        Whether it was written now.
    """
    if repository.journal_exists(unit, journal.source):
        return False
    repository.add_journal(unit, journal, res.clock.now())
    return True


def post_filing(unit: Unit, res: Resources, filed: Filed) -> None:
    """Enter what a filing makes owed, and what it changes of the filing that it corrects."""
    source = _FILING.format(filed.public_id)
    if repository.journal_exists(unit, source):
        return
    if filed.replaces:
        _take_back(unit, res, filed)
    owed = {
        Concept.LEVY: filed.levy,
        Concept.PENALTY: filed.penalty,
        Concept.ADJUSTMENT: filed.adjustment,
    }
    debt = _new_debt(unit, filed, source) if any(owed.values()) else None
    lines = [
        *against(Account.DEBTOR, Account.REVENUE, owed, debt),
        *against(Account.IN_FAVOUR, Account.DEBTOR, {Concept.LEVY: filed.balance_applied}, debt),
        *against(Account.REVENUE, Account.IN_FAVOUR, {Concept.LEVY: filed.balance_left}, None),
    ]
    if lines:
        words = filed_words(filed.period, filed.balance_applied, filed.balance_left)
        post(unit, res, _journal(filed, source, Kind.FILING, words, lines))


def _new_debt(unit: Unit, filed: Filed, source: str) -> int:
    return repository.add_obligation(
        unit,
        Obligation(
            source=source,
            operator_id=filed.operator_id,
            expediente_id=filed.expediente_id,
            regime=filed.regime,
            period=filed.period,
            description=f"Declaración de {filed.period}",
            due_on=filed.due_on,
        ),
    )


def _take_back(unit: Unit, res: Resources, filed: Filed) -> None:
    """Reverse the entries of the corrected filing: with the correction all of it is owed anew."""
    before = _FILING.format(filed.replaces)
    lines = [
        Line(line.account, line.concept, -line.amount, line.obligation_id)
        for line in repository.lines_of(unit, before)
    ]
    if lines:
        words = replaced_words(filed.period)
        post(
            unit, res, _journal(filed, f"replaced:{filed.replaces}", Kind.REPLACEMENT, words, lines)
        )


def _journal(filed: Filed, source: str, kind: Kind, words: str, lines: list[Line]) -> Journal:
    return Journal(
        source=source,
        kind=kind,
        operator_id=filed.operator_id,
        posted_on=filed.filed_on,
        value_day=filed.filed_on,
        description=words,
        lines=lines,
    )


def post_collection(unit: Unit, res: Resources, paid: Collected) -> None:
    """Enter a payment: the interest that it pays is charged first, then the money is imputed."""
    if repository.journal_exists(unit, f"payment:{paid.fur}"):
        return
    debt = repository.obligation_of(unit, _FILING.format(paid.declaration))
    if debt is None or debt.id is None:
        raise LookupError(f"{paid.declaration} is not in the books")
    left = remaining(debt.due_on, repository.movements_of(unit, debt.id))
    charge = max(0, paid.interest - left.interest)
    if charge:
        post(unit, res, _charged(paid, res, debt, charge))
    post(unit, res, _imputed(paid, res, debt, replace(left, interest=left.interest + charge)))


def _charged(paid: Collected, res: Resources, debt: Obligation, charge: int) -> Journal:
    return Journal(
        source=f"interest:{paid.fur}",
        kind=Kind.INTEREST,
        operator_id=paid.operator_id,
        posted_on=max(res.clock.today(), paid.value_day),
        value_day=paid.value_day,
        description=interest_words(debt.period),
        lines=against(Account.DEBTOR, Account.REVENUE, {Concept.INTEREST: charge}, debt.id),
    )


def _imputed(paid: Collected, res: Resources, debt: Obligation, left: Remaining) -> Journal:
    order = order_of(regime_of(debt), debt.due_on, res.rules)
    shares, excess = _shares(paid.amount, left, order)
    return Journal(
        source=f"payment:{paid.fur}",
        kind=Kind.PAYMENT,
        operator_id=paid.operator_id,
        posted_on=max(res.clock.today(), paid.value_day),
        value_day=paid.value_day,
        description=paid_words(paid.fur, debt.period),
        lines=[
            *against(Account.COLLECTED, Account.DEBTOR, shares, debt.id),
            *against(Account.COLLECTED, Account.IN_FAVOUR, {Concept.LEVY: excess}, None),
        ],
        reason={
            "order": order.value,
            "why": order.reason,
            **{concept.value: share for concept, share in shares.items()},
            "in_favour": excess,
            "rules_version": res.rules.version,
        },
    )


def regime_of(debt: Obligation) -> Regime | None:
    """The regime of a debt; None for one that concerns no expediente."""
    return Regime(debt.regime) if debt.regime else None


def order_of(regime: Regime | None, due_on: date, rules: RuleBook) -> Order:
    """In which order a payment of a regime's debt is imputed (rules.md, section 6).

    A debt of no regime follows radio, as every debt does whose norm says nothing (decision).

    Raises:
        UnknownParameter: The rule has no value on the due day.
    """
    name = f"imputation_order.{regime or Regime.RADIO}"
    return Order(rules.choice(name, due_on).value)


def _shares(amount: int, left: Remaining, order: Order) -> tuple[dict[Concept, int], int]:
    """What a payment pays of each part of a debt, and what exceeds it, in whole pesos."""
    principal = left.levy + left.fine + left.adjustment
    found = impute(amount, [Debt(0, left.since, left.penalty, left.interest, principal)], order)
    applied = found.applied[0]
    levy = min(int(applied.principal), left.levy)
    fine = min(applied.principal - levy, left.fine)
    shares = {
        Concept.PENALTY: int(applied.penalty),
        Concept.INTEREST: int(applied.interest),
        Concept.LEVY: levy,
        Concept.FINE: fine,
        Concept.ADJUSTMENT: applied.principal - levy - fine,
    }
    return shares, int(found.balance_in_favour)
