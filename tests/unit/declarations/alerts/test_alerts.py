"""Alerts over stored declarations: what they look at, what is kept, and the operator's notes."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import update

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.declarations import service
from ser_app.declarations.alerts import repository
from ser_app.declarations.alerts.models import AlertNote, DeclarationAlert
from ser_app.declarations.alerts.service import MOST_NOTES, add_note, alerts_of, surroundings
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState, LineKind
from ser_app.furs import service as furs
from ser_app.law.alerts import Kind
from ser_app.law.periods import Period, Regime
from ser_app.people.permissions import Role
from tests.factories import PASSWORD, Company, make_company, ministry_actor
from tests.unit.declarations.support import begun, opened, saved, with_income


def filed(
    res: Resources, company: Company, period: str, income: int, *, returns: int = 0
) -> Declaration:
    """A declaration as its two signers filed it."""
    key = drafted(res, company, period, income, returns=returns)
    number = furs.issue(res, company.preparer, key)
    for signer in (company.representative, company.accountant):
        furs.sign(res, signer, number, password=PASSWORD, accepted=True, address="192.0.2.1")
    return stored(res, company, key)


def drafted(res: Resources, company: Company, period: str, income: int, *, returns: int = 0) -> str:
    draft = with_income(begun(res, company, period), income)
    line = draft.of_kind(LineKind.RETURN)[0].public_id
    draft = draft.with_amount(line, returns)
    saved(res, company, replace(draft, nil_confirmed=not income))
    return draft.public_id


def stored(res: Resources, company: Company, key: str) -> Declaration:
    return service.summary(res, company.preparer, key).declaration


def kinds(res: Resources, company: Company, key: str) -> list[Kind]:
    return [flag.kind for flag in alerts_of(res, company.preparer, key).flags]


def test_a_draft_has_the_flags_of_what_is_stored(res: Resources) -> None:
    company = make_company(res, valid_from=date(2012, 7, 1))
    for period, income in (("2012-Q3", 100_000_000), ("2012-Q4", 90_000_000)):
        filed(res, company, period, income)
    key = drafted(res, company, "2013-Q1", 20_000_000, returns=5_000_000)
    assert kinds(res, company, key) == [Kind.HISTORY, Kind.RETURNS]
    facts = surroundings(res, company.preparer, key)
    assert facts is not None
    assert {each.period.text: each.gross_income for each in facts.history} == {
        "2012-Q3": 100_000_000,
        "2012-Q4": 90_000_000,
    }


def test_flags_block_nothing_and_are_kept_as_they_were_told(res: Resources) -> None:
    company = make_company(res)
    key = drafted(res, company, "2013-Q1", 20_000_000, returns=15_000_000)
    before = alerts_of(res, company.preparer, key).flags
    assert [flag.kind for flag in before] == [Kind.RETURNS, Kind.MISSING]
    number = furs.issue(res, company.preparer, key)
    assert alerts_of(res, company.accountant, key).flags == before
    for signer in (company.representative, company.accountant):
        furs.sign(res, signer, number, password=PASSWORD, accepted=True, address="192.0.2.1")
    assert stored(res, company, key).state == DeclarationState.FILED
    assert alerts_of(res, company.preparer, key).flags == before


def test_what_is_kept_does_not_follow_what_is_filed_later(res: Resources) -> None:
    company = make_company(res, valid_from=date(2012, 10, 1))
    late = filed(res, company, "2013-Q1", 20_000_000)
    filed(res, company, "2012-Q4", 90_000_000)
    assert kinds(res, company, late.public_id) == [Kind.MISSING]


def test_an_opened_and_changed_declaration_has_the_flags_of_its_new_content(
    res: Resources,
) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    key = drafted(res, company, "2013-Q1", 20_000_000, returns=15_000_000)
    number = furs.issue(res, company.preparer, key)
    furs.annul_and_edit(res, company.preparer, number)
    draft = opened(res, company.preparer, key)
    line = draft.of_kind(LineKind.RETURN)[0].public_id
    saved(res, company, draft.with_amount(line, 0))
    furs.issue(res, company.preparer, key)
    assert kinds(res, company, key) == []


def test_the_same_content_closed_again_is_kept_once(res: Resources) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    key = drafted(res, company, "2013-Q1", 20_000_000, returns=15_000_000)
    furs.annul_and_edit(res, company.preparer, furs.issue(res, company.preparer, key))
    furs.issue(res, company.preparer, key)
    assert kinds(res, company, key) == [Kind.RETURNS]


def test_peers_are_read_in_the_order_of_filing_one_change_an_operator(res: Resources) -> None:
    companies = [make_company(res, valid_from=date(2012, 10, 1)) for _ in range(3)]
    for company in companies:
        filed(res, company, "2012-Q4", 100_000_000)
    for company, income in zip(companies, (110_000_000, 50_000_000, 0), strict=True):
        filed(res, company, "2013-Q1", income)
    with res.database.reading() as unit:
        found = repository.changes_of_regime(unit, Regime.PRST, Period(2013, 1))
    assert found == [Fraction(1, 10), Fraction(-1, 2), Fraction(-1)]


def test_peers_are_compared_once_six_operators_filed(res: Resources) -> None:
    """Then the seventh, who fell by half while the regime stayed, sees one figure of six."""
    companies = [make_company(res, valid_from=date(2012, 10, 1)) for _ in range(7)]
    for company in companies:
        filed(res, company, "2012-Q4", 100_000_000)
    for company in companies[:5]:
        filed(res, company, "2013-Q1", 100_000_000)
    key = drafted(res, companies[6], "2013-Q1", 50_000_000)
    assert Kind.PEERS not in kinds(res, companies[6], key)
    filed(res, companies[5], "2013-Q1", 100_000_000)
    (flag,) = alerts_of(res, companies[6].preparer, key).flags
    assert flag.kind is Kind.PEERS
    assert "6 operadores" in flag.compared


def test_a_note_is_kept_with_the_filing_and_read_by_the_ministry(res: Resources) -> None:
    company = make_company(res)
    key = drafted(res, company, "2013-Q1", 20_000_000, returns=15_000_000)
    add_note(res, company.preparer, key, "  Se devolvió un anticipo.\nVer acta 4.  ")
    filed_key = drafted(res, company, "2013-Q1", 20_000_000, returns=15_000_000)
    assert filed_key == key
    number = furs.issue(res, company.preparer, key)
    add_note(res, company.accountant, key, "El acta está en el archivo.")
    for signer in (company.representative, company.accountant):
        furs.sign(res, signer, number, password=PASSWORD, accepted=True, address="192.0.2.1")
    found = alerts_of(res, ministry_actor(res, Role.SUPERVISOR), key)
    assert [note.text for note in found.notes] == [
        "Se devolvió un anticipo.\nVer acta 4.",
        "El acta está en el archivo.",
    ]
    assert found.notes[0].author_name == company.preparer.name
    assert not found.may_note


@pytest.mark.parametrize("text", ["", " \n ", "x" * 1001])
def test_an_empty_or_endless_note_is_refused(res: Resources, text: str) -> None:
    company = make_company(res)
    key = drafted(res, company, "2013-Q1", 1_000_000)
    with pytest.raises(Refused):
        add_note(res, company.preparer, key, text)
    assert alerts_of(res, company.preparer, key).notes == ()


def test_there_is_an_end_to_notes_and_none_for_a_discarded_draft(res: Resources) -> None:
    company = make_company(res)
    key = drafted(res, company, "2013-Q1", 1_000_000)
    for number in range(MOST_NOTES):
        add_note(res, company.preparer, key, f"Nota {number}")
    assert not alerts_of(res, company.preparer, key).may_note
    with pytest.raises(Refused, match="hasta 20 notas"):
        add_note(res, company.preparer, key, "Una más")
    other = drafted(res, company, "2012-Q4", 1_000_000)
    service.discard_draft(res, company.preparer, other)
    with pytest.raises(Refused, match="descartado"):
        add_note(res, company.preparer, other, "Tarde")


def test_nobody_else_adds_or_reads(res: Resources) -> None:
    company, stranger = make_company(res), make_company(res)
    key = drafted(res, company, "2013-Q1", 1_000_000)
    for call in (
        lambda: add_note(res, stranger.preparer, key, "Hola"),
        lambda: alerts_of(res, stranger.preparer, key),
        lambda: surroundings(res, stranger.preparer, key),
    ):
        with pytest.raises(NotFound):
            call()
    for actor in (company.admin, ministry_actor(res, Role.SUPERVISOR)):
        with pytest.raises(NotAllowed):
            add_note(res, actor, key, "Hola")


def test_flags_and_notes_are_never_rewritten(res: Resources) -> None:
    company = make_company(res)
    key = drafted(res, company, "2013-Q1", 1_000_000)
    add_note(res, company.preparer, key, "Así fue.")
    furs.issue(res, company.preparer, key)
    for statement in (
        update(AlertNote).values(text="De otro modo."),
        update(DeclarationAlert).values(kind="nil"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), res.database.unit() as unit:
            unit.session.execute(statement)


def test_radio_has_no_peers_and_no_history(res: Resources) -> None:
    company = make_company(res, regime="RADIO", valid_from=date(2012, 1, 1))
    filed(res, company, "2012", 1_000_000)
    key = drafted(res, company, "2013", 9_000_000)
    assert kinds(res, company, key) == []


def test_periods_that_are_being_filed_together_are_not_told_as_missing(res: Resources) -> None:
    company = make_company(res, valid_from=date(2012, 7, 1))
    last = drafted(res, company, "2013-Q1", 90_000_000)
    assert Kind.MISSING in kinds(res, company, last)
    furs.issue(res, company.preparer, drafted(res, company, "2012-Q3", 90_000_000))
    assert Kind.MISSING in kinds(res, company, last), "one is still left out"
    furs.issue(res, company.preparer, drafted(res, company, "2012-Q4", 90_000_000))
    assert Kind.MISSING not in kinds(res, company, last)


def test_a_fur_of_a_day_before_that_nobody_signed_is_told_as_missing(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res, valid_from=date(2012, 10, 1))
    furs.issue(res, company.preparer, drafted(res, company, "2012-Q4", 90_000_000))
    last = drafted(res, company, "2013-Q1", 90_000_000)
    assert Kind.MISSING not in kinds(res, company, last)
    clock.instant = clock.now() + timedelta(days=1)
    (flag,) = (
        each for each in alerts_of(res, company.preparer, last).flags if each.kind is Kind.MISSING
    )
    assert {each.label: each.value for each in flag.figures} | {
        "Sin presentar": "1 período",
        "Con FUR generado, NO presentado": "T4 oct–dic 2012",
    } == {each.label: each.value for each in flag.figures}
