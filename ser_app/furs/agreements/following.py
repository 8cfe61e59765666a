"""What is done about agreements by itself: FURs as rates come, reminders, fulfilment, default."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs.agreements.accelerating import accelerate_due, last_day
from ser_app.furs.agreements.issuing import issue_instalments
from ser_app.furs.agreements.mails import tell
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import Agreement
from ser_app.ledger.agreements.proposing import end, record, resume
from ser_app.ledger.agreements.standing import Meeting, Progress, progress
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import ACCELERATION_DAYS, REMINDER_DAYS
from ser_app.people.actor import Scope
from ser_app.web.words import day_long, due_in

_EVERYBODY: Final = Scope(None)


def work_once(res: Resources) -> int:
    """Follow every agreement in force; gives how many things were done.

    One that was fulfilled comes back into force when the bank gave a payment of it back.

    Each agreement has a transaction of its own, and doing it again changes nothing: a FUR is issued
    where there is none, a reminder has its own subject, a state is left once.
    """
    done = _resume_owed(res)
    with res.database.reading() as unit:
        running = [each.public_id for each in repository.in_force(unit)]
    for key in running:
        with res.database.unit() as unit:
            agreement = repository.locked_in_force(unit, key)
            if agreement is not None:
                done += _follow(unit, res, agreement)
    return done + accelerate_due(res)


def _resume_owed(res: Resources) -> int:
    with res.database.reading() as unit:
        keys = [each.public_id for each in repository.fulfilled_and_owed(unit)]
    for key in keys:
        with res.database.unit() as unit:
            agreement = repository.by_public_id(unit, _EVERYBODY, key, for_update=True)
            if agreement.state == AgreementState.FULFILLED:
                resume(agreement)
                record(unit, res, None, agreement, "resumed")
    return len(keys)


def _follow(unit: Unit, res: Resources, agreement: Agreement) -> int:
    today = res.clock.today()
    stored = repository.instalments_of(unit, [agreement.id or 0])
    made = progress(((row.number, row.due_on, left) for row, _, left in stored), today)
    if made.meeting is Meeting.PAID:
        end(res, agreement, AgreementState.FULFILLED, None, "")
        record(unit, res, None, agreement, "fulfilled")
        return 1
    issued = issue_instalments(unit, res, agreement, None)
    dues = [(row.due_on, max(0, left)) for row, _, left in stored]
    return (
        len(issued)
        + _remind(unit, res, agreement, made, dues)
        + _warn(unit, res, agreement, made, last_day(unit, res, agreement, stored))
    )


def _remind(
    unit: Unit,
    res: Resources,
    agreement: Agreement,
    made: Progress,
    dues: Sequence[tuple[date, int]],
) -> int:
    """Write once before a due day."""
    today, begun = res.clock.today(), agreement.starts_on or res.clock.today()
    told = 0
    days = res.rules.whole(REMINDER_DAYS, begun).value
    if made.following is not None and today >= made.following - timedelta(days=days):
        told += tell(
            unit,
            res,
            agreement,
            f"Cuota del {day_long(made.following)}, acuerdo {agreement.number}",
            f"La siguiente cuota de su acuerdo {due_in(made.following, today)}: "
            f"{format_pesos(_left_on(made.following, dues))} más los intereses del plazo. Su FUR "
            "dice el valor exacto. Si ya la pagó, no haga nada.",
        )
    return told


def _warn(
    unit: Unit, res: Resources, agreement: Agreement, made: Progress, last: date | None
) -> int:
    """Write once after a due day was missed, and once more when a bank gave a payment back."""
    if made.oldest is None or last is None:
        return 0
    wait = res.rules.whole(ACCELERATION_DAYS, agreement.starts_on or res.clock.today()).value
    missed = day_long(made.oldest)
    if last - timedelta(days=wait) > made.oldest:
        return tell(
            unit,
            res,
            agreement,
            f"El banco devolvió el pago de la cuota del {missed}, acuerdo {agreement.number}",
            f"El banco devolvió el dinero con el que se pagó la cuota que vencía el {missed}: se "
            f"debe otra vez. Si no se paga hasta el {day_long(last)}, toda la deuda del acuerdo se "
            "hace exigible.",
        )
    return tell(
        unit,
        res,
        agreement,
        f"Cuota vencida del {missed}, acuerdo {agreement.number}",
        f"No hemos recibido la cuota que vencía el {missed}. Si no se paga hasta el "
        f"{day_long(last)}, toda la deuda del acuerdo se hace exigible. Si ya la pagó en un banco, "
        "el recaudo puede tardar en llegar: vale desde el día en que pagó.",
    )


def _left_on(due_on: date, dues: Sequence[tuple[date, int]]) -> int:
    return sum(left for each, left in dues if each == due_on)
