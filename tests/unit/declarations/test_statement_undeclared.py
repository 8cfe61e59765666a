"""The statement names the periods nobody declared, and claims nothing that it cannot know."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from ser_app.base.resources import Resources
from ser_app.declarations.good_standing.service import tell_undeclared
from ser_app.ledger.statement import service, undeclared
from ser_app.ledger.statement.files import to_xlsx
from ser_app.ledger.statement.paper import to_pdf
from ser_app.ledger.statement.views import StatementView, statement_view
from tests.factories import Company, make_company
from tests.unit.furs.corrections import filed, pay

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undeclared, "_joined", [tell_undeclared])


@pytest.fixture
def company(res: Resources) -> Company:
    """Its periods due until today, 20 June 2013: 2012-Q4 and 2013-Q1."""
    return make_company(res, valid_from=date(2012, 10, 1))


def answer_of(res: Resources, company: Company, last: date | None = None) -> service.Answer:
    return service.statement_of(res, company.accountant, "", None, last)


def view_of(res: Resources, company: Company, last: date | None = None) -> StatementView:
    return statement_view(answer_of(res, company, last))


def test_what_was_never_declared_is_named_and_nothing_false_is_claimed(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    view = view_of(res, company)
    assert view.total == "$ 23.019.000"
    assert view.title == "Para pagar lo registrado, el"
    assert view.spoken.startswith("Para pagar lo registrado, el 20 de junio de 2013")
    assert view.undeclared.startswith("1 período vencido sin declarar a ese día: ")
    assert "2012" in view.undeclared
    assert "no está en este total" in view.undeclared


def test_with_everything_declared_the_total_brings_up_to_date(
    res: Resources, company: Company
) -> None:
    pay(res, filed(res, company, "2012-Q4"))
    filed(res, company)
    view = view_of(res, company)
    assert (view.title, view.undeclared) == ("Para quedar al día el", "")


def test_a_day_before_its_filing_a_period_was_missing(res: Resources, company: Company) -> None:
    pay(res, filed(res, company, "2012-Q4"))
    pay(res, filed(res, company))
    before = view_of(res, company, date(2013, 5, 10))
    assert before.title == "Para pagar lo registrado, el"
    assert before.undeclared.startswith("2 períodos vencidos sin declarar a ese día: ")
    assert view_of(res, company).undeclared == ""


def test_a_period_is_missing_only_after_its_due_day(res: Resources, company: Company) -> None:
    assert len(answer_of(res, company).undeclared or ()) == 2
    assert len(answer_of(res, company, date(2013, 4, 15)).undeclared or ()) == 1
    assert answer_of(res, company, date(2013, 1, 15)).undeclared == ()
    later = answer_of(res, company, date(2014, 6, 1))
    assert len(later.undeclared or ()) == 2  # what is not due yet today is not missing


def test_paper_and_sheet_say_the_same(res: Resources, company: Company) -> None:
    filed(res, company)
    answer = answer_of(res, company)
    told = statement_view(answer).undeclared
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(to_pdf(answer, NOW))]
    words = " ".join(" ".join(pages).split())
    assert told in words
    assert "Para quedar al día" not in words
    rows = load_workbook(BytesIO(to_xlsx(answer)))["Deudas"].iter_rows(values_only=True)
    assert told in {row[0] for row in rows}


def test_where_nobody_can_say_nothing_is_claimed(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undeclared, "_joined", [])
    view = view_of(res, company)
    assert (view.title, view.undeclared) == ("Para pagar lo registrado, el", "")
