"""The sheet of a quarter: its rows, what is written into them, what is copied."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.service import open_draft, open_periods_of, save_draft
from ser_app.declarations.states import LineKind
from ser_app.furs.quarter.cells import Cell, CellColumn
from ser_app.furs.quarter.sheet import copy_previous, place, say_nil, sheet, write_cells
from ser_app.furs.quarter.views import row_views, totals_view
from ser_app.law.periods import Period
from ser_app.people.permissions import Role
from tests.factories import make_company, make_expediente, ministry_actor
from tests.unit.furs.quarter.offices import LAST, QUARTER, Office, make_office


@pytest.fixture
def office(res: Resources) -> Office:
    return make_office(res, "POSTAL", "RADIO")


def test_a_quarter_has_a_row_for_each_expediente_that_declares_quarters(office: Office) -> None:
    prst, postal, radio = office.expedientes
    assert [row.entry.number for row in office.rows()] == [prst.number, postal.number]
    [year] = office.rows(Period(2013))
    assert (year.entry.number, year.entry.draft.given_amount) == (radio.number, True)
    open_ = open_periods_of(office.res, office.company.preparer)
    assert [each.text for each in open_[:3]] == ["2013-Q1", "2013", "2012-Q4"]
    assert office.rows(Period(2013, 2)) == []


def test_what_is_written_is_liquidated_as_on_the_form(office: Office) -> None:
    office.write(("950.000.000", ""), ("$ 10.000.000", "1.000.000"))
    prst, postal = office.rows()
    assert prst.figures is not None
    # worked out in rules.md: 66 days late
    assert (prst.figures.levy, prst.figures.penalty, prst.figures.interest) == (
        20_900_000, 941_000, 1_178_000,
    )  # fmt: skip
    assert prst.figures.total == 23_019_000
    assert postal.figures is not None
    assert postal.figures.base == 9_000_000
    assert prst.ready
    assert postal.ready
    stored = open_draft(office.res, office.company.preparer, prst.entry.declaration.public_id)  # type: ignore[union-attr]
    assert stored is not None
    assert stored.draft.gross_income == 950_000_000
    foot = totals_view([prst, postal])
    assert foot.income == "960.000.000"
    assert foot.ready == 2


def test_one_refused_cell_leaves_its_draft_and_the_others_are_kept(office: Office) -> None:
    office.write(("5.000",), ("7.000",))
    written = office.write(("-1",), ("8.000",))
    first, second = office.rows()
    assert list(written.refused) == [place(first.key, CellColumn.INCOME)]
    assert (first.draft.gross_income, second.draft.gross_income) == (5_000, 8_000)


def test_a_row_with_a_refused_cell_is_not_generated_with_its_old_value(office: Office) -> None:
    office.write(("5.000",))
    written = office.write(("-1",))
    [row, _] = sheet(office.res, office.company.accountant, QUARTER, written.refused)
    assert (row.ready, row.refused) == (False, True)
    [view, _] = row_views([row, row], {}, may_write=True)
    assert "«-1» es negativo" in view.problem


def test_nothing_is_not_zero_until_the_person_says_so(office: Office) -> None:
    office.write(("0",), ("3.000",))
    row, _ = office.rows()
    assert (row.missing, row.ready) == (True, False)
    say_nil(office.res, office.company.accountant, QUARTER, row.key, nil=True)
    row, _ = office.rows()
    assert row.ready
    assert row.figures is not None
    office.write(("4.000",))
    row, _ = office.rows()
    assert (row.draft.nil_confirmed, row.draft.gross_income) == (False, 4_000)


def test_returns_above_the_income_are_told(office: Office) -> None:
    office.write(("1.000", "2.000"))
    row, _ = office.rows()
    [view] = row_views([row], {}, may_write=True)
    assert "base queda en $ 0" in view.note
    assert view.base == "0"


def test_another_windows_cells_stay(office: Office) -> None:
    office.write(("1.000", "10"))
    key = office.rows()[0].key
    write_cells(office.res, office.company.preparer, QUARTER, [Cell(key, CellColumn.RETURNS, "20")])
    office.write(("2.000",))
    draft = office.rows()[0].draft
    assert (draft.gross_income, draft.returns) == (2_000, 20)


def test_a_draft_with_several_lines_is_changed_on_its_form(office: Office) -> None:
    office.write(("1.000",))
    row = office.rows()[0]
    assert row.entry.declaration is not None
    opened = open_draft(office.res, office.company.preparer, row.entry.declaration.public_id)
    assert opened is not None
    draft = opened.draft.with_new_line(LineKind.INCOME, "otra-linea")
    draft = draft.with_amount("otra-linea", 500).with_description("otra-linea", "Otro")
    save_draft(office.res, office.company.preparer, draft)
    row = office.rows()[0]
    assert (row.editable, row.ready, row.draft.gross_income) == (False, True, 1_500)
    written = office.write(("9",))
    assert "varias líneas" in written.refused[place(row.key, CellColumn.INCOME)]
    assert office.rows()[0].draft.gross_income == 1_500


def test_what_was_filed_is_shown_and_stays(office: Office) -> None:
    office.file(("950.000.000",))
    row, _ = office.rows()
    assert (row.editable, row.owed) == (False, True)
    [view] = row_views([row], {}, may_write=True)
    assert (view.word, view.total, view.rate) == ("Por pagar", "23.019.000", "2,2 %")
    assert "corríjala" in view.note
    written = office.write(("1",))
    assert "no se cambió" in next(iter(written.refused.values()))
    assert office.rows()[0].draft.gross_income == 950_000_000


def test_the_last_quarter_is_copied_into_empty_rows_only(
    office: Office, clock: MovableClock
) -> None:
    receipts = office.file(("700.000.000", "5.000.000"), ("80.000.000",), period=LAST)
    office.write(("1.000",))
    copied = copy_previous(office.res, office.company.accountant, QUARTER)
    first, second = office.rows()
    assert (first.draft.gross_income, second.draft.gross_income) == (1_000, 80_000_000)
    assert list(copied) == [second.key]
    assert receipts[1] in copied[second.key]
    assert "T4 oct–dic 2012" in copied[second.key]
    with pytest.raises(Refused, match="No hay qué copiar"):
        copy_previous(office.res, office.company.accountant, QUARTER)
    clock.moved_to = date(2013, 7, 20)
    # the copy has lines of its own: changing it leaves what was filed
    office.write(("2",), ("3",))
    assert [row.draft.gross_income for row in office.rows(LAST)] == [700_000_000, 80_000_000]


def test_a_title_without_its_rate_says_so(res: Resources) -> None:
    office = make_office(res)
    make_expediente(res, office.company.operator, "D1972")
    row = office.rows()[-1]
    assert "no tiene registrada la tarifa" in row.problem
    assert not row.editable


def test_the_yearly_adjustment_of_an_old_title_has_its_own_form(res: Resources) -> None:
    office = make_office(res, "D1972")
    office.write(("5.000",), ("5.000",))
    prst, old = row_views(office.rows(), {}, may_write=True)
    assert ("ajuste anual" in old.note, prst.note) == (True, "")
    office.write(("5.000",), ("5.000",), period=LAST)
    assert row_views(office.rows(LAST), {}, may_write=True)[1].note == ""


def test_radio_has_no_returns(office: Office) -> None:
    year = Period(2013)
    written = office.write(("5.000.000", "1"), period=year)
    assert "no hay devoluciones" in next(iter(written.refused.values()))
    office.write(("5.000.000", ""), period=year)
    assert office.rows(year)[0].ready


def test_nobody_writes_into_another_operators_rows(office: Office) -> None:
    key = office.rows()[0].key
    other = make_company(office.res, name="Otro S.A.S.")
    cells = [Cell(key, CellColumn.INCOME, "5")]
    written = write_cells(office.res, other.accountant, QUARTER, cells)
    assert "No es un expediente suyo" in written.refused[place(key, CellColumn.INCOME)]
    assert office.rows()[0].entry.declaration is None


def test_only_who_prepares_writes_and_the_ministry_has_no_sheet(office: Office) -> None:
    representative = office.company.representative
    assert len(sheet(office.res, representative, QUARTER)) == 2
    for attempt in (
        lambda: write_cells(office.res, representative, QUARTER, []),
        lambda: copy_previous(office.res, representative, QUARTER),
        lambda: say_nil(office.res, representative, QUARTER, "x", nil=True),
        lambda: sheet(office.res, ministry_actor(office.res, Role.TREASURY), QUARTER),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_more_cells_than_a_sheet_has_are_refused(office: Office) -> None:
    cells = [Cell("x", CellColumn.INCOME, "1")] * 2_001
    with pytest.raises(Refused):
        write_cells(office.res, office.company.accountant, QUARTER, cells)


def test_a_pasted_line_of_no_row_is_told(office: Office) -> None:
    written = write_cells(
        office.res, office.company.accountant, QUARTER, [Cell("", CellColumn.INCOME, "96000009 7")]
    )
    assert "96000009 7" in written.foreign
