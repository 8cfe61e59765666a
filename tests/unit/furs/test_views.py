"""What the pages say."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.base.throttle import Throttle
from ser_app.declarations.states import Channel, Use
from ser_app.furs import service
from ser_app.furs.finding.repository import FurFilter
from ser_app.furs.states import ShownFurState
from ser_app.furs.views.document import FurView, fur_view
from ser_app.furs.views.listing import address_of, list_view, read_filter, read_page
from ser_app.furs.views.review import review_view
from ser_app.people.actor import Actor
from ser_app.signing.views.verification import verified_view
from tests.factories import Company, make_company
from tests.unit.furs.desk import file, prepare, sign
from tests.unit.furs.examples import form
from tests.unit.furs.reading import qr_codes, rendered


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def issued(res: Resources, company: Company, **how: object) -> str:
    return service.issue(res, company.preparer, prepare(res, company, **how))  # type: ignore[arg-type]  # passed on


def shown(res: Resources, actor: Actor, number: str) -> FurView:
    return fur_view(service.fur_detail(res, actor, number), res.clock.today())


def test_until_both_sign_it_says_not_filed_and_names_who_is_missing(
    res: Resources, company: Company
) -> None:
    number = issued(res, company)
    view = shown(res, company.representative, number)
    assert view.headline == (
        "FUR generado, NO presentado: faltan las firmas de "
        f"{company.representative.name} (representante legal) y "
        f"{company.accountant.name} (contador)."
    )
    assert view.sign_label == "Firmar"
    assert company.accountant.name in view.sign_note
    sign(res, company.representative, number)
    last = shown(res, company.accountant, number)
    assert last.sign_label == "Firmar y presentar la declaración"
    assert "NO presentado: falta la firma de" in last.headline
    assert shown(res, company.preparer, number).sign_label == ""


def test_once_filed_it_says_the_hour_and_what_waiting_costs(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.instant = datetime(2013, 6, 21, 4, 41, 7, tzinfo=UTC)
    clock.moved_to = None
    number = issued(res, company)
    file(res, company, number)
    view = shown(res, company.preparer, number)
    assert view.headline == "Su declaración quedó presentada el 20 jun 2013 a las 23:41:07"
    assert view.sentence == (
        "Falta el pago: hoy $ 23.019.000, mañana $ 23.037.000, sin más sanción."
    )
    assert view.pay_label == "Pagar $ 23.019.000 por PSE"
    assert view.receipt == "CP-2013-00000001"
    assert view.receipt_href.endswith("#constancia")


def test_filed_in_time_there_is_no_penalty_at_all(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 12)
    number = issued(res, company)
    file(res, company, number)
    assert shown(res, company.preparer, number).sentence.endswith("sin sanción.")


def test_signing_another_day_is_announced_with_the_new_amounts(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = issued(res, company)
    assert shown(res, company.accountant, number).stale == ""
    clock.moved_to = date(2013, 8, 20)
    view = shown(res, company.accountant, number)
    assert "$ 24.713.000" in view.stale
    assert view.state_word == "Vencido"


def test_everything_that_is_sworn_to_can_be_read(res: Resources, company: Company) -> None:
    view = shown(res, company.accountant, issued(res, company))
    assert [(line.label, line.value) for line in view.lines] == [
        ("Acceso a Internet", "$ 950.000.000")
    ]
    assert (view.levy, view.penalty, view.interest, view.total) == (
        "$ 20.900.000",
        "$ 941.000",
        "$ 1.178.000",
        "$ 23.019.000",
    )
    assert [reason.amount for reason in view.reasons[-1:]] == ["$ 23.019.000"]
    assert all(reason.sentence for reason in view.reasons)


def test_paper_is_not_signed_on_the_screen(res: Resources, company: Company) -> None:
    view = shown(res, company.accountant, issued(res, company, channel=Channel.PAPER))
    assert view.sign_label == ""
    assert view.headline == "FUR generado, NO presentado: falta pagarlo en un banco"
    assert {signer.state_word for signer in view.signers} == {"Firma a mano en el papel"}


def test_a_replaced_fur_leads_to_its_successor(res: Resources, company: Company) -> None:
    old = issued(res, company)
    new = service.reliquidate(res, company.preparer, old, date(2013, 6, 30))
    view = shown(res, company.preparer, old)
    assert view.other == new
    assert new in view.other_label


def test_the_review_says_what_the_button_does_and_what_follows(
    res: Resources, company: Company
) -> None:
    view = review_view(service.review(res, company.preparer, prepare(res, company)))
    assert view.button == "Generar FUR y enviar a firma"
    assert company.accountant.name in view.steps[1]
    assert view.total == "$ 23.019.000"
    changeable = [answer.label for answer in view.answers if answer.href]
    assert changeable[0] == "Acceso a Internet"
    assert changeable[-3:] == ["Presentación", "Uso del FUR", "Día de pago"]


def test_the_review_of_a_paper_form_speaks_of_the_bank(res: Resources, company: Company) -> None:
    key = prepare(res, company, channel=Channel.PAPER)
    view = review_view(service.review(res, company.preparer, key))
    assert view.button == "Generar FUR para pagar en banco"
    assert "banco" in view.steps[-1]


def test_the_review_names_obstacles_with_a_link_to_put_them_right(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    key = prepare(res, company)
    clock.moved_to = date(2013, 6, 25)
    view = review_view(service.review(res, company.preparer, key))
    assert [obstacle.href for obstacle in view.obstacles] == [f"/declaraciones/{key}#payment_day"]


def test_a_filter_survives_the_address(res: Resources, company: Company) -> None:
    issued(res, company)
    wanted = FurFilter(
        since=date(2013, 1, 1),
        until=date(2013, 12, 31),
        use=Use.FILING_AND_PAYMENT,
        state=ShownFurState.ISSUED,
        text="FUR & co",
    )
    address = address_of(wanted, 3)
    assert address.startswith("/furs?desde=2013-01-01&hasta=2013-12-31")
    query = dict(parse_qsl(urlsplit(address).query))
    assert read_filter(query) == wanted
    assert read_page(query) == 3
    view = list_view(service.furs_page(res, company.preparer, FurFilter(), 1), FurFilter())
    assert (view.count, view.total, view.summary) == ("1", "$ 23.019.000", "1–1 de 1")
    assert not view.filtered


def test_nonsense_in_the_address_narrows_nothing() -> None:
    assert read_filter({"desde": "ayer", "uso": "x", "estado": "'; --"}) == FurFilter()
    assert read_page({"pagina": "-1"}) == 1


def test_the_public_answer_never_calls_a_demonstration_genuine(
    res: Resources, company: Company
) -> None:
    number = issued(res, company)
    address = qr_codes(rendered(service.pdf(res, company.preparer, number).content))[0]
    found = service.verify(res, number, address.rsplit("=", 1)[1])
    assert found is not None
    view = verified_view(found)
    assert "NO tiene validez" in view.headline
    assert "; en ella NO está presentado todavía" in view.headline
    assert form().demo


def test_tries_beyond_the_limit_wait_for_the_window_to_pass() -> None:
    now = [0.0]
    throttle = Throttle(limit=2, seconds=60, clock=lambda: now[0], most=2)
    assert [throttle.allows("a") for _ in range(3)] == [True, True, False]
    assert throttle.allows("b")
    now[0] = 61
    assert throttle.allows("a")


def test_a_flood_of_addresses_does_not_fill_the_memory() -> None:
    throttle = Throttle(limit=1, seconds=60, clock=lambda: 0.0, most=3)
    for address in range(50):
        throttle.allows(str(address))
    assert len(throttle._tries) <= 3


def test_the_public_answer_begins_with_one_sentence_and_sets_today_beside_the_issue(
    res: Resources, company: Company
) -> None:
    number = issued(res, company)
    address = qr_codes(rendered(service.pdf(res, company.preparer, number).content))[0]
    file(res, company, number)
    found = service.verify(res, number, address.rsplit("=", 1)[1])
    assert found is not None
    view = verified_view(replace(found, demo=False))
    assert view.headline == "Es auténtico y está presentado; falta el pago."
    rows = {row.label: (row.then, row.now) for row in view.compared}
    assert rows["Estado"] == ("NO presentado", "Presentado")
    assert rows["Firmas"] == ("Ninguna de 2", "2 de 2")
    assert rows["Presentación"][0] == "Sin presentar"
    assert rows["Presentación"][1].startswith("Constancia CP-2013-")
    assert rows["Declaración"] == ("Inicial", "Igual")
    assert [each.word for each in view.signatures] == ["Firma electrónica"] * 2
    assert all("•••" in each.who for each in view.signatures)
    assert rows["Pago"] == (
        "$ 23.019.000 hasta el 20 jun 2013",
        "Falta: $ 23.019.000 hasta el 20 jun 2013",
    )


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"state": ShownFurState.PAID, "paid_on": date(2013, 6, 20)}, "está presentado y se pagó"),
        ({"state": ShownFurState.EXPIRED}, "está presentado, pero su día de pago ya pasó"),
        ({"state": ShownFurState.EXPIRED, "filed_at": None}, ", pero NO está presentado y su día"),
        ({"state": ShownFurState.REPLACED}, "su declaración está presentada, pero otro FUR"),
        (
            {"state": ShownFurState.REPLACED, "filed_at": None},
            "otro FUR lo reemplazó y no se puede",
        ),
        ({"state": ShownFurState.ANNULLED}, ", pero fue ANULADO"),
        ({"corrected_by": "FUR-2013-000009"}, "fue corregida después con FUR-2013-000009"),
    ],
)
def test_the_one_sentence_says_what_became_of_the_document(
    res: Resources, company: Company, change: dict[str, Any], answer: str
) -> None:
    number = issued(res, company)
    address = qr_codes(rendered(service.pdf(res, company.preparer, number).content))[0]
    file(res, company, number)
    found = service.verify(res, number, address.rsplit("=", 1)[1])
    assert found is not None
    assert answer in verified_view(replace(found, demo=False, **change)).headline


def test_an_amount_that_an_act_gives_has_no_base(res: Resources, company: Company) -> None:
    found = service.fur_detail(res, company.preparer, issued(res, company))
    assert fur_view(found, res.clock.today()).base == "$ 950.000.000"
    given = replace(found, form=replace(found.form, given_amount=True))
    assert fur_view(given, res.clock.today()).base == "no aplica"
