"""Simulate an agreement: what debts come to today, and which instalments would pay them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.law.errors import LawError
from ser_app.law.explanation import Provenance
from ser_app.law.parameters import Dated
from ser_app.ledger import repository as books
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import DefaulterReport
from ser_app.ledger.agreements.owed import (
    Brought,
    brought,
    factor_of,
    last_certified,
    made_up_from,
    parts_of,
)
from ser_app.ledger.agreements.schedule import Row, TooManyInstalments, plan
from ser_app.ledger.agreements.terms import (
    Terms,
    check_terms,
    days_of,
    least_first_payment,
    rules_of_terms,
)
from ser_app.ledger.agreements.texts import NOTHING_OVERDUE, REPORTED, TOO_MANY
from ser_app.ledger.models import Obligation
from ser_app.ledger.posting import as_they_stand
from ser_app.people.actor import Actor, Scope
from ser_app.people.permissions import Permission
from ser_app.people.repository import expedientes_of
from ser_app.web.words import day_long


@dataclass(frozen=True, slots=True)
class Simulation:
    """A schedule as it would be if the agreement began on a day; whole pesos.

    Attributes:
        debts: What it takes over, the oldest due day first.
        rows: The first payment and the instalments.
        certified_until: Until this day the rates are known; later ones go on with the last one.
        last_rate: How sure we are of that one.
        made_up_from: From this day on the rates are of the demonstration; None without such.
        rules: The rules by which it is made, with their norms and provenance.
    """

    start: date
    terms: Terms
    debts: tuple[Brought, ...]
    rows: tuple[Row, ...]
    certified_until: date
    rules: tuple[Dated[object], ...]
    last_rate: Provenance
    made_up_from: date | None

    @property
    def owed(self) -> int:
        """What the debts come to on the first day."""
        return sum(each.total for each in self.debts)

    @property
    def term_interest(self) -> int:
        """Interest of the term until the due days."""
        return sum(row.term_interest for row in self.rows)

    @property
    def total(self) -> int:
        """What all rows come to: the debts and the interest of the term."""
        return sum(row.total for row in self.rows)

    @property
    def provisional(self) -> bool:
        """Whether what is owed on the first day rests on a rate that is not certified yet."""
        return any(each.provisional for each in self.debts)


@dataclass(frozen=True, slots=True)
class Offer:
    """What an operator could bring into an agreement today.

    Attributes:
        debts: Its overdue debts, the oldest first.
        least_first: The least first payment for all of them, pesos.
        report: Why there can be none; None where nothing stands against it.
        expedientes: Their numbers, by database id.
    """

    start: date
    debts: tuple[Brought, ...]
    least_first: int
    report: DefaulterReport | None
    expedientes: Mapping[int, str]


def offer(res: Resources, actor: Actor) -> Offer:
    """The overdue debts of the person's operator.

    Raises:
        NotAllowed: The person may not simulate agreements, or acts for no operator.
        Refused: A rate is missing for some debt.
    """
    operator_id = operator_of(actor)
    today = res.clock.today()
    with res.database.reading() as unit:
        found = overdue(unit, res, operator_id, today)
        least = least_first_payment(sum(each.total for each in found), res.rules, today)
        numbers = {each.id or 0: each.number for each in expedientes_of(unit, actor.scope)}
        return Offer(today, tuple(found), least, standing_report(unit, operator_id), numbers)


def operator_of(actor: Actor) -> int:
    """The operator for which a person simulates or proposes.

    Raises:
        NotAllowed: The person may not, or acts for no operator.
    """
    actor.require(Permission.AGREEMENT_SIMULATE)
    operator_id = actor.scope.operator_id
    if operator_id is None:
        raise NotAllowed
    return operator_id


def simulate(res: Resources, actor: Actor, sources: Collection[str], terms: Terms) -> Simulation:
    """The schedule of an agreement that would begin today; changes nothing.

    Args:
        res: The resources of the process.
        actor: Somebody of the operator that owes them.
        sources: The debts, by what created them; all that are overdue when empty.
        terms: First payment, number and period.

    Raises:
        NotAllowed: The person may not simulate.
        Refused: Nothing is overdue, or the terms cannot be; `field` says which.
    """
    operator_id = operator_of(actor)
    with res.database.reading() as unit:
        found = overdue(unit, res, operator_id, res.clock.today(), sources)
        return simulation_of(res, found, terms)


def simulation_of(
    res: Resources, debts: Sequence[Brought], terms: Terms, *, proposed: bool = False
) -> Simulation:
    """The schedule for debts that the caller has found; `proposed` as in `check_terms`.

    Raises:
        Refused: As `simulate`.
    """
    if not debts:
        raise Refused("nothing_overdue", NOTHING_OVERDUE, field="debts")
    today = res.clock.today()
    owed = sum(each.total for each in debts)
    check_terms(terms, owed, res.rules, today, proposed=proposed)
    days = days_of(terms, today, res.rules)
    try:
        factor = factor_of(today, days[-1], res.rules)
        rows = plan(parts_of(debts, res.rules), terms.first_payment, days, factor)
    except TooManyInstalments as error:
        raise Refused("too_many_instalments", TOO_MANY, field="instalments") from error
    except LawError as error:
        raise Refused(error.code, error.message) from error
    return Simulation(
        today, terms, tuple(debts), rows, last_certified(res.rules),
        tuple(rules_of_terms(res.rules, today)),
        res.rules.rates[-1].provenance, made_up_from(res.rules),
    )  # fmt: skip


def overdue(
    unit: Unit,
    res: Resources,
    operator_id: int,
    day: date,
    sources: Collection[str] = (),
) -> list[Brought]:
    """The debts of an operator that are overdue on a day and owe something, the oldest first.

    Those that another agreement took over or made are not among them, unless it was accelerated.

    Args:
        unit: The open unit; the caller has locked the debts where they will change.
        res: Rules.
        operator_id: Whose.
        day: The day.
        sources: Only these; all when empty.

    Raises:
        Refused: A rate is missing.
    """
    rows = [
        each
        for each in books.obligations_of(unit, Scope(operator_id), operator_id)
        if each.due_on < day and (not sources or each.source in sources)
    ]
    running = repository.running_instalments(unit, [each.id or 0 for each in rows])
    free = [each for each in rows if each.id not in running]
    return bring(unit, res, free, day)


def bring(unit: Unit, res: Resources, rows: Sequence[Obligation], day: date) -> list[Brought]:
    """Some debts as they stand on a day, without those that owe nothing.

    Raises:
        Refused: A rate is missing.
    """
    try:
        stand = zip(rows, as_they_stand(unit, rows), strict=True)
        return [brought(row, debt, day, res.rules) for row, debt in stand if debt.left.total > 0]
    except LawError as error:
        raise Refused(error.code, error.message) from error


def standing_report(unit: Unit, operator_id: int) -> DefaulterReport | None:
    """The report of an operator as a defaulter that stands now, if there is one."""
    found = repository.last_report(unit, operator_id)
    return found if found is not None and found.reported else None


def refuse_reported(unit: Unit, operator_id: int) -> None:
    """Let nobody who is reported as a defaulter have an agreement (Ley 1066 de 2006).

    Raises:
        Refused: The operator is reported.
    """
    found = standing_report(unit, operator_id)
    if found is not None:
        told = REPORTED.format(day=day_long(found.on_day), source=found.source)
        raise Refused("reported_defaulter", told)
