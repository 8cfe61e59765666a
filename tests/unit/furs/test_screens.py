"""The room's pages and their handlers: each handler is an endpoint for the internet."""

from collections.abc import Callable
from datetime import date
from inspect import isasyncgen
from typing import Any

import pytest
import reflex as rx

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.base.throttle import Throttle
from ser_app.furs import service
from ser_app.furs.page import PAGES
from ser_app.furs.state import document, listing, review
from ser_app.furs.state.document import FurPageState
from ser_app.furs.state.listing import FursState
from ser_app.furs.state.review import ReviewState
from ser_app.people.actor import Actor
from ser_app.people.guard import PUBLIC, permission_of
from ser_app.people.permissions import Permission
from ser_app.signing.state import verification
from ser_app.signing.state.verification import VerificationState
from ser_app.web.page import Page
from tests.factories import PASSWORD, Company, make_company
from tests.unit.furs.desk import declaration_of, file, fur, prepare

Place = Callable[..., None]


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    return service.issue(res, company.preparer, prepare(res, company))


@pytest.fixture
def place(res: Resources, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Who sits before the screen, and what the address says."""

    def sit(actor: Actor | None, part: str = "", **query: str) -> None:
        for module in (document, listing, review, verification):
            monkeypatch.setattr(module, "resources", lambda: res)
            monkeypatch.setattr(module, "current_actor", lambda: actor, raising=False)
            monkeypatch.setattr(module, "part_of", lambda _router, _at: part, raising=False)
            monkeypatch.setattr(module, "query_of", lambda _router: query, raising=False)

    return sit


async def tab(kind: type[rx.State]) -> Any:
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # the framework
    return await root.get_state(kind)


async def send(state: Any, handler: str, *arguments: object) -> list[Any]:
    """Call a handler as an event would; gives what it sent back to the browser."""
    outcome = type(state).event_handlers[handler].fn(state, *arguments)
    if isasyncgen(outcome):
        return [event async for event in outcome if event is not None]
    returned = await outcome
    return [] if returned is None else [returned]


def leads_to(events: list[Any], address: str) -> bool:
    return any(address in str(event) for event in events)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_the_page_is_drawn(page: Page) -> None:
    assert page.build().render()
    assert page.on_load


def test_what_only_some_may_do_asks_for_their_permission() -> None:
    wanted: dict[tuple[type[rx.State], str], str] = {
        (ReviewState, "open"): Permission.DECLARATION_VIEW,
        (ReviewState, "issue"): Permission.FUR_ISSUE,
        (FurPageState, "open"): Permission.FUR_VIEW,
        (FurPageState, "sign"): Permission.DECLARATION_SIGN,
        (FurPageState, "choose_day"): Permission.FUR_ISSUE,
        (FurPageState, "renew"): Permission.FUR_ISSUE,
        (FurPageState, "edit_again"): Permission.DECLARATION_PREPARE,
        (FursState, "open"): Permission.FUR_VIEW,
        (VerificationState, "verify"): PUBLIC,
    }
    for (state, handler), permission in wanted.items():
        assert permission_of(state.event_handlers[handler].fn) == permission


async def test_the_review_issues_the_fur_and_opens_it(
    res: Resources, company: Company, place: Place
) -> None:
    key = prepare(res, company)
    place(company.preparer, key)
    page = await tab(ReviewState)
    assert await send(page, "open") == []
    assert page.view.total == "$ 23.019.000"
    await send(page, "explain", "arrears_interest")
    assert page.reason.amount == "$ 1.178.000"
    await send(page, "explain", "arrears_interest")
    assert page.open_code == ""
    assert leads_to(await send(page, "issue"), "/furs/FUR-2013-000001")
    again = await tab(ReviewState)
    assert leads_to(await send(again, "open"), "/furs/FUR-2013-000001")


async def test_the_review_of_a_foreign_declaration_shows_nothing_of_it(
    res: Resources, company: Company, place: Place
) -> None:
    key = prepare(res, company)
    place(make_company(res).preparer, key)
    page = await tab(ReviewState)
    await send(page, "open")
    assert page.view.public_id == ""
    assert page.problem
    assert await send(page, "issue") == []


async def test_a_refusal_to_issue_is_told_and_the_button_comes_back(
    res: Resources, company: Company, place: Place, clock: MovableClock
) -> None:
    place(company.preparer, prepare(res, company))
    page = await tab(ReviewState)
    await send(page, "open")
    clock.moved_to = date(2013, 6, 21)
    await send(page, "issue")
    assert "ya pasó" in page.problem
    assert not page.issuing


async def test_signing_tells_each_error_beside_its_field(
    company: Company, number: str, place: Place
) -> None:
    place(company.accountant, number)
    page = await tab(FurPageState)
    await send(page, "open")
    await send(page, "sign", {"password": PASSWORD})
    assert page.oath_error
    await send(page, "sign", {"password": "otra", "accepted": "on"})
    assert (page.oath_error, page.signing) == ("", False)
    assert "contraseña" in page.password_error


async def test_the_last_signature_shows_the_filing(
    res: Resources, company: Company, number: str, place: Place
) -> None:
    for signer in (company.representative, company.accountant):
        place(signer, number)
        page = await tab(FurPageState)
        await send(page, "open")
        await send(page, "sign", {"password": PASSWORD, "accepted": "on"})
    assert "quedó presentada" in page.done
    assert page.view.headline.startswith("Su declaración quedó presentada")
    assert page.view.sign_label == ""
    assert declaration_of(res, number).receipt_number == page.view.receipt


async def test_a_day_that_turns_while_signing_shows_the_new_figures_first(
    res: Resources, company: Company, number: str, place: Place, clock: MovableClock
) -> None:
    place(company.accountant, number)
    page = await tab(FurPageState)
    await send(page, "open")
    clock.moved_to = date(2013, 6, 21)
    await send(page, "sign", {"password": PASSWORD, "accepted": "on"})
    assert "Los valores cambiaron" in page.sign_problem
    assert "$ 23.037.000" in page.view.stale
    events = await send(page, "sign", {"password": PASSWORD, "accepted": "on"})
    assert leads_to(events, "/furs/FUR-2013-000002")
    assert fur(res, "FUR-2013-000002").total == 23_037_000


@pytest.mark.parametrize("sent", [None, "x", 7, [], {}, {"password": 7}, {"password": None}])
async def test_nonsense_instead_of_a_form_signs_nothing(
    company: Company, number: str, place: Place, sent: object
) -> None:
    place(company.accountant, number)
    page = await tab(FurPageState)
    await send(page, "open")
    assert await send(page, "sign", sent) == []
    assert page.done == ""


async def test_another_day_shows_its_cost_and_issues_its_fur(
    res: Resources, company: Company, number: str, place: Place
) -> None:
    file(res, company, number)
    place(company.preparer, number)
    page = await tab(FurPageState)
    await send(page, "open")
    assert page.renew_day == "2013-06-20"
    await send(page, "choose_day", "2013-08-20")
    assert page.renew_label == "Generar FUR para el 20 ago 2013 por $ 24.086.000"
    await send(page, "choose_day", "2013-06-20")
    assert page.renew_same
    assert page.renew_label == ""
    await send(page, "choose_day", "2013-06-01")
    assert "ya pasó" in page.renew_error
    await send(page, "choose_day", "mañana")
    assert page.renew_error
    assert await send(page, "renew") == []
    await send(page, "choose_day", "2013-08-20")
    assert leads_to(await send(page, "renew"), "/furs/FUR-2013-000002")


async def test_correcting_asks_first_and_leads_to_the_draft(
    res: Resources, company: Company, number: str, place: Place
) -> None:
    key = declaration_of(res, number).public_id
    place(company.preparer, number)
    page = await tab(FurPageState)
    await send(page, "open")
    await send(page, "ask_to_edit")
    assert page.confirming_edit
    await send(page, "keep")
    assert not page.confirming_edit
    assert leads_to(await send(page, "edit_again"), f"/declaraciones/{key}")


async def test_a_foreign_fur_is_not_found(res: Resources, number: str, place: Place) -> None:
    place(make_company(res).accountant, number)
    page = await tab(FurPageState)
    await send(page, "open")
    assert page.view.number == ""
    assert page.problem
    await send(page, "sign", {"password": PASSWORD, "accepted": "on"})
    await send(page, "edit_again")
    assert fur(res, number).state == "issued"


async def test_the_list_reads_its_filter_from_the_address(
    company: Company, number: str, place: Place
) -> None:
    place(company.preparer, estado="issued")
    page = await tab(FursState)
    await send(page, "open")
    assert [row.number for row in page.view.rows] == [number]
    place(company.preparer, estado="paid")
    await send(page, "open")
    assert page.view.rows == []
    assert page.view.filtered


async def test_verifying_answers_alike_for_wrong_number_and_wrong_code(
    number: str, place: Place
) -> None:
    place(None)
    page = await tab(VerificationState)
    answers = set()
    for form in (
        {"numero": number, "codigo": "0" * 16},
        {"numero": "FUR-1999-000001", "codigo": "0" * 16},
    ):
        await send(page, "verify", form)
        answers.add((page.answer, page.answer_kind, page.view.number))
    assert len(answers) == 1


async def test_too_many_verifications_have_to_wait(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "_TRIES", Throttle(limit=1, seconds=60))
    place(None, numero="FUR-1999-000001", codigo="0" * 16)
    page = await tab(VerificationState)
    await send(page, "open")
    assert page.answer_kind == "failed"
    await send(page, "open")
    assert page.answer_kind == "pending"


async def test_an_empty_verification_says_what_to_write(place: Place) -> None:
    place(None)
    page = await tab(VerificationState)
    await send(page, "open")
    assert page.answer == ""
    await send(page, "verify", {})
    assert "Escriba" in page.answer
