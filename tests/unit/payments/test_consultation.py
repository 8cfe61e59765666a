"""*Estado de pagos*: filter, totals, pages and the file of exactly what is filtered."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest

from ser_app.base.errors import NotAllowed
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.service import payments_csv, payments_page
from ser_app.payments.transitions import AttemptState
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.unit.payments.builders import DAY, Payable, make_payable

ALL = PaymentFilter()


def add(
    res: Resources,
    due: Payable,
    *,
    state: str = "approved",
    channel: str = "pse",
    on: date = DAY,
    amount: int = 1_000,
    bank: str = "Banco de pruebas",
    times: int = 1,
) -> None:
    with res.database.unit() as unit:
        unit.session.add_all(
            PaymentAttempt(
                public_id=public_id(),
                fur_id=due.fur.id or 0,
                operator_id=due.fur.operator_id,
                channel=channel,
                regime=due.fur.regime,
                state=state,
                live=False,
                reference=due.fur.reference or "",
                amount=amount,
                description="Contraprestación",
                bank=bank,
                created_at=res.clock.now() - (DAY - on),
                created_on=on,
            )
            for _ in range(times)
        )


def test_the_filter_narrows_and_its_totals_count_all_pages(res: Resources) -> None:
    due = make_payable(res)
    for state in ("approved", "rejected"):
        add(res, due, state=state, amount=1_000, times=30)
    page = payments_page(res, due.company.preparer, ALL, page=2)
    assert (len(page.rows), page.summary) == (10, "51–60 de 60")
    assert (page.approved_count, page.approved_amount) == ("30", "$ 30.000")
    assert (page.previous, page.following) == (1, 0)
    rejected = PaymentFilter(state=AttemptState.REJECTED)
    narrowed = payments_page(res, due.company.preparer, rejected)
    assert {row.state_word for row in narrowed.rows} == {"Rechazada"}
    assert (narrowed.count, narrowed.approved_amount) == ("30", "$ 0")


def test_days_channel_and_text_narrow_too(res: Resources) -> None:
    due = make_payable(res)
    add(res, due, on=DAY - timedelta(days=10))
    add(res, due, on=DAY, channel="bank")
    actor = due.company.preparer
    assert payments_page(res, actor, PaymentFilter(since=DAY)).count == "1"
    assert payments_page(res, actor, PaymentFilter(until=DAY - timedelta(days=1))).count == "1"
    assert payments_page(res, actor, PaymentFilter(channel="bank")).count == "1"
    assert payments_page(res, actor, PaymentFilter(text=due.number[-6:])).count == "2"
    assert payments_page(res, actor, PaymentFilter(text="%")).count == "0"


def test_a_page_beyond_the_last_shows_the_last(res: Resources) -> None:
    due = make_payable(res)
    add(res, due)
    assert payments_page(res, due.company.preparer, ALL, page=99).summary == "1–1 de 1"
    empty = make_payable(res)
    assert payments_page(res, empty.company.preparer, ALL).summary == "0–0 de 0"


def test_an_operator_sees_its_own_and_the_ministry_all(res: Resources) -> None:
    mine, other = make_payable(res), make_payable(res)
    add(res, mine)
    add(res, other)
    assert payments_page(res, mine.company.preparer, ALL).count == "1"
    assert payments_page(res, ministry_actor(res, Role.SUPERVISOR), ALL).count == "2"
    with pytest.raises(NotAllowed):
        payments_page(res, ministry_actor(res, Role.SER_ADMIN), ALL)
    with pytest.raises(NotAllowed):
        payments_csv(res, ministry_actor(res, Role.SER_ADMIN), ALL)


def test_the_file_has_exactly_the_filtered_rows(res: Resources) -> None:
    mine, other = make_payable(res), make_payable(res)
    add(res, mine, state="rejected", times=1_203)
    add(res, mine)
    add(res, other, state="rejected")
    narrowed = PaymentFilter(state=AttemptState.REJECTED)
    text = "".join(payments_csv(res, mine.company.preparer, narrowed))
    assert text.startswith("\ufeffFecha y hora;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 1_203
    assert {row["Estado"] for row in rows} == {"Rechazada"}
    assert rows[0]["Valor"] == "1000"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(res: Resources, start: str) -> None:
    due = make_payable(res)
    add(res, due, bank=f'{start}HYPERLINK("http://evil.example")')
    text = "".join(payments_csv(res, due.company.preparer, ALL))
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert row["Banco"].startswith(f"'{start}HYPERLINK")


def test_the_address_keeps_the_filter() -> None:
    narrowed = PaymentFilter(DAY, DAY, AttemptState.REVIEW, "pse", "Compañía & Cía")
    query = narrowed.query(page=3)
    pairs = dict(parse_qsl(query))
    assert PaymentFilter.parse(pairs) == narrowed
    assert pairs["pagina"] == "3"
    assert PaymentFilter.parse({"estado": "no", "desde": "ayer", "medio": "x"}) == ALL
    assert ALL.query() == ""
