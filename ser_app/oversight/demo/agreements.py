"""Three operators with arrears in instalments: one pays, one stopped, one waits for Cartera."""

from collections.abc import Generator
from datetime import date, datetime, time, timedelta
from typing import Final

from fpdf import FPDF

from ser_app.base.clock import BOGOTA, bogota_day
from ser_app.base.tokens import public_id
from ser_app.furs.agreements.approving import approve
from ser_app.furs.agreements.consulting import open_agreement
from ser_app.furs.agreements.following import work_once
from ser_app.ledger.agreements.days import months_after
from ser_app.ledger.agreements.deciding import review
from ser_app.ledger.agreements.proposing import Proposal, attach, propose
from ser_app.ledger.agreements.simulating import offer, simulate
from ser_app.ledger.agreements.terms import Terms
from ser_app.oversight.demo.cast import Company
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Story
from ser_app.oversight.demo.treasury import DAYS
from ser_app.payments.gateways.sandbox.scenarios import Outcome
from ser_app.people.permissions import Role

_FIRST: Final = "cartera@demo.ser"
_SECOND: Final = "jefe.cartera@demo.ser"
_BEFORE_THE_WEEK: Final = DAYS + 5
"""Days: a due day moves at most four days to the next working day."""
_PATIENCE: Final = 12
"""Days from a missed due day to the night in which all of the agreement becomes due, and one."""
_LOOKED_AT: Final = (-3, 1, _PATIENCE - 1)
_BY_NIGHT: Final = time(4, 10)


def in_force(stage: Stage, company: Company, now: datetime) -> Story:
    """Approved by two persons more than two months ago, and paid by PSE since then.

    The second instalment falls due before the week of which Tesorería closes each day.
    """
    start = months_after(bogota_day(now) - timedelta(days=_BEFORE_THE_WEEK), -2)
    key = yield from _begun(stage, company, start, instalments=10)
    if key:
        yield from _paid(stage, company, _furs(stage, key))


def defaulted(stage: Stage, company: Company, now: datetime) -> Story:
    """Two payments by PSE and then none: reminded, warned, and all of it due before the week."""
    start = months_after(bogota_day(now) - timedelta(days=_BEFORE_THE_WEEK + _PATIENCE), -2)
    key = yield from _begun(stage, company, start, instalments=6)
    if not key:
        return
    [*paid, (missed, _)] = _furs(stage, key)[:3]
    yield from _paid(stage, company, paid)
    for days in _LOOKED_AT:
        yield datetime.combine(missed + timedelta(days=days), _BY_NIGHT, BOGOTA)
        work_once(stage.res)


def waiting(stage: Stage, company: Company, moment: datetime) -> Story:
    """Proposed at a moment; nobody of Cartera has looked at it yet."""
    yield moment
    _proposed(stage, company, instalments=6)


def _begun(
    stage: Stage, company: Company, start: date, *, instalments: int
) -> Generator[datetime, None, str]:
    """Propose two days before a day, and let two persons approve; gives the agreement's id."""
    moment = datetime.combine(start - timedelta(days=2), time(10, 20), BOGOTA)
    yield moment
    key = _proposed(stage, company, instalments=instalments)
    if not key:
        return ""
    yield moment + timedelta(days=1)
    review(stage.res, stage.actors[_FIRST], key, "La póliza cubre el valor y el plazo.")
    yield moment + timedelta(days=2)
    chief = stage.actors[_SECOND]
    shown = open_agreement(stage.res, chief, key).simulation
    if shown is None:
        raise RuntimeError(f"{company.name}: the agreement cannot begin")
    approve(stage.res, chief, key, shown.total)
    return key


def _paid(stage: Stage, company: Company, furs: list[tuple[date, str]]) -> Story:
    """Pay FURs by PSE on their due days."""
    for due_on, fur in furs:
        yield datetime.combine(due_on, time(9, 30), BOGOTA)
        attempt = stage.begin_payment(company, fur, Outcome.APPROVE)
        yield datetime.combine(due_on, time(9, 32), BOGOTA)
        stage.end_payment(company, attempt)


def _proposed(stage: Stage, company: Company, *, instalments: int) -> str:
    """Propose all that is overdue, with a document; gives the agreement's public id."""
    person = stage.actors[company.person(Role.LEGAL_REPRESENTATIVE).email]
    found = offer(stage.res, person)
    if not found.debts:
        return ""
    terms = Terms(found.least_first, instalments, 1)
    sources = tuple(each.debt.source for each in found.debts)
    wanted = Proposal(
        key=public_id(),
        sources=sources,
        terms=terms,
        guarantee="insurance",
        note="Póliza de cumplimiento 45-001 por el valor del acuerdo (ficticia)",
        accepted=True,
        shown=simulate(stage.res, person, sources, terms).total,
    )
    key = propose(stage.res, person, wanted)
    attach(stage.res, person, key, "poliza-de-cumplimiento.pdf", _policy(company))
    return key


def _furs(stage: Stage, key: str) -> list[tuple[date, str]]:
    """Due day and FUR of each instalment that has one, in their order."""
    opened = open_agreement(stage.res, stage.actors[_SECOND], key)
    return [(each.due_on, each.fur.number) for each in opened.instalments if each.fur]


def _policy(company: Company) -> bytes:
    """A made-up insurance policy."""
    sheet = FPDF()
    sheet.add_page()
    sheet.set_font("Helvetica", size=14)
    words = f"Póliza de cumplimiento 45-001 (documento ficticio)\nTomador: {company.name}"
    sheet.multi_cell(0, 8, words.encode("latin-1", "replace").decode("latin-1"))
    return bytes(sheet.output())
