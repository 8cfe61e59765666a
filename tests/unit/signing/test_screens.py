"""The pages of this room and their handlers: each handler is an endpoint for the internet."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import reflex as rx

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.people.actor import Actor
from ser_app.people.guard import PUBLIC, permission_of
from ser_app.people.permissions import Permission, Role
from ser_app.signing.handing_over import sealed_report
from ser_app.signing.page import PAGES
from ser_app.signing.report import Report, SignatureReport, Verdict
from ser_app.signing.state import signing, verification
from ser_app.signing.state.signing import SigningState
from ser_app.signing.state.verification import VerificationState
from ser_app.signing.texts import SENTENCES
from ser_app.signing.views.verification import VerifiedView, verified_view
from ser_app.web.page import Page
from tests.factories import PASSWORD, Company, make_company, ministry_actor
from tests.unit.furs.desk import file, prepare
from tests.unit.furs.reading import qr_codes, rendered

Place = Callable[..., None]
REVOKED = Report(
    verdict=Verdict.INVALID,
    code="revoked",
    sentence=SENTENCES["revoked"][1],
    signatures=(
        SignatureReport(
            field="FirmaContador",
            role="accountant",
            title="Contador",
            verdict=Verdict.INVALID,
            code="revoked",
            sentence=SENTENCES["revoked"][1],
            signer_name="Gil Mora",
        ),
    ),
)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    return service.issue(res, company.preparer, prepare(res, company))


@pytest.fixture
def place(res: Resources, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Who sits before the screen, and which FUR the address names."""

    def sit(actor: Actor, part: str) -> None:
        for module in (signing, verification):
            monkeypatch.setattr(module, "resources", lambda: res)
        monkeypatch.setattr(signing, "current_actor", lambda: actor)
        monkeypatch.setattr(signing, "part_of", lambda _router, _at: part)

    return sit


async def tab(kind: type[rx.State]) -> Any:
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # the framework
    return await root.get_state(kind)


async def send(state: Any, handler: str, *arguments: object) -> Any:
    return await type(state).event_handlers[handler].fn(state, *arguments)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_the_page_is_drawn(page: Page) -> None:
    assert page.build().render()
    assert page.on_load


def test_each_handler_asks_for_its_permission() -> None:
    wanted: dict[tuple[type[rx.State], str], str] = {
        (SigningState, "open"): Permission.FUR_VIEW,
        (SigningState, "uploaded"): Permission.FUR_ISSUE,
        (SigningState, "remind"): Permission.FUR_ISSUE,
        (SigningState, "renew"): Permission.FUR_ISSUE,
        (VerificationState, "checked"): PUBLIC,
    }
    for (state, handler), permission in wanted.items():
        assert permission_of(state.event_handlers[handler].fn) == permission


async def test_it_names_who_is_missing_and_until_when_the_figures_hold(
    company: Company, number: str, place: Place
) -> None:
    place(company.preparer, number)
    page = await tab(SigningState)
    await send(page, "open")
    assert page.view.open
    assert company.representative.name in page.view.headline
    assert company.accountant.name in page.view.headline
    assert "hasta el 20 jun 2013" in page.view.sentence
    assert [each.word for each in page.view.signers] == ["Falta su firma", "Falta su firma"]


async def test_what_was_found_is_shown_only_if_the_server_sealed_it_for_this_fur(
    res: Resources, company: Company, number: str, place: Place
) -> None:
    place(company.preparer, number)
    page = await tab(SigningState)
    await send(page, "open")
    await send(page, "uploaded", sealed_report(res, number, REVOKED), "x", False)
    assert (page.report.word, page.report.kind) == ("INVÁLIDA", "failed")
    assert "No se presentó nada" in page.report.sentence
    assert "Gil Mora" in page.report.technical
    other = sealed_report(res, "FUR-2013-999999", REVOKED)
    for forged in (other, '{"verdict": "valid"}', "", None):
        await send(page, "uploaded", forged, "No se pudo.", True)
        assert (page.report.word, page.done) == ("", "")
        assert page.upload_problem == "No se pudo."


