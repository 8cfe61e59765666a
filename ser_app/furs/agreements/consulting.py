"""What people see of agreements: the list, and one with its schedule and its FURs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.furs.agreements.accelerating import last_day
from ser_app.furs.agreements.approving import as_of_today
from ser_app.furs.agreements.repository import furs_of
from ser_app.furs.models import Fur
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import (
    Agreement,
    AgreementFile,
    AgreementInstalment,
    DefaulterReport,
)
from ser_app.ledger.agreements.owed import made_up_from
from ser_app.ledger.agreements.simulating import Simulation, bring, standing_report
from ser_app.ledger.agreements.standing import Progress, progress
from ser_app.ledger.agreements.states import UNDECIDED, AgreementState
from ser_app.ledger.models import Obligation
from ser_app.ledger.texts import debt_name
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission

Stored = tuple[AgreementInstalment, Obligation, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """An agreement in a list."""

    agreement: Agreement
    operator: Operator
    progress: Progress


@dataclass(frozen=True, slots=True)
class Instalment:
    """All that is owed with one number of an agreement; whole pesos.

    Attributes:
        sources: Its debts, by what created them.
        left: What the books say is left.
        certified: Whether its interest was reckoned with certified rates.
        fur: The FUR to look at; None where there is none yet.
        paid: What was paid of it and stays paid.
        moved: What went from it to another debt, when all was made due or agreed anew.
        owed_today: What settles it today with its interest, where it is overdue; None else, or
            where a rate is missing.
    """

    number: int
    due_on: date
    capital: int
    penalty: int
    arrears: int
    term_interest: int
    left: int
    certified: bool
    sources: tuple[str, ...]
    fur: Fur | None
    paid: int
    moved: int
    owed_today: int | None

    @property
    def total(self) -> int:
        """What it costs on its due day."""
        return self.capital + self.penalty + self.arrears + self.term_interest


@dataclass(frozen=True, slots=True)
class Opened:
    """One agreement.

    Attributes:
        debts: What it takes over, as people call it.
        instalments: Its schedule; empty before it begins.
        simulation: The schedule if it began today, for a proposal.
        problem: Why it could not begin today; empty where it could.
        report: The operator's report as a defaulter that stands now.
        last_day: The last day on which a missed instalment may be paid before all is due; None
            when none was missed, or it is not in force.
        made_up_from: From this day on rates are of the demonstration; None without such.
        today: Business day.
    """

    agreement: Agreement
    operator: Operator
    debts: tuple[str, ...]
    instalments: tuple[Instalment, ...]
    progress: Progress
    files: tuple[AgreementFile, ...]
    simulation: Simulation | None
    problem: str
    report: DefaulterReport | None
    today: date
    last_day: date | None
    made_up_from: date | None


@dataclass(frozen=True, slots=True)
class Current:
    """An agreement of which something waits: a decision, a payment, or all that is left of it.

    Attributes:
        covers: What created the debts that it takes over.
        unpaid: Its instalments that owe something, the earliest due day first.
        documented: Whether it has a document; a proposal is not reviewed without one.
    """

    listed: Listed
    covers: frozenset[str]
    unpaid: tuple[Instalment, ...]
    documented: bool

    @property
    def undecided(self) -> bool:
        """Whether it is a proposal that waits for Cartera."""
        return self.listed.agreement.state in UNDECIDED


def current_agreements(unit: Unit, res: Resources, actor: Actor) -> list[Current]:
    """Agreements of the person's operator that wait for a decision or for money.

    Nothing for who may not see agreements, and for who acts for no operator.
    """
    if actor.operator_id is None or not actor.may(Permission.AGREEMENT_VIEW):
        return []
    found = [_current(unit, res, *each) for each in repository.listed(unit, actor.scope)]
    return [each for each in found if each.undecided or each.unpaid]


def _current(unit: Unit, res: Resources, agreement: Agreement, operator: Operator) -> Current:
    key = agreement.id or 0
    undecided = agreement.state in UNDECIDED
    rows = [] if undecided else repository.instalments_of(unit, [key])
    unpaid = (each for each in _instalments(unit, rows, _today(unit, res, rows)) if each.left)
    return Current(
        Listed(agreement, operator, _progress(rows, res.clock.today())),
        frozenset(each.source for each in repository.debts_of(unit, key)),
        tuple(sorted(unpaid, key=lambda each: (each.due_on, each.number))),
        documented=bool(repository.names_of_files(unit, key)) if undecided else True,
    )


def agreements_for(res: Resources, actor: Actor) -> list[Listed]:
    """The agreements that a person may see: what waits first, then the newest.

    Raises:
        NotAllowed: The person may not see agreements.
    """
    actor.require(Permission.AGREEMENT_VIEW)
    today = res.clock.today()
    with res.database.reading() as unit:
        found = repository.listed(unit, actor.scope)
        rows = repository.instalments_of(unit, [each.id or 0 for each, _ in found])
        return [
            Listed(each, operator, _progress([row for row in rows if _of(row, each)], today))
            for each, operator in found
        ]


def _of(row: Stored, agreement: Agreement) -> bool:
    return row[0].agreement_id == agreement.id


def _progress(rows: Sequence[Stored], today: date) -> Progress:
    return progress(((row.number, row.due_on, left) for row, _, left in rows), today)


def open_agreement(res: Resources, actor: Actor, agreement_id: str) -> Opened:
    """One agreement with everything that a person may see of it.

    Raises:
        NotAllowed: The person may not see agreements.
        NotFound: No such agreement inside the person's scope.
    """
    actor.require(Permission.AGREEMENT_VIEW)
    today = res.clock.today()
    with res.database.reading() as unit:
        found = repository.by_public_id(unit, actor.scope, agreement_id)
        key = found.id or 0
        rows = repository.instalments_of(unit, [key])
        simulation, problem = _if_today(unit, res, found)
        return Opened(
            agreement=found,
            operator=people.operator_by_id(unit, found.operator_id),
            debts=tuple(
                debt_name(each.kind, each.period, each.description)
                for each in repository.debts_of(unit, key)
            ),
            instalments=tuple(_instalments(unit, rows, _today(unit, res, rows))),
            progress=_progress(rows, today),
            files=tuple(repository.files_of(unit, key)),
            simulation=simulation,
            problem=problem,
            report=standing_report(unit, found.operator_id),
            today=today,
            last_day=(
                last_day(unit, res, found, rows) if found.state == AgreementState.IN_FORCE else None
            ),
            made_up_from=made_up_from(res.rules),
        )


def _today(unit: Unit, res: Resources, rows: Sequence[Stored]) -> dict[int, int]:
    """What each overdue debt comes to today with its interest; nothing where a rate is missing."""
    today = res.clock.today()
    overdue = [debt for _, debt, left in rows if left > 0 and debt.due_on < today]
    try:
        return {each.debt.id: each.total for each in bring(unit, res, overdue, today)}
    except SerError:
        return {}


def _if_today(unit: Unit, res: Resources, found: Agreement) -> tuple[Simulation | None, str]:
    if found.state not in UNDECIDED:
        return None, ""
    try:
        return as_of_today(unit, res, found), ""
    except SerError as error:
        return None, error.message


def _instalments(unit: Unit, rows: Sequence[Stored], today: Mapping[int, int]) -> list[Instalment]:
    ids = [debt.id or 0 for _, debt, _ in rows]
    furs, fates = furs_of(unit, ids), repository.paid_and_moved(unit, ids)
    by_number: dict[int, list[Stored]] = {}
    for row in rows:
        by_number.setdefault(row[0].number, []).append(row)
    return [_instalment(number, found, furs, fates, today) for number, found in by_number.items()]


def _instalment(
    number: int,
    found: Sequence[Stored],
    furs: Mapping[int, Fur],
    fates: Mapping[int, tuple[int, int]],
    today: Mapping[int, int],
) -> Instalment:
    rows = [row for row, _, _ in found]
    debts = [debt for _, debt, _ in found]
    ids = [each.id or 0 for each in debts]
    fate = [fates.get(each, (0, 0)) for each in ids]
    overdue = [today[each] for each in ids if each in today]
    return Instalment(
        number=number,
        due_on=rows[0].due_on,
        capital=sum(row.capital for row in rows),
        penalty=sum(row.penalty for row in rows),
        arrears=sum(row.arrears for row in rows),
        term_interest=sum(row.term_interest for row in rows),
        left=sum(max(0, left) for _, _, left in found),
        certified=all(row.certified for row in rows),
        sources=tuple(
            debt.source for debt, (_, _, left) in zip(debts, found, strict=True) if left > 0
        ),
        fur=next((furs[each] for each in ids if each in furs), None),
        paid=sum(paid for paid, _ in fate),
        moved=sum(moved for _, moved in fate),
        owed_today=sum(overdue) if overdue else None,
    )
