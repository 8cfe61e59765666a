"""Queries on certificates of good standing."""

from datetime import date

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.ledger.good_standing.models import GoodStandingCertificate
from ser_app.people.actor import Scope
from ser_app.people.models import Operator


def lock_operator(unit: Unit, operator_id: int) -> None:
    """Let one certificate of an operator be issued at a time (SQLite has one writer anyway)."""
    unit.session.exec(
        select(Operator.id).where(Operator.id == operator_id).with_for_update(key_share=True)
    ).one()


def of_day(unit: Unit, operator_id: int, day: date) -> GoodStandingCertificate | None:
    """The certificate of an operator of a day."""
    query = select(GoodStandingCertificate).where(
        GoodStandingCertificate.operator_id == operator_id,
        GoodStandingCertificate.issued_on == day,
    )
    return unit.session.exec(query).first()


def add(unit: Unit, certificate: GoodStandingCertificate) -> None:
    """Store a certificate for good."""
    unit.session.add(certificate)
    unit.flush()


def by_number(unit: Unit, scope: Scope, number: str) -> GoodStandingCertificate:
    """A certificate inside the scope.

    Raises:
        NotFound: There is none.
    """
    found = by_any_number(unit, number)
    if found is None or not scope.admits(found.operator_id):
        raise NotFound
    return found


def by_any_number(unit: Unit, number: str) -> GoodStandingCertificate | None:
    """A certificate of anybody, for the public verification, which asks for its code."""
    query = select(GoodStandingCertificate).where(GoodStandingCertificate.number == number)
    return unit.session.exec(query).first()


def latest(unit: Unit, scope: Scope, operator_id: int, limit: int) -> list[tuple[str, date, str]]:
    """Number, day and person of the last certificates of an operator, the newest first."""
    if not scope.admits(operator_id):
        return []
    query = (
        select(
            col(GoodStandingCertificate.number),
            col(GoodStandingCertificate.issued_on),
            col(GoodStandingCertificate.issued_by),
        )
        .where(GoodStandingCertificate.operator_id == operator_id)
        .order_by(col(GoodStandingCertificate.id).desc())
        .limit(limit)
    )
    return list(unit.session.exec(query))
