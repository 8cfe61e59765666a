"""The rules in force: those of the program, with what this installation approved since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import func, inspect
from sqlmodel import col, select

from ser_app.base.database import Database, Unit
from ser_app.base.rules.models import RuleProposal
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.parameters import (
    Dated,
    DueException,
    ExceptionKind,
    RateRow,
    RuleBook,
    WageRow,
)
from ser_app.law.parameters.schema import SPECS
from ser_app.law.parameters.values import Value
from ser_app.law.periods import Regime

VALUE: Final = "value"
RATE: Final = "rate"
WAGE: Final = "wage"
DUE_DAY: Final = "due_day"
APPROVED: Final = "approved"


def current_rules(database: Database, base: RuleBook) -> RuleBook:
    """The rules of an installation.

    Args:
        database: Where approved values are kept; one without tables yet has none.
        base: The rules that come with the program (and, in a demonstration, its made-up rows).

    Raises:
        InvalidParameters: An approved row leaves days without a rate or covers them twice.
    """
    if not inspect(database.engine).has_table(RuleProposal.__tablename__):
        return base
    with database.reading() as unit:
        return applied(base, approved(unit))


def decisions(database: Database) -> int:
    """The number of the last approval of an installation; 0 before the first one."""
    if not inspect(database.engine).has_table(RuleProposal.__tablename__):
        return 0
    with database.reading() as unit:
        return last_decision(unit)


def approved(unit: Unit) -> list[RuleProposal]:
    """What was approved, in the order of the decisions: a later one wins over an earlier one."""
    query = (
        select(RuleProposal)
        .where(RuleProposal.state == APPROVED)
        .order_by(col(RuleProposal.decision))
    )
    return list(unit.session.exec(query))


def last_decision(unit: Unit) -> int:
    """The number of the last approval; 0 before the first one."""
    return unit.session.exec(select(func.max(col(RuleProposal.decision)))).one() or 0


def applied(rules: RuleBook, proposals: Iterable[RuleProposal]) -> RuleBook:
    """A book with proposals in force.

    Raises:
        InvalidParameters: A row leaves days or years without a value, or covers them twice.
        ValueError: A text is no value of its parameter.
    """
    for proposal in proposals:
        rules = _applied(rules, proposal)
    return rules


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value that another one took the place of: it is kept, and filings that used it keep it.

    Attributes:
        dated: The value as it was.
        by: The approved proposal that took its place.
    """

    dated: Dated[Value]
    by: RuleProposal


def replaced_values(base: RuleBook, proposals: Iterable[RuleProposal]) -> list[Replaced]:
    """The values that approved ones took the place of, in the order of the decisions.

    Args:
        base: The rules before anything was approved.
        proposals: What was approved, in that order.
    """
    found, rules = [], base
    for proposal in proposals:
        known = rules.parameters.get(proposal.name) if proposal.kind == VALUE else None
        found += [
            Replaced(dated, proposal)
            for dated in (known.values if known else ())
            if dated.valid_from == proposal.valid_from
        ]
        rules = _applied(rules, proposal)
    return found


def known_at(database: Database, base: RuleBook, until: datetime) -> RuleBook:
    """The rules as they were known at an instant: with what was approved before it.

    Args:
        database: Where approved values are kept.
        base: The rules that come with the program; they are the present program's.
        until: The instant.
    """
    with database.reading() as unit:
        decided = [each for each in approved(unit) if each.decided_at and each.decided_at < until]
        return applied(base, decided)


def _applied(rules: RuleBook, proposal: RuleProposal) -> RuleBook:
    provenance, content = Provenance(proposal.provenance), proposal.content
    if proposal.kind == RATE:
        row = RateRow(
            valid_from=proposal.valid_from,
            valid_to=proposal.valid_to or proposal.valid_from,
            usury_rate_percent=Decimal(content["usury"]),
            arrears_rate_percent=Decimal(content["arrears"]),
            provenance=provenance,
        )
        return rules.with_rows(rates=[row])
    if proposal.kind == WAGE:
        pesos = int(content["pesos"])
        wage = WageRow(year=proposal.valid_from.year, monthly_pesos=pesos, provenance=provenance)
        return rules.with_rows(wages=[wage])
    if proposal.kind == DUE_DAY:
        return rules.with_rows(due_exceptions=[due_exception_of(proposal)])
    dated = Dated(
        value=SPECS[proposal.name].read(content["value"]),
        valid_from=proposal.valid_from,
        valid_to=None,
        provenance=provenance,
        citations=(
            citation_of(proposal.norm, proposal.article, proposal.url, proposal.valid_from),
        ),
        note=proposal.note,
        name=proposal.name,
    )
    return rules.with_value(proposal.name, dated)


def due_exception_of(proposal: RuleProposal) -> DueException:
    """What a proposal of the kind `due_day` says."""
    content = proposal.content
    return DueException(
        kind=ExceptionKind(content["kind"]),
        regimes=frozenset(Regime(regime) for regime in content["regimes"].split()),
        due_from=date.fromisoformat(content["from"]),
        due_to=date.fromisoformat(content["to"]),
        new_due_on=proposal.valid_from,
        reason=content["reason"],
        provenance=Provenance(proposal.provenance),
        citation=citation_of(proposal.norm, proposal.article, proposal.url, proposal.valid_from),
    )


def citation_of(norm: str, article: str, url: str, valid_from: date) -> Citation:
    """The norm of a proposal as figures cite it."""
    return Citation(norm=norm, article=article, url=url, valid_from=valid_from)
