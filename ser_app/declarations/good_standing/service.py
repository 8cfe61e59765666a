"""Who may ask for a paz y salvo, what prevents it, and the certificate itself.

The books (`ledger.good_standing`) say what is overdue; only this room knows which periods fell due
and were never filed, so both are joined here, in one transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.repository import filed_periods
from ser_app.declarations.unfiled import Authorisation, unfiled
from ser_app.law.errors import LawError
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime
from ser_app.ledger.good_standing import certifying, repository
from ser_app.ledger.good_standing.standing import Standing, Undeclared, judge
from ser_app.ledger.statement.given_back import given_back_of
from ser_app.ledger.statement.service import operator_in, statement_in
from ser_app.ledger.statement.under_way import under_way_of
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import Expediente, Operator
from ser_app.people.permissions import Permission
from ser_app.people.repository import expedientes_of, operator_by_id

_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found about an operator today, with its last certificates.

    Attributes:
        under_way: The number of the FUR with which a debt is being paid now, by its source.
    """

    operator: Operator
    standing: Standing
    certificates: list[tuple[str, date, str]]
    under_way: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """The bytes of a certificate as they were issued."""

    name: str
    content: bytes
    sha256: str


def look(res: Resources, actor: Actor, operator_id: str = "") -> Looked:
    """Whether an operator is in good standing today, and what prevents it.

    Args:
        res: The resources of the process.
        actor: Who asks.
        operator_id: Public id of the operator; an operator's own people leave it empty.

    Raises:
        NotAllowed: The person may not ask.
        NotFound: No such operator inside the person's scope.
    """
    actor.require(Permission.GOOD_STANDING_VIEW)
    with res.database.reading() as unit:
        operator = operator_in(unit, actor, operator_id)
        key = operator.id or 0
        return Looked(
            operator,
            standing_in(unit, res, operator),
            repository.latest(unit, actor.scope, key, _LISTED),
            under_way_of(unit, key),
        )


def certify(res: Resources, actor: Actor, operator_id: str = "") -> str:
    """Issue the certificate of today; asked again today it is the same one.

    Returns:
        Its number, `PYS-2026-000123`.

    Raises:
        NotAllowed: The person may not ask for it.
        NotFound: No such operator inside the person's scope.
        Refused: Something prevents it.
    """
    actor.require(Permission.GOOD_STANDING_ISSUE)
    with res.database.unit() as unit:
        operator = operator_in(unit, actor, operator_id)
        repository.lock_operator(unit, operator.id or 0)
        standing = standing_in(unit, res, operator)
        expedientes = _expedientes(unit, operator)
        return certifying.issue(unit, res, actor, operator, expedientes, standing)


def certificate(res: Resources, actor: Actor, number: str) -> CertificateFile:
    """The bytes of a certificate.

    Raises:
        NotAllowed: The person may not see certificates.
        NotFound: No such certificate inside the person's scope.
    """
    actor.require(Permission.GOOD_STANDING_VIEW)
    with res.database.reading() as unit:
        found = repository.by_number(unit, actor.scope, number)
        return CertificateFile(f"{found.number}.pdf", found.content, found.sha256)


def good_today(unit: Unit, res: Resources, operator_id: int) -> bool:
    """Whether an operator is in good standing on the business day; the caller knows who may ask."""
    return standing_in(unit, res, operator_by_id(unit, operator_id)).good


def standing_in(unit: Unit, res: Resources, operator: Operator) -> Standing:
    """The standing of an operator on the business day; the caller has checked the scope.

    Raises:
        LawError: The rules know no due day of one of its periods: then nobody can say.
    """
    today = res.clock.today()
    scope = Scope(operator.id or 0)
    statement = statement_in(unit, res, scope, operator, today, today)
    given_back = given_back_of(unit, res, operator.id or 0)
    return judge(statement, _undeclared(unit, res, operator, today), given_back)


def tell_undeclared(
    unit: Unit, res: Resources, operator: Operator, day: date
) -> list[Undeclared] | None:
    """What the statement cannot know: periods due before a day and not declared by then.

    None when the rules know no due day of one of its periods; the caller has checked the scope.
    """
    try:
        return _undeclared(unit, res, operator, day)
    except LawError:
        return None


def _undeclared(unit: Unit, res: Resources, operator: Operator, today: date) -> list[Undeclared]:
    authorisations = [
        Authorisation(
            key=each.id or 0,
            public_id=each.public_id,
            number=each.number,
            operator=operator.name,
            regime=Regime(each.regime),
            valid_from=each.valid_from,
            valid_to=each.valid_to,
        )
        for each in _expedientes(unit, operator)
    ]

    def due(regime: Regime, period: Period) -> date:
        return due_day(regime, period, res.rules)

    filed = filed_periods(unit, Scope(operator.id or 0), until=today)
    return [
        Undeclared(each.authorisation.number, each.period, each.due_on)
        for each in unfiled(authorisations, filed, due, today=today)
        if each.overdue(today)
    ]


def _expedientes(unit: Unit, operator: Operator) -> list[Expediente]:
    return expedientes_of(unit, Scope(operator.id or 0))
