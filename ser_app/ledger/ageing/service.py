"""The ageing of what is overdue (cartera por edades): how old, until when, what comes next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.ledger.ageing import repository as ageing_rows
from ser_app.ledger.ageing.prescription import (
    BUCKETS,
    PRESCRIPTION_YEARS,
    REFERRAL_DAYS,
    WARNED,
    Bucket,
    Stage,
    latest_start,
    prescribes_on,
    stage_of,
)
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import DefaulterReport, Referral
from ser_app.ledger.agreements.simulating import bring
from ser_app.ledger.models import Obligation
from ser_app.ledger.obligations.pledging import Promise, promises
from ser_app.people.actor import Actor
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission

TO_REFER: Final = "por-remitir"
REFERRED: Final = "remitidas"
PRESCRIBING: Final = "por-prescribir"
FILTERS: Final = (TO_REFER, REFERRED, PRESCRIBING)


@dataclass(frozen=True, slots=True)
class Aged:
    """An overdue debt.

    Attributes:
        expediente: Its number; empty for a debt of none.
        total: What settles it today, with interest, whole pesos.
        late: Days since its due day.
        prescribes: The last day on which it can be collected.
        referral: Its referral to coercive collection.
        left: What the books say is left without running interest, as in the sums by age.
        proposal: Number of the proposal of an agreement that waits for a decision about it; empty
            where there is none.
    """

    obligation: Obligation
    operator: Operator
    expediente: str
    total: int
    late: int
    prescribes: date
    stage: Stage
    referral: Referral | None
    left: int
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise to pay with its debt."""

    promise: Promise
    obligation: Obligation
    operator: Operator


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is overdue on a day.

    Attributes:
        sums: Of each age how many debts, and what the books say is left without running interest.
        rows: A page of debts, the oldest first.
        more: Whether another page follows.
        reports: Who is reported as a defaulter now.
        pledges: The last promises to pay.
        operators: All of them, for who may report.
    """

    today: date
    sums: tuple[tuple[Bucket, int, int], ...]
    rows: tuple[Aged, ...]
    more: bool
    reports: tuple[tuple[DefaulterReport, Operator], ...]
    pledges: tuple[Kept, ...]
    operators: tuple[Operator, ...]


def ageing(
    res: Resources, actor: Actor, *, bucket: str = "", only: str = "", page: int = 1
) -> Ageing:
    """The ageing of today.

    Args:
        res: The resources of the process.
        actor: Somebody of the Ministry.
        bucket: Key of one age; all when empty or unknown.
        only: `por-remitir`, `remitidas` or `por-prescribir`; all when empty or unknown.
        page: From 1.

    Raises:
        NotAllowed: The person may not see it.
    """
    actor.require(Permission.AGEING_VIEW)
    today = res.clock.today()
    years = res.rules.whole(PRESCRIPTION_YEARS, today).value
    wait = res.rules.whole(REFERRAL_DAYS, today).value
    with res.database.reading() as unit:
        sums = ageing_rows.sums(unit, today)
        found = ageing_rows.overdue(
            unit,
            today,
            bucket=next((each for each in BUCKETS if each.key == bucket), None),
            started_until=latest_start(today, years, WARNED) if only == PRESCRIBING else None,
            to_refer_until=today - timedelta(days=wait) if only == TO_REFER else None,
            referred=only == REFERRED,
            page=max(1, page),
        )
        shown = found[: ageing_rows.PAGE_SIZE]
        totals = _totals(unit, res, [each[0] for each in shown], today)
        proposals = ageing_rows.proposals_of(unit, [each[0].id or 0 for each in shown])
        return Ageing(
            today=today,
            sums=tuple((each, *sums.get(each.key, (0, 0))) for each in BUCKETS),
            rows=tuple(
                _aged(each, totals, proposals, today, years=years, wait=wait) for each in shown
            ),
            more=len(found) > len(shown),
            reports=tuple(repository.standing_reports(unit)),
            pledges=tuple(_pledges(unit, today)),
            operators=tuple(ageing_rows.operators(unit)),
        )


def _aged(
    found: ageing_rows.Found,
    totals: dict[int, int],
    proposals: dict[int, str],
    today: date,
    *,
    years: int,
    wait: int,
) -> Aged:
    debt, standing, operator, number, referral = found
    prescribes = prescribes_on(debt.due_on, standing.first_day, years)
    return Aged(
        obligation=debt,
        operator=operator,
        expediente=number or "",
        total=totals.get(debt.id or 0, standing.amount),
        late=(today - debt.due_on).days,
        prescribes=prescribes,
        stage=stage_of(
            debt.due_on, prescribes, today, referred=referral is not None, referral_days=wait
        ),
        referral=referral,
        left=standing.amount,
        proposal=proposals.get(debt.id or 0, ""),
    )


def _totals(unit: Unit, res: Resources, debts: list[Obligation], today: date) -> dict[int, int]:
    """With interest until today; what the books say alone where a rate is missing."""
    try:
        return {each.debt.id: each.total for each in bring(unit, res, debts, today)}
    except SerError:
        return {}


def _pledges(unit: Unit, today: date) -> list[Kept]:
    found = ageing_rows.pledges(unit)
    made = promises(unit, [pledge for pledge, _, _ in found], today)
    by_id = {each.pledge.id: each for each in made}
    return [
        Kept(by_id[pledge.id], debt, operator)
        for pledge, debt, operator in found
        if pledge.id in by_id
    ]
