"""Steps of an agreement, from overdue debts to its instalments."""

from fpdf import FPDF

from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.furs.agreements.approving import approve, as_of_today
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.deciding import review
from ser_app.ledger.agreements.models import Agreement, AgreementInstalment
from ser_app.ledger.agreements.proposing import Proposal, attach, propose
from ser_app.ledger.agreements.simulating import offer, simulate
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.models import Obligation
from ser_app.people.actor import Actor, Scope
from tests.factories import Company

EVERYBODY = Scope(None)
_SHEET = FPDF()
_SHEET.add_page()
PDF = bytes(_SHEET.output())


def proposal(res: Resources, company: Company, terms: Terms, **changed: object) -> Proposal:
    """All overdue debts of a company on those terms."""
    found = offer(res, company.representative)
    sources = tuple(each.debt.source for each in found.debts)
    shown = simulate(res, company.representative, sources, terms).total
    given: dict[str, object] = {
        "key": public_id(),
        "sources": sources,
        "terms": terms,
        "guarantee": "insurance",
        "note": "Póliza 45-001 de Seguros del Llano por todo el valor",
        "accepted": True,
        "shown": shown,
    }
    return Proposal(**(given | changed))  # type: ignore[arg-type]  # a test may send what it likes


def proposed(res: Resources, company: Company, terms: Terms) -> str:
    """A proposal with its document; gives its public id."""
    key = propose(res, company.representative, proposal(res, company, terms))
    attach(res, company.representative, key, "poliza.pdf", PDF)
    return key


def total_today(res: Resources, key: str) -> int:
    """What an approver is shown."""
    with res.database.reading() as unit:
        return as_of_today(unit, res, repository.by_public_id(unit, EVERYBODY, key)).total


def agreed(res: Resources, company: Company, terms: Terms, first: Actor, second: Actor) -> str:
    """An agreement in force; gives its public id."""
    key = proposed(res, company, terms)
    review(res, first, key, "La póliza cubre el total")
    approve(res, second, key, total_today(res, key))
    return key


def agreement(res: Resources, key: str) -> Agreement:
    with res.database.reading() as unit:
        return repository.by_public_id(unit, EVERYBODY, key)


def instalments(res: Resources, key: str) -> list[tuple[AgreementInstalment, Obligation, int]]:
    with res.database.reading() as unit:
        found = repository.by_public_id(unit, EVERYBODY, key)
        return repository.instalments_of(unit, [found.id or 0])
