"""The receipt on paper says when a filing reached the server, and what moved its due day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotFound
from ser_app.base.resources import Resources
from ser_app.base.uptime.models import ServiceStop
from ser_app.declarations.receipt import summary_view
from ser_app.declarations.receipt_paper import receipt_pdf
from ser_app.declarations.reliquidation.views import MovedView
from ser_app.declarations.service import filed_summary
from ser_app.furs import service
from tests.factories import make_company
from tests.unit.furs.desk import declaration_of, file, prepare
from tests.unit.furs.reading import text_of

AT = datetime(2013, 4, 16, 4, 18, 47, tzinfo=UTC)  # 23:18:47 of the due day in Bogotá


@pytest.fixture
def clock() -> MovableClock:
    """Forty-one minutes before the deadline."""
    return MovableClock(instant=AT)


def test_the_sheet_says_in_time_by_how_much_and_by_which_clock(res: Resources) -> None:
    with res.database.unit() as unit:
        day = date(2013, 4, 15)
        unit.session.add(
            ServiceStop(
                began_at=datetime(2013, 4, 15, 20, 0, tzinfo=UTC),
                ended_at=datetime(2013, 4, 15, 20, 30, tzinfo=UTC),
                planned=False,
                began_on=day,
                ended_on=day,
                recorded_at=AT,
            )
        )
    company = make_company(res)
    number = service.issue(res, company.preparer, prepare(res, company))
    file(res, company, number)
    key = declaration_of(res, number).public_id
    view = summary_view(filed_summary(res, company.preparer, key), res, company.preparer)
    moved = MovedView("Su vencimiento pasó al 22 abr 2013", "Por Resolución 1.", "", "Sin cambio.")
    text = text_of(receipt_pdf(replace(view, moved=[moved]), AT))
    for words in (
        "CP-2013-00000001",
        "Presentada a tiempo, por 00:41:12",
        "15 abr 2013, 23:18:47,000000",
        "Reloj de la demostración",
        "n.º 1, de 15:00:00 a 15:30:00",
        "Por Resolución 1.",
        "$ 20.900.000",
    ):
        assert words in text


def test_what_is_not_filed_has_no_receipt(res: Resources) -> None:
    company = make_company(res)
    key = prepare(res, company)
    with pytest.raises(NotFound):
        filed_summary(res, company.preparer, key)


def test_another_operators_receipt_is_not_found(res: Resources) -> None:
    company, other = make_company(res), make_company(res, name="Otro")
    number = service.issue(res, company.preparer, prepare(res, company))
    file(res, company, number)
    with pytest.raises(NotFound):
        filed_summary(res, other.preparer, declaration_of(res, number).public_id)
