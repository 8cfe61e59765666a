"""Who is reported as a defaulter, and which debts go to coercive collection."""

from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.ledger.ageing import repository as ageing_rows
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import DefaulterReport, Referral
from ser_app.ledger.agreements.texts import (
    ACT_NEEDED,
    DAY_BEFORE_DUE,
    DAY_BEFORE_LIFTING,
    DAY_BEFORE_REPORT,
    DAY_NEEDED,
    NO_OPERATOR,
    NOT_REFERABLE,
    NOT_REPORTED,
    REFERRED_ALREADY,
    REPORTED_ALREADY,
    SOURCE_NEEDED,
)
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day_long

_LONGEST_SOURCE: Final = 120
_LONGEST_ACT: Final = 60


def report(
    res: Resources, actor: Actor, operator_id: str, *, source: str, on_day: date | None
) -> None:
    """Note that an operator is reported as a defaulter: it gets no agreement until it is lifted.

    Args:
        res: The resources of the process.
        actor: Somebody of Cartera.
        operator_id: Public id of the operator.
        source: The bulletin that says so.
        on_day: Its day, today or before, not before the last report was lifted; None where it
            could not be read.

    Raises:
        NotAllowed: The person may not.
        Refused: Something is missing; `field` says what.
        Conflict: It is reported already.
    """
    _note(res, actor, operator_id, source, on_day, reported=True)


def lift(
    res: Resources, actor: Actor, operator_id: str, *, source: str, on_day: date | None
) -> None:
    """Note that a report was lifted, with the certificate that says so, not older than the report.

    Raises:
        NotAllowed, Refused: As `report`.
        Conflict: It is not reported.
    """
    _note(res, actor, operator_id, source, on_day, reported=False)


def _note(
    res: Resources,
    actor: Actor,
    operator_id: str,
    source: str,
    on_day: date | None,
    *,
    reported: bool,
) -> None:
    actor.require(Permission.DEFAULTER_REPORT)
    source = " ".join(source.split())
    if not 0 < len(source) <= _LONGEST_SOURCE or not source.isprintable():
        raise Refused("source_missing", SOURCE_NEEDED, field="source")
    if on_day is None or on_day > res.clock.today():
        raise Refused("day_missing", DAY_NEEDED, field="on_day")
    with res.database.unit() as unit:
        key = _operator(unit, actor, operator_id)
        repository.lock_operator(unit, key)
        last = repository.last_report(unit, key)
        if (last is not None and last.reported) is reported:
            told = REPORTED_ALREADY if reported else NOT_REPORTED
            raise Conflict("reported_already" if reported else "not_reported", told)
        if last is not None and on_day < last.on_day:
            told = DAY_BEFORE_REPORT if last.reported else DAY_BEFORE_LIFTING
            raise Refused("day_too_early", told.format(day=day_long(last.on_day)), field="on_day")
        row = DefaulterReport(
            operator_id=key,
            reported=reported,
            source=source,
            on_day=on_day,
            entered_by_id=actor.user_id,
            entered_by=actor.label,
            entered_at=res.clock.now(),
        )
        repository.add(unit, row)
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"operator:{operator_id}",
            action="defaulter.reported" if reported else "defaulter.lifted",
            author=actor,
            operator_id=key,
            detail={"source": source, "on_day": on_day.isoformat()},
        )


def _operator(unit: Unit, actor: Actor, public_id: str) -> int:
    try:
        return people.operator_by_public_id(unit, actor.scope, public_id).id or 0
    except NotFound as error:
        raise Refused("no_operator", NO_OPERATOR, field="operator") from error


def refer(res: Resources, actor: Actor, source: str, *, act: str, act_day: date | None) -> None:
    """Note that an overdue debt was referred to coercive collection; the debt stays as it is.

    Args:
        res: The resources of the process.
        actor: Somebody of Cartera.
        source: What created the debt.
        act: Number of the act or memorandum.
        act_day: Its day, after the debt fell due, today or before; None where it could not be read.

    Raises:
        NotAllowed: The person may not.
        NotFound: There is no such debt.
        Refused: It is not overdue or owes nothing, or something is missing; `field` says what.
        Conflict: It was referred before.
    """
    actor.require(Permission.REFERRAL_ENTER)
    today, act = res.clock.today(), " ".join(act.split())
    if not 0 < len(act) <= _LONGEST_ACT or not act.isprintable():
        raise Refused("act_missing", ACT_NEEDED, field="act")
    if act_day is None or act_day > today:
        raise Refused("day_missing", DAY_NEEDED, field="act_day")
    with res.database.unit() as unit:
        debt, standing = ageing_rows.debt_to_refer(unit, source)
        if debt.due_on >= today or standing is None or standing.amount <= 0:
            raise Refused("not_referable", NOT_REFERABLE)
        if act_day <= debt.due_on:
            told = DAY_BEFORE_DUE.format(day=day_long(debt.due_on))
            raise Refused("day_too_early", told, field="act_day")
        if ageing_rows.referral_of(unit, debt.id or 0) is not None:
            raise Conflict("referred_already", REFERRED_ALREADY)
        row = Referral(
            obligation_id=debt.id or 0,
            operator_id=debt.operator_id,
            act=act,
            act_day=act_day,
            entered_by_id=actor.user_id,
            entered_by=actor.label,
            entered_at=res.clock.now(),
        )
        repository.add(unit, row)
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"obligation:{source.partition(':')[2]}",
            action="obligation.referred",
            author=actor,
            operator_id=debt.operator_id,
            detail={"act": act, "act_day": act_day.isoformat()},
        )
