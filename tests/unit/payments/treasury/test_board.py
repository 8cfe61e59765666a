"""What the board says of each bank and day, and what can be done about it."""

from datetime import date
from pathlib import Path

import pytest

from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.payments.bank_files import repository as files
from ser_app.payments.bank_files.models import BankAgreement
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.treasury.board import Standing, board, record_silence
from ser_app.payments.treasury.views import board_view, cell_view
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.support.collections import make_agreement
from tests.unit.payments.bank_files.files import loaded, posted, written
from tests.unit.payments.builders import TOTAL, make_payable

TODAY = date(2013, 6, 20)
WHY = "El banco avisó por correo"


@pytest.fixture
def treasury(res: Resources) -> Actor:
    make_agreement(res)
    return ministry_actor(res, Role.TREASURY)


def bank(res: Resources) -> BankAgreement:
    with res.database.reading() as unit:
        return files.agreements(unit)[0]


def standings(res: Resources, actor: Actor, last: date | None = None) -> dict[int, str]:
    return {day.day: cells[0].standing for day, cells in board(res, actor, last).days}


def test_a_working_day_without_file_is_awaited_and_no_other(
    res: Resources, treasury: Actor
) -> None:
    found = standings(res, treasury)
    assert len(found) == 14
    assert found[20] is Standing.TODAY
    assert found[19] is Standing.AWAITED
    # A weekend, and two Mondays of Ley 51/1983: Corpus Christi on the 3rd is outside, the 10th not.
    assert {day for day, each in found.items() if each is Standing.HOLIDAY} == {8, 9, 10, 15, 16}


def test_a_bank_is_awaited_from_its_agreement_on(res: Resources, treasury: Actor) -> None:
    with res.database.unit() as unit:
        row = files.agreements(unit)[0]
        row.since = date(2013, 6, 18)
        unit.session.add(row)
    found = standings(res, treasury)
    assert (found[17], found[18]) == (Standing.NOT_YET, Standing.AWAITED)


def test_a_cell_goes_from_awaited_over_posting_and_exceptions_to_loaded(
    res: Resources, treasury: Actor, tmp_path: Path
) -> None:
    due = make_payable(res)
    payments = [Collected(due.fur.reference or "", TOTAL), Collected("77", 40_000)]
    loaded(res, written(tmp_path / "malo.txt", payments, nit="899999053"))
    assert standings(res, treasury)[20] is Standing.TODAY  # a refused file is no file
    path = written(tmp_path / "a.txt", payments)
    file = loaded(res, path)
    assert standings(res, treasury)[20] is Standing.POSTING
    from ser_app.payments.bank_files.posting import post_file

    post_file(res, file.id or 0)
    [cell] = board(res, treasury).days[0][1]
    shown = cell_view(cell)
    assert (shown.word, shown.detail) == (
        "Con excepciones", "2 pagos, $\u00a023.059.000; 1 por resolver",
    )  # fmt: skip
    assert shown.href == "/conciliacion?banco=007&desde=2013-06-20&hasta=2013-06-20"
    posted(res, written(tmp_path / "b.txt", [], day=date(2013, 6, 19)))
    assert standings(res, treasury)[19] is Standing.LOADED


def test_a_bank_without_movement_is_awaited_no_more(res: Resources, treasury: Actor) -> None:
    day = date(2013, 6, 19)
    record_silence(res, treasury, bank(res).public_id, day, WHY)
    assert standings(res, treasury)[19] is Standing.SILENT
    view = board_view(board(res, treasury), TODAY)
    assert [each.cells[0].detail for each in view.days if each.iso == "2013-06-19"] == [WHY]
    with pytest.raises(Conflict):
        record_silence(res, treasury, bank(res).public_id, day, WHY)


def test_what_is_not_awaited_needs_no_word_and_a_loaded_day_admits_none(
    res: Resources, treasury: Actor, tmp_path: Path
) -> None:
    key = bank(res).public_id
    posted(res, written(tmp_path / "a.txt", [Collected("77", 40_000)]))
    with pytest.raises(Conflict):
        record_silence(res, treasury, key, TODAY, WHY)
    for day in (date(2013, 6, 16), date(2013, 6, 21)):
        with pytest.raises(Refused):
            record_silence(res, treasury, key, day, WHY)
    with pytest.raises(Refused):
        record_silence(res, treasury, key, date(2013, 6, 19), "corto")
    with pytest.raises(NotFound):
        record_silence(res, treasury, "nothing", date(2013, 6, 19), WHY)
    auditor = ministry_actor(res, Role.AUDITOR)
    with pytest.raises(NotAllowed):
        record_silence(res, auditor, key, date(2013, 6, 19), WHY)
    with pytest.raises(NotAllowed):
        board(res, ministry_actor(res, Role.SUPERVISOR))


def test_one_scrolls_back_and_not_into_the_future(res: Resources, treasury: Actor) -> None:
    view = board_view(board(res, treasury, date(2013, 6, 6)), TODAY)
    assert (view.days[0].iso, view.days[-1].iso) == ("2013-06-06", "2013-05-24")
    assert view.later_href.endswith("hasta=2013-06-20")
    newest = board_view(board(res, treasury, date(2014, 1, 1)), TODAY)
    assert (newest.days[0].iso, newest.later_href) == ("2013-06-20", "")
    assert newest.earlier_href.endswith("hasta=2013-06-06")
