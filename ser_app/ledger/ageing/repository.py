"""All queries of the ageing of overdue debts, and of referrals; for the Ministry only."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.many import among
from ser_app.ledger.ageing.prescription import BUCKETS, Bucket
from ser_app.ledger.agreements.models import Agreement, AgreementDebt, Referral
from ser_app.ledger.agreements.states import UNDECIDED
from ser_app.ledger.models import LedgerStanding, Obligation
from ser_app.ledger.obligations.models import Pledge
from ser_app.people.models import Expediente, Operator

PAGE_SIZE: Final = 50
Found = tuple[Obligation, LedgerStanding, Operator, str | None, Referral | None]


def sums(unit: Unit, today: date) -> dict[str, tuple[int, int]]:
    """How many overdue debts there are of each age, and what the books say is left of them."""
    place = case(*((_aged(bucket, today), bucket.key) for bucket in BUCKETS), else_="")
    query = (
        select(place, func.count(), func.coalesce(func.sum(LedgerStanding.amount), 0))
        .select_from(LedgerStanding)
        .join(Obligation, col(Obligation.id) == col(LedgerStanding.obligation_id))
        .where(*_overdue(today))
        .group_by(place)
    )
    return {key: (int(count), int(amount)) for key, count, amount in unit.session.exec(query)}


def _overdue(today: date) -> list[ColumnElement[bool]]:
    return [col(LedgerStanding.amount) > 0, col(Obligation.due_on) < today]


def _aged(bucket: Bucket, today: date) -> ColumnElement[bool]:
    earliest, latest = bucket.due_between(today)
    found = col(Obligation.due_on) <= latest
    return found if earliest is None else found & (col(Obligation.due_on) >= earliest)


def overdue(
    unit: Unit,
    today: date,
    *,
    bucket: Bucket | None = None,
    started_until: date | None = None,
    to_refer_until: date | None = None,
    referred: bool = False,
    page: int = 1,
) -> list[Found]:
    """A page of overdue debts, the oldest first, and one more that tells of others.

    Args:
        unit: The open unit.
        today: The business day.
        bucket: Only of this age.
        started_until: Only those whose prescription runs since that day or longer.
        to_refer_until: Only those due until that day that were not referred and are in no proposal.
        referred: Only those that were referred.
        page: From 1.
    """
    query: Any = (
        select(  # type: ignore[call-overload]  # five columns
            Obligation, LedgerStanding, Operator, Expediente.number, Referral
        )
        .join(LedgerStanding, col(LedgerStanding.obligation_id) == col(Obligation.id))
        .join(Operator, col(Operator.id) == col(Obligation.operator_id))
        .outerjoin(Expediente, col(Expediente.id) == col(Obligation.expediente_id))
        .outerjoin(Referral, col(Referral.obligation_id) == col(Obligation.id))
        .where(*_overdue(today))
    )
    if bucket is not None:
        query = query.where(_aged(bucket, today))
    query = query.where(*_narrowed(started_until, to_refer_until))
    if referred:
        query = query.where(col(Referral.id).is_not(None))
    query = query.order_by(col(Obligation.due_on), col(Obligation.id))
    found = unit.session.exec(query.limit(PAGE_SIZE + 1).offset((page - 1) * PAGE_SIZE))
    return [tuple(each) for each in found]


def count_overdue(
    unit: Unit,
    today: date,
    *,
    started_until: date | None = None,
    to_refer_until: date | None = None,
) -> int:
    """How many overdue debts `overdue` would list with the same limits."""
    query = (
        select(func.count())
        .select_from(LedgerStanding)
        .join(Obligation, col(Obligation.id) == col(LedgerStanding.obligation_id))
        .outerjoin(Referral, col(Referral.obligation_id) == col(Obligation.id))
        .where(*_overdue(today), *_narrowed(started_until, to_refer_until))
    )
    return unit.session.exec(query).one()


def _narrowed(started_until: date | None, to_refer_until: date | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if started_until is not None:
        since = (col(Obligation.due_on), col(LedgerStanding.first_day))
        found += [each <= started_until for each in since]
    if to_refer_until is not None:
        found += [
            col(Obligation.due_on) <= to_refer_until,
            col(Referral.id).is_(None),
            col(Obligation.id).not_in(_in_proposals()),
        ]
    return found


def _in_proposals() -> Any:
    """The debts of proposals that wait for a decision: they are not referred meanwhile."""
    return (
        select(AgreementDebt.obligation_id)
        .join(Agreement, col(Agreement.id) == col(AgreementDebt.agreement_id))
        .where(col(Agreement.state).in_(UNDECIDED))
    )


def proposals_of(unit: Unit, obligation_ids: Collection[int]) -> dict[int, str]:
    """Number of the proposal that waits for a decision about each of some debts, by debt."""
    query = (
        select(AgreementDebt.obligation_id, Agreement.number)
        .join(Agreement, col(Agreement.id) == col(AgreementDebt.agreement_id))
        .where(
            among(unit, col(AgreementDebt.obligation_id), obligation_ids),
            col(Agreement.state).in_(UNDECIDED),
        )
    )
    return dict(iter(unit.session.exec(query)))


def debt_to_refer(unit: Unit, source: str) -> tuple[Obligation, LedgerStanding | None]:
    """A debt by what created it, locked, with what it has come to.

    Raises:
        NotFound: There is none.
    """
    query = select(Obligation).where(Obligation.source == source).with_for_update(key_share=True)
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found, unit.session.get(LedgerStanding, found.id)


def referral_of(unit: Unit, obligation_id: int) -> Referral | None:
    """The referral of a debt, if there is one."""
    return unit.session.exec(
        select(Referral).where(Referral.obligation_id == obligation_id)
    ).first()


def pledges(unit: Unit) -> list[tuple[Pledge, Obligation, Operator]]:
    """The last fifty promises to pay, the newest first."""
    query = (
        select(Pledge, Obligation, Operator)
        .join(Obligation, col(Obligation.id) == col(Pledge.obligation_id))
        .join(Operator, col(Operator.id) == col(Pledge.operator_id))
        .order_by(col(Pledge.id).desc())
        .limit(PAGE_SIZE)
    )
    return list(unit.session.exec(query))


def operators(unit: Unit) -> list[Operator]:
    """All operators by name, to choose one."""
    return list(unit.session.exec(select(Operator).order_by(Operator.name)))
