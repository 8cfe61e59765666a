"""Shortcuts through the declaration, so that a test starts where the FUR begins."""

from dataclasses import replace
from datetime import date

from ser_app.base.resources import Resources
from ser_app.declarations.draft import Draft
from ser_app.declarations.models import Declaration
from ser_app.declarations.service import open_draft, save_draft, start_draft
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.furs import repository, service, settlement
from ser_app.furs.models import Fur
from ser_app.people.actor import Actor, Scope
from tests.factories import PASSWORD, Company

EVERYBODY = Scope(None)


def prepare(
    res: Resources,
    company: Company,
    period: str = "2013-Q1",
    *,
    income: int = 950_000_000,
    use: Use = Use.FILING_AND_PAYMENT,
    channel: Channel = Channel.ELECTRONIC,
    payment_day: date | None = None,
) -> str:
    """A finished draft; gives its public id."""
    key = start_draft(res, company.preparer, company.expediente.public_id, period)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    draft = _with_income(opened.draft, income)
    day = payment_day or res.clock.today()
    save_draft(res, company.preparer, replace(draft, use=use, channel=channel, payment_day=day))
    return key


def _with_income(draft: Draft, income: int) -> Draft:
    if income == 0:
        return replace(draft, nil_confirmed=True)
    line = draft.of_kind(LineKind.INCOME)[0].public_id
    return draft.with_description(line, "Acceso a Internet").with_amount(line, income)


def change_income(res: Resources, company: Company, key: str, income: int) -> None:
    """Edit the income of a draft."""
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    save_draft(res, company.preparer, _with_income(opened.draft, income))


def sign(res: Resources, signer: Actor, number: str) -> service.SignOutcome:
    return service.sign(res, signer, number, password=PASSWORD, accepted=True, address="192.0.2.7")


def file(res: Resources, company: Company, number: str) -> service.SignOutcome:
    """Both sign."""
    first = sign(res, company.representative, number)
    return sign(res, company.accountant, first.number)


def fur(res: Resources, number: str) -> Fur:
    with res.database.reading() as unit:
        return repository.fur_by_number(unit, EVERYBODY, number)


def set_pending(res: Resources, number: str, *, pending: bool) -> None:
    """Say that a payment of the FUR is under way, or that none is any more."""
    with res.database.unit() as unit:
        settlement.set_pending(
            unit, settlement.fur_by_number(unit, EVERYBODY, number), pending=pending
        )


def declaration_of(res: Resources, number: str) -> Declaration:
    with res.database.reading() as unit:
        found = repository.fur_by_number(unit, EVERYBODY, number)
        declaration = unit.session.get(Declaration, found.declaration_id)
        assert declaration is not None
        return declaration
