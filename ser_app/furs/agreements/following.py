"""What is done about agreements by itself: FURs as rates come, reminders, fulfilment, default."""

from collections.abc import Sequence
from datetime import date, timedelta

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs.agreements.accelerating import accelerate_due
from ser_app.furs.agreements.issuing import issue_instalments
from ser_app.furs.agreements.mails import tell
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import Agreement
from ser_app.ledger.agreements.proposing import end, record
from ser_app.ledger.agreements.standing import Meeting, Progress, progress
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import ACCELERATION_DAYS, REMINDER_DAYS
from ser_app.web.words import day_long, due_in


def work_once(res: Resources) -> int:
    """Follow every agreement in force; gives how many things were done.

    Each agreement has a transaction of its own, and doing it again changes nothing: a FUR is issued
    where there is none, a reminder has its own subject, a state is left once.
    """
    with res.database.reading() as unit:
        running = [each.public_id for each in repository.in_force(unit)]
    done = 0
    for key in running:
        with res.database.unit() as unit:
            agreement = repository.locked_in_force(unit, key)
            if agreement is not None:
                done += _follow(unit, res, agreement)
    return done + accelerate_due(res)


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
    return len(issued) + _remind(unit, res, agreement, made, dues)


def _remind(
    unit: Unit,
    res: Resources,
    agreement: Agreement,
    made: Progress,
    dues: Sequence[tuple[date, int]],
) -> int:
    """Write once before a due day, and once after it was missed."""
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
    if made.oldest is not None:
        wait = res.rules.whole(ACCELERATION_DAYS, begun).value
        last = made.oldest + timedelta(days=wait)
        told += tell(
            unit,
            res,
            agreement,
            f"Cuota vencida del {day_long(made.oldest)}, acuerdo {agreement.number}",
            f"No hemos recibido la cuota que vencía el {day_long(made.oldest)}. Si no se paga "
            f"hasta el {day_long(last)}, toda la deuda del acuerdo se hace exigible. Si ya la pagó "
            "en un banco, el recaudo puede tardar en llegar: vale desde el día en que pagó.",
        )
    return told


def _left_on(due_on: date, dues: Sequence[tuple[date, int]]) -> int:
    return sum(left for each, left in dues if each == due_on)
