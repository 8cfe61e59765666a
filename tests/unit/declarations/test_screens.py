"""Words and addresses of the list, the choice of quarters and the summary."""

from datetime import date

import pytest

from ser_app.base.resources import Resources
from ser_app.declarations import beginning, listing, service
from ser_app.declarations.receipt import summary_view
from ser_app.declarations.repository import DeclarationFilter
from ser_app.declarations.states import SignerRole
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.declarations.support import begun
from tests.unit.declarations.test_filing import file, prepared, sign

TODAY = date(2013, 6, 20)


@pytest.mark.parametrize(
    ("query", "wanted", "page"),
    [
        ({}, DeclarationFilter(), 1),
        (
            {"expediente": "ab", "estado": "filed", "ano": "2013", "pagina": "3"},
            DeclarationFilter("ab", "filed", 2013),
            3,
        ),
        ({"estado": "stolen", "ano": "MMXIII", "pagina": "-1"}, DeclarationFilter(), 1),
        ({"ano": "9" * 400, "pagina": "٣"}, DeclarationFilter(), 1),
    ],
)
def test_the_address_is_read_with_care(
    query: dict[str, str], wanted: DeclarationFilter, page: int
) -> None:
    assert listing.read_query(query) == listing.Asked(wanted, page)


def test_links_to_other_pages_keep_the_filter(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ser_app.declarations.service.consulting.PAGE_SIZE", 1)
    monkeypatch.setattr("ser_app.declarations.listing.PAGE_SIZE", 1)
    company = make_company(res)
    begun(res, company, "2012-Q3")
    begun(res, company, "2012-Q4")
    wanted = DeclarationFilter(year=2012)
    first = service.declarations_page(res, company.preparer, wanted, 1)
    view = listing.list_view(first, wanted, TODAY, all_operators=False)
    assert view.summary == "1–1 de 2"
    assert view.previous_href == ""
    assert view.next_href == "/declaraciones?ano=2012&pagina=2"
    assert [row.period for row in view.rows] == ["T4 oct–dic 2012"]


def test_the_quarters_of_the_newest_year_to_declare_come_first(res: Resources) -> None:
    company = make_company(res)
    draft = begun(res, company)
    choices = service.period_choices(res, company.preparer, company.expediente.public_id)
    view = beginning.quarters_view(choices, "", TODAY)
    assert view.year == "2012"
    assert view.elsewhere == ""
    of_2013 = beginning.quarters_view(choices, "2013", TODAY)
    assert of_2013.quarters[0].action == "Continuar el borrador"
    assert of_2013.quarters[0].href == f"/declaraciones/{draft.public_id}"
    assert of_2013.elsewhere == "También hay períodos sin declarar en 2012."


def test_until_both_have_signed_it_says_who_is_missing(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)
    found = service.summary(res, company.representative, draft.public_id)
    view = summary_view(found, res, company.representative)
    assert view.headline == "FUR generado, NO presentado"
    assert view.sentence == "Falta la firma del representante legal."
    assert view.next_label == "Ver el FUR y firmar"


def test_the_receipt_names_number_instant_and_signers(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)
    sign(res, company, draft, company.representative, SignerRole.LEGAL_REPRESENTATIVE)
    file(res, company, draft)
    found = service.summary(res, company.preparer, draft.public_id)
    view = summary_view(found, res, company.preparer)
    assert view.receipt_number == "CP-2013-00000001"
    assert view.headline == "Presentada el 20 jun 2013 a las 10:00:00"
    assert [signature.role for signature in view.signatures] == [
        "Contador o revisor fiscal",
        "Representante legal",
    ]
    assert view.next_label == "Ver el FUR y pagar"


def test_a_supervisor_reads_a_draft_and_is_offered_nothing(res: Resources) -> None:
    company = make_company(res)
    draft = begun(res, company)
    supervisor = ministry_actor(res, Role.SUPERVISOR)
    view = summary_view(service.summary(res, supervisor, draft.public_id), res, supervisor)
    assert view.headline == "Borrador, NO presentado"
    assert (view.next_label, view.next_href) == ("", "")
