"""Enter obligations: one from the form, or all those of a file, in one transaction."""

from collections.abc import Sequence

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger import repository as books
from ser_app.ledger.debt import remaining, running_interest
from ser_app.ledger.journal import (
    Account,
    Concept,
    Journal,
    Kind,
    Line,
    against,
)
from ser_app.ledger.models import Obligation
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.checking import OverdueDebt, Ready, check
from ser_app.ledger.obligations.columns import Problem
from ser_app.ledger.obligations.knowing import known_of
from ser_app.ledger.obligations.models import Charge
from ser_app.ledger.obligations.reading import Raw, read
from ser_app.ledger.obligations.recording import record_entered
from ser_app.ledger.obligations.texts import (
    entered_words,
    interest_until_words,
    transferred_words,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission


def preview(res: Resources, actor: Actor, raw: Raw) -> Ready | list[Problem]:
    """What would be entered, or all that is wrong with it; nothing is stored.

    Raises:
        NotAllowed: The person may not enter obligations.
    """
    actor.require(Permission.OBLIGATION_ENTER)
    today = res.clock.today()
    typed = read(raw, today)
    if isinstance(typed, list):
        return typed
    with res.database.reading() as unit:
        found = check(typed, known_of(unit, [typed], today), res.rules, today)
    return [found] if isinstance(found, Problem) else found


def enter(res: Resources, actor: Actor, raw: Raw) -> str:
    """Enter one obligation.

    Args:
        res: The resources of the process.
        actor: Somebody of Tesorería.
        raw: What was typed.

    Returns:
        Its public id.

    Raises:
        NotAllowed: The person may not.
        Refused: Something is wrong; `field` names the first field.
    """
    actor.require(Permission.OBLIGATION_ENTER)
    today = res.clock.today()
    typed = read(raw, today)
    if isinstance(typed, list):
        raise _refusal(typed[0])
    with res.database.unit() as unit:
        found = check(typed, known_of(unit, [typed], today, lock=True), res.rules, today)
        if isinstance(found, Problem):
            raise _refusal(found)
        return enter_all(unit, res, actor, [found])[0]


def _refusal(problem: Problem) -> Refused:
    return Refused("invalid_obligation", problem.sentence, field=problem.field or None)


def enter_all(
    unit: Unit, res: Resources, actor: Actor, ready: Sequence[Ready], file_id: int | None = None
) -> list[str]:
    """Write checked obligations in the caller's transaction; gives their public ids, in order.

    Few statements whatever their number: the debts first, then their acts, entries and journals.
    """
    keys = [public_id() for _ in ready]
    debts = [_obligation(each, key) for each, key in zip(ready, keys, strict=True)]
    repository.add_all(unit, debts)
    charges = [
        _charge(res, actor, each, key, debt, file_id)
        for each, key, debt in zip(ready, keys, debts, strict=True)
    ]
    repository.add_all(unit, charges)
    plain = [
        _journal(res, each, debt) for each, debt in zip(ready, debts, strict=True) if not each.parts
    ]
    books.add_journals(unit, plain, res.clock.now())
    for each, debt in zip(ready, debts, strict=True):
        if each.parts:
            _transfer(unit, res, each, debt)
    for each, key in zip(ready, keys, strict=True):
        record_entered(
            unit, res, actor, key,
            operator_id=each.operator_id, kind=each.typed.kind, act=each.typed.act,
            amount=each.amount, due_on=each.due_on,
        )  # fmt: skip
    return keys


def _obligation(ready: Ready, key: str) -> Obligation:
    typed = ready.typed
    return Obligation(
        source=f"{typed.kind}:{key}",
        operator_id=ready.operator_id,
        expediente_id=ready.expediente_id,
        kind=typed.kind,
        regime=ready.regime,
        period=ready.period,
        description=typed.description,
        due_on=ready.due_on,
    )


def _charge(
    res: Resources, actor: Actor, ready: Ready, key: str, debt: Obligation, file_id: int | None
) -> Charge:
    typed = ready.typed
    return Charge(
        public_id=key,
        obligation_id=debt.id or 0,
        operator_id=ready.operator_id,
        kind=typed.kind,
        right_kind=typed.right or "",
        units=typed.units,
        amount=ready.amount,
        computed=ready.reason is not None,
        act=typed.act,
        act_day=typed.act_day,
        final_on=typed.final_on,
        norm=typed.norm,
        file_id=file_id,
        entered_by_id=actor.user_id,
        entered_by=actor.label,
        entered_at=res.clock.now(),
    )


def _journal(res: Resources, ready: Ready, debt: Obligation) -> Journal:
    typed, reason = ready.typed, ready.reason
    return Journal(
        source=debt.source,
        kind=Kind.ENTRY,
        operator_id=ready.operator_id,
        posted_on=res.clock.today(),
        value_day=ready.value_day,
        description=entered_words(typed.kind, typed.description, typed.act),
        lines=against(Account.DEBTOR, Account.REVENUE, {ready.concept: ready.amount}, debt.id),
        reason={
            "act": typed.act,
            "norm": typed.norm,
            "amount": reason.substitution if reason else "",
            "rules_version": res.rules.version,
        },
    )


def _transfer(unit: Unit, res: Resources, ready: Ready, debt: Obligation) -> None:
    """Move capital from the debts that the instalment names to it, so that it is owed once."""
    lines: list[Line] = []
    for old, amount in ready.parts:
        _charge_interest(unit, res, ready, old, debt)
        lines += [
            Line(Account.DEBTOR, ready.concept, -amount, old.id),
            Line(Account.DEBTOR, ready.concept, amount, debt.id),
        ]
    typed = ready.typed
    journal = Journal(
        source=debt.source,
        kind=Kind.TRANSFER,
        operator_id=ready.operator_id,
        posted_on=res.clock.today(),
        value_day=ready.value_day,
        description=transferred_words(typed.description, typed.act),
        lines=lines,
        reason={"act": typed.act, "norm": typed.norm},
    )
    books.add_journal(unit, journal, res.clock.now())


def _charge_interest(
    unit: Unit, res: Resources, ready: Ready, old: OverdueDebt, debt: Obligation
) -> None:
    """Charge what an old debt's capital bore until the transfer; from then on the rest runs anew.

    The interest stays owed with the old debt.
    """
    left = remaining(old.due_on, books.movements_of(unit, old.id))
    amount, _ = running_interest(left, ready.regime, ready.value_day, res.rules)
    if not amount:
        return
    journal = Journal(
        source=f"interest:{debt.source}:{old.id}",
        kind=Kind.INTEREST,
        operator_id=ready.operator_id,
        posted_on=res.clock.today(),
        value_day=ready.value_day,
        description=interest_until_words(old.description),
        lines=against(Account.DEBTOR, Account.REVENUE, {Concept.INTEREST: amount}, old.id),
    )
    books.add_journal(unit, journal, res.clock.now())
