"""A payment that the bank gave back, owed again as a debt of its own.

What it had paid stays paid: later figures rest on it. The operator owes the pesos that are missing
from the day on which the bank gave them back (rule `returned_payment_due`, a decision), with the
interest of debts that are no levy, since no expediente and no period owes them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.law.parameters.values import Dated
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account, Concept, Journal, Kind, ObligationKind, against
from ser_app.ledger.models import Obligation
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.models import Charge
from ser_app.ledger.obligations.recording import record_entered
from ser_app.ledger.obligations.texts import entered_words, returned_words
from ser_app.people.actor import Actor

DUE: Final = "returned_payment_due"
NORM: Final = "Regla del sistema «Vencimiento de un pago devuelto» (decisión)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Pesos of a payment that the bank gave back.

    Attributes:
        payment: What people call the payment: `FUR-2013-000123`.
        amount: Whole pesos.
        against: The account that holds the missing pesos until the debt does.
        paid_on: Value day of the payment.
        given_back_on: Day on which the bank gave it back.
        act: Number of the act that makes it owed, and its day.
    """

    operator_id: int
    payment: str
    amount: int
    against: Account
    paid_on: date
    given_back_on: date
    act: str
    act_day: date


def due_rule(res: Resources, day: date) -> Dated[str]:
    """From which day such a debt is owed, with its provenance."""
    return res.rules.choice(DUE, day)


def due_day(res: Resources, paid_on: date, given_back_on: date) -> date:
    """The due day of such a debt: used as it is, never moved to a working day."""
    rule = due_rule(res, given_back_on)
    return given_back_on if rule.value == "day_given_back" else paid_on


def enter_returned(unit: Unit, res: Resources, actor: Actor, returned: Returned) -> Obligation:
    """Make it owed, in the caller's transaction, which has checked everything."""
    key, words = public_id(), returned_words(returned.payment)
    due = due_day(res, returned.paid_on, returned.given_back_on)
    debt = Obligation(
        source=f"{ObligationKind.RETURNED}:{key}",
        operator_id=returned.operator_id,
        expediente_id=None,
        kind=ObligationKind.RETURNED,
        regime=None,
        period=str(returned.given_back_on.year),
        description=words,
        due_on=due,
    )
    repository.add_all(unit, [debt])
    repository.add_all(unit, [_charge(res, actor, returned, key, debt)])
    journal = Journal(
        source=debt.source,
        kind=Kind.ENTRY,
        operator_id=returned.operator_id,
        posted_on=max(res.clock.today(), due),
        value_day=due,
        description=entered_words(ObligationKind.RETURNED, words, returned.act),
        lines=against(Account.DEBTOR, returned.against, {Concept.LEVY: returned.amount}, debt.id),
        reason={
            "act": returned.act,
            "norm": NORM,
            "due": due_rule(res, returned.given_back_on).value,
            "rules_version": res.rules.version,
        },
    )
    books.add_journal(unit, journal, res.clock.now())
    record_entered(
        unit, res, actor, key,
        operator_id=returned.operator_id, kind=ObligationKind.RETURNED, act=returned.act,
        amount=returned.amount, due_on=due,
    )  # fmt: skip
    return debt


def _charge(res: Resources, actor: Actor, returned: Returned, key: str, debt: Obligation) -> Charge:
    return Charge(
        public_id=key,
        obligation_id=debt.id or 0,
        operator_id=returned.operator_id,
        kind=ObligationKind.RETURNED,
        amount=returned.amount,
        act=returned.act,
        act_day=returned.act_day,
        norm=NORM,
        entered_by_id=actor.user_id,
        entered_by=actor.label,
        entered_at=res.clock.now(),
    )
