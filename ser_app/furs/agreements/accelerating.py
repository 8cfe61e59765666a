"""An agreement that is not met: all that is left of it becomes due at once."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ser_app.base.database import Unit
from ser_app.base.errors import Refused, SerError
from ser_app.base.resources import Resources
from ser_app.furs.agreements.approving import expediente_numbers
from ser_app.furs.agreements.mails import tell
from ser_app.furs.agreements.retiring import lock_and_retire
from ser_app.furs.agreements.texts import retired_by_acceleration
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import Agreement, AgreementInstalment
from ser_app.ledger.agreements.moving import Target, charge_interest, move
from ser_app.ledger.agreements.owed import Brought, parts_of
from ser_app.ledger.agreements.proposing import end, record
from ser_app.ledger.agreements.schedule import Group, Part, Row
from ser_app.ledger.agreements.simulating import bring
from ser_app.ledger.agreements.standing import patience_from, progress
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import ACCELERATION_DAYS
from ser_app.ledger.agreements.texts import (
    PAID_MEANWHILE,
    accelerated_interest_words,
    accelerated_words,
    acceleration_reason,
    apart_words,
)
from ser_app.ledger.models import Obligation
from ser_app.ledger.repository import given_back_on
from ser_app.web.words import day_long

Stored = tuple[AgreementInstalment, Obligation, int]


def accelerate(unit: Unit, res: Resources, agreement: Agreement) -> bool:
    """Make the whole rest of an agreement due today, if an instalment was missed for long enough.

    Interest until today is charged to what is left of each instalment; all of it moves to one debt
    for each group, due today. The FURs of the instalments are annulled. Money that was received for
    an instalment in time and comes to be known later finds Tesorería, never a second debt.

    Args:
        unit: The caller's transaction, in which the agreement is locked.
        res: The resources of the process.
        agreement: In force.

    Returns:
        Whether it was accelerated now.

    Raises:
        Refused: A payment of an instalment is under way or came just now, or a rate is missing; it
            stays as it is.
    """
    today = res.clock.today()
    stored = repository.instalments_of(unit, [agreement.id or 0])
    made = progress(((row.number, row.due_on, left) for row, _, left in stored), today)
    last = last_day(unit, res, agreement, stored)
    if made.oldest is None or last is None or today <= last:
        return False
    sources = [debt.source for _, debt, left in stored if left > 0]
    rows = lock_and_retire(unit, res, sources, retired_by_acceleration(agreement.number), None)
    _refuse_paid_meanwhile(unit, agreement, stored)
    debts = bring(unit, res, rows, today)
    if not debts or any(each.provisional for each in debts):
        return False
    charge_interest(
        unit, res, debts, f"{agreement.public_id}:accelerated",
        lambda debt: accelerated_interest_words(debt, agreement.number),
    )  # fmt: skip
    _gather(unit, res, agreement, debts, _of_the_term(debts, stored))
    end(res, agreement, AgreementState.ACCELERATED, None, acceleration_reason(made.oldest))
    owed = sum(each.total for each in debts)
    record(unit, res, None, agreement, "accelerated", total=owed, missed=made.oldest.isoformat())
    _tell(unit, res, agreement, owed, made.oldest)
    return True


def _refuse_paid_meanwhile(unit: Unit, agreement: Agreement, stored: Sequence[Stored]) -> None:
    """Decide again on what is left now that nobody can pay: the missed instalment may be paid.

    Raises:
        Refused: Something was paid while the locks were waited for; nothing of this is kept.
    """
    now = repository.instalments_of(unit, [agreement.id or 0])
    if [left for _, _, left in now] != [left for _, _, left in stored]:
        raise Refused("paid_meanwhile", PAID_MEANWHILE.format(number=agreement.number))


def last_day(
    unit: Unit,
    res: Resources,
    agreement: Agreement,
    stored: Sequence[Stored],
) -> date | None:
    """The last day on which a missed instalment may still be paid; None when none was missed."""
    today = res.clock.today()
    back = given_back_on(unit, [debt.id or 0 for _, debt, _ in stored])
    rows = ((row.due_on, left, back.get(debt.id or 0)) for row, debt, left in stored)
    begins = patience_from(rows, today)
    wait = res.rules.whole(ACCELERATION_DAYS, agreement.starts_on or today).value
    return begins + timedelta(days=wait) if begins else None


def _of_the_term(debts: Sequence[Brought], stored: Sequence[Stored]) -> dict[Group, int]:
    """What of the interest of each group accrued since the agreement began, and not before."""
    earlier = {row.obligation_id: row.arrears for row, _, _ in stored}
    found: dict[Group, int] = {}
    for each in debts:
        charged = max(0, each.debt.left.interest - earlier.get(each.debt.id, 0))
        found[each.group] = found.get(each.group, 0) + each.running + charged
    return found


def _gather(
    unit: Unit,
    res: Resources,
    agreement: Agreement,
    debts: Sequence[Brought],
    of_the_term: Mapping[Group, int],
) -> None:
    """One debt for each group, with all parts of it."""
    today = res.clock.today()
    groups: dict[Group, list[Part]] = {}
    for part in parts_of(debts, res.rules):
        groups.setdefault(part.group, []).append(part)
    words = accelerated_words(agreement.number)
    numbers = expediente_numbers(unit, agreement)
    targets = [
        Target(group, today, words + apart_words(group, groups, numbers), tuple(found))
        for group, found in groups.items()
    ]
    reason = {"agreement": agreement.number, "rules_version": res.rules.version}
    made = move(unit, res, agreement.operator_id, targets, reason)
    number = agreement.instalments + 1
    for target, debt in zip(targets, made, strict=True):
        row = Row(number, today, target.parts, ())
        instalment = AgreementInstalment(
            agreement_id=agreement.id or 0,
            number=number,
            obligation_id=debt.id or 0,
            due_on=today,
            capital=row.capital,
            penalty=row.penalty,
            arrears=row.arrears - of_the_term[target.group],
            term_interest=of_the_term[target.group],
            certified=True,
        )
        repository.add(unit, instalment)


def _tell(unit: Unit, res: Resources, agreement: Agreement, owed: int, missed: date) -> None:
    tell(
        unit,
        res,
        agreement,
        f"Su acuerdo de pago {agreement.number} se incumplió",
        f"La cuota que vencía el {day_long(missed)} no se pagó. Por la cláusula aceleratoria, "
        f"desde hoy se debe todo lo que quedaba: {format_pesos(owed)}, con intereses hasta el día "
        "en que se pague. Lo que ya pagó quedó abonado.",
    )


def accelerate_due(res: Resources) -> int:
    """Accelerate every agreement whose time has come, each in its own transaction; for the job.

    One that cannot be accelerated now, because a payment is under way, is asked again.
    """
    with res.database.reading() as unit:
        running = [each.public_id for each in repository.in_force(unit)]
    done = 0
    for key in running:
        try:
            with res.database.unit() as unit:
                agreement = repository.locked_in_force(unit, key)
                done += agreement is not None and accelerate(unit, res, agreement)
        except SerError:
            continue
    return done
