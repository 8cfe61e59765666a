"""Lists in parts: nothing twice, nothing hidden, and only a cursor of ours."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from ser_app.api.v1.cursors import read_cursor, write_cursor
from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.service import start_draft
from ser_app.furs import service as furs
from tests.factories import Company, make_company
from tests.unit.api.v1.office import Program, program_of
from tests.unit.furs.desk import file, prepare

PERIODS = ("2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4", "2013-Q1")


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest_asyncio.fixture
async def program(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> AsyncIterator[Program]:
    async with program_of(res, monkeypatch, company) as opened:
        yield opened


async def pages(program: Program, path: str, **query: str) -> list[list[dict[str, object]]]:
    found = []
    cursor = ""
    while True:
        sent = {**query, **({"cursor": cursor} if cursor else {})}
        answer = (await program.get(path, **sent)).json()
        found.append(answer["items"])
        cursor = answer["next_cursor"]
        if cursor is None:
            return found


async def test_parts_hold_all_rows_once_the_last_due_first(
    res: Resources, company: Company, program: Program
) -> None:
    for period in PERIODS:
        start_draft(res, company.preparer, company.expediente.public_id, period)
    found = await pages(program, "/declarations", limit="2")
    assert [[each["period"] for each in page] for page in found] == [
        ["2013-Q1", "2012-Q4"],
        ["2012-Q3", "2012-Q2"],
        ["2012-Q1"],
    ]
    between = {"from": "2012-07-01", "to": "2012-10-31"}
    narrowed = await pages(program, "/declarations", **between)
    assert [each["period"] for each in narrowed[0]] == ["2012-Q3", "2012-Q2"]


async def test_what_comes_in_meanwhile_neither_repeats_nor_hides_a_row(
    res: Resources, company: Company, program: Program
) -> None:
    for period in PERIODS[:4]:
        furs.issue(res, company.preparer, prepare(res, company, period))
    first = (await program.get("/furs", limit="2")).json()
    furs.issue(res, company.preparer, prepare(res, company, PERIODS[4]))
    rest = (await program.get("/furs", limit="2", cursor=first["next_cursor"])).json()
    numbers = [each["number"] for part in (first, rest) for each in part["items"]]
    assert numbers == [f"FUR-2013-00000{number}" for number in (4, 3, 2, 1)]
    assert rest["next_cursor"] is None


async def test_days_narrow_by_the_day_of_issue(
    res: Resources, company: Company, program: Program, clock: MovableClock
) -> None:
    furs.issue(res, company.preparer, prepare(res, company, "2012-Q1"))
    clock.moved_to = date(2013, 6, 25)
    furs.issue(res, company.preparer, prepare(res, company, "2012-Q2"))
    late = (await program.get("/furs", **{"from": "2013-06-21"})).json()["items"]
    early = (await program.get("/furs", to="2013-06-24")).json()["items"]
    assert [each["period"] for each in (*late, *early)] == ["2012-Q2", "2012-Q1"]


async def test_movements_of_the_statement_go_on_where_they_stopped(
    res: Resources, company: Company, program: Program
) -> None:
    for period in PERIODS:
        file(res, company, furs.issue(res, company.preparer, prepare(res, company, period)))
    whole = (await program.get("/statement", limit="200", **{"from": "2012-01-01"})).json()
    assert whole["next_cursor"] is None
    found, cursor = [], ""
    while cursor is not None:
        query = {"limit": "2", "from": "2012-01-01", **({"cursor": cursor} if cursor else {})}
        part = (await program.get("/statement", **query)).json()
        found += part["movements"]
        cursor = part["next_cursor"]
        assert part["total"] == whole["total"]
    assert found == whole["movements"]
    assert len(found) >= len(PERIODS)


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ({"cursor": "x"}, "cursor", "cursor_invalid"),
        ({"cursor": "á"}, "cursor", "cursor_invalid"),
        ({"cursor": "MjAxMy0xMy0wMS8x"}, "cursor", "cursor_invalid"),  # month 13
        ({"cursor": write_cursor(date(2024, 1, 1), 2**31)}, "cursor", "cursor_invalid"),
        ({"limit": "0"}, "limit", "invalid_request"),
        ({"limit": "201"}, "limit", "invalid_request"),
        ({"from": "2013-6-1"}, "from", "invalid_request"),
        ({"to": "1999-12-31"}, "to", "invalid_request"),
        ({"from": "2013-02-01", "to": "2013-01-01"}, "from", "days_turned_around"),
        ({"pagina": "2"}, "pagina", "invalid_request"),
        ({"since": "2013-06-01"}, "since", "invalid_request"),
    ],
)
async def test_a_question_that_makes_no_sense_is_told_where(
    program: Program, query: dict[str, str], field: str, code: str
) -> None:
    answer = await program.get("/furs", **query)
    found = answer.json()
    assert (answer.status_code, found["code"], found["field"]) == (422, code, field)


def test_a_cursor_comes_back_as_it_was() -> None:
    assert read_cursor(write_cursor(date(2013, 6, 20), 7)) == (date(2013, 6, 20), 7)
    with pytest.raises(Refused):
        read_cursor("MjAxMy0wNi0yMC8")