async def test_a_reader_of_a_copy_is_told_what_was_found_and_not_to_sign_again(
    res: Resources, place: Place, company: Company
) -> None:
    place(company.preparer, "")
    page = await tab(VerificationState)
    page.view = VerifiedView(number="FUR-2013-000001")
    await send(page, "checked", sealed_report(res, "FUR-2013-000001", REVOKED), "", True)
    assert page.report.sentence == "El certificado está revocado."
    await send(page, "checked", "", "No se revisó.", False)
    assert (page.report.word, page.copy_problem) == ("", "No se revisó.")


SIGNED = Report(
    verdict=Verdict.VALID,
    code="all_valid",
    sentence=SENTENCES["all_valid"][1],
    signatures=(
        SignatureReport(
            field="FirmaContador",
            role="accountant",
            title="Contador",
            verdict=Verdict.VALID,
            code="valid",
            sentence=SENTENCES["valid"][1],
            signer_name="Gil Mora",
        ),
    ),
)


async def test_a_report_says_of_each_signer_how_it_was_signed(
    res: Resources, company: Company, number: str, place: Place
) -> None:
    service.sign(
        res, company.representative, number, password=PASSWORD, accepted=True, address="192.0.2.1"
    )
    place(company.representative, number)
    shown = await tab(SigningState)
    await send(shown, "open")
    await send(shown, "uploaded", sealed_report(res, number, SIGNED), "", True)
    printed = qr_codes(rendered(service.pdf(res, company.preparer, number).content))[0]
    verified = service.verify(res, number, parse_qs(urlsplit(printed).query)["codigo"][0])
    assert verified is not None
    public = await tab(VerificationState)
    public.view = verified_view(verified)
    await send(public, "checked", sealed_report(res, number, SIGNED), "", True)
    for report in (shown.report, public.report):
        assert report.sentence == (
            "Las firmas digitales de este documento son válidas. La otra firma es electrónica: se "
            "hizo con la propia cuenta y no va dentro del PDF."
        )
        assert [(each.role, each.word) for each in report.signatures] == [
            ("Contador", "VÁLIDA"),
            ("Representante legal", "Firma electrónica"),
        ]
    await send(public, "checked", sealed_report(res, number, REVOKED), "", False)
    assert [each.word for each in public.report.signatures] == ["INVÁLIDA"]


async def test_after_the_day_of_the_figures_another_fur_is_offered(
    company: Company, number: str, place: Place, clock: MovableClock
) -> None:
    place(company.preparer, number)
    clock.moved_to = clock.today() + timedelta(days=1)
    page = await tab(SigningState)
    await send(page, "open")
    assert not page.view.open
    assert page.view.may_renew
    assert "/firma-digital" in str(await send(page, "renew"))


async def test_once_filed_and_for_who_looks_on_nothing_is_asked(
    res: Resources, company: Company, number: str, place: Place
) -> None:
    place(ministry_actor(res, Role.SUPERVISOR), number)
    looking = await tab(SigningState)
    await send(looking, "open")
    assert (looking.view.open, looking.view.may_remind) == (False, False)
    file(res, company, number)
    place(company.preparer, number)
    page = await tab(SigningState)
    await send(page, "open")
    assert page.view.headline.startswith("La declaración quedó presentada")
    assert [each.word[:19] for each in page.view.signers] == ["Firmó con su cuenta"] * 2


async def test_a_reminder_says_to_whom_and_a_second_one_why_not(
    company: Company, number: str, place: Place
) -> None:
    place(company.preparer, number)
    page = await tab(SigningState)
    await send(page, "open")
    await send(page, "remind")
    assert company.accountant.name in page.done
    await send(page, "remind")
    assert "Ya se les recordó hoy" in page.problem


async def test_a_foreign_fur_shows_nothing(res: Resources, number: str, place: Place) -> None:
    place(make_company(res).preparer, number)
    page = await tab(SigningState)
    await send(page, "open")
    assert (page.view.number, bool(page.problem)) == ("", True)
