"""The supervisors' list: what was filed with an alert, what nobody filed, filters and the file."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed
from ser_app.base.resources import Resources
from ser_app.declarations.alerts.service import add_note
from ser_app.declarations.states import LineKind
from ser_app.furs import service as furs
from ser_app.law.alerts import Kind
from ser_app.law.periods import Regime
from ser_app.oversight.alerts import listing
from ser_app.oversight.alerts.exporting import HEADING, alerts_csv
from ser_app.oversight.alerts.filters import AlertsFilter
from ser_app.oversight.alerts.listing import alerts_page
from ser_app.oversight.alerts.views import row_view, summary_text
from ser_app.people.actor import Actor
from ser_app.people.permissions import MINISTRY_ROLES, Role
from tests.factories import PASSWORD, Company, make_company, ministry_actor
from tests.unit.declarations.support import begun, saved, with_income

ALL = AlertsFilter()


def issued(
    res: Resources, company: Company, period: str, income: int, returns: int
) -> tuple[str, str]:
    """A declaration with its FUR, waiting for signatures: its public id and the number."""
    draft = with_income(begun(res, company, period), income)
    line = draft.of_kind(LineKind.RETURN)[0].public_id
    draft = replace(draft.with_amount(line, returns), nil_confirmed=not income)
    saved(res, company, draft)
    return draft.public_id, furs.issue(res, company.preparer, draft.public_id)


def filed(res: Resources, company: Company, period: str, income: int, returns: int) -> str:
    key, number = issued(res, company, period, income, returns)
    for signer in (company.representative, company.accountant):
        furs.sign(res, signer, number, password=PASSWORD, accepted=True, address="192.0.2.1")
    return key


@pytest.fixture
def supervisor(res: Resources) -> Actor:
    return ministry_actor(res, Role.SUPERVISOR)


@pytest.fixture
def two(res: Resources) -> tuple[Company, Company]:
    """One with high returns that says why, one postal operator with high returns that does not."""
    first = make_company(res, name="Arauca Móvil S.A.", valid_from=date(2013, 1, 1))
    second = make_company(res, "POSTAL", "Beta Envíos S.A.", valid_from=date(2012, 10, 1))
    key = filed(res, first, "2013-Q1", 10_000_000, 5_000_000)
    add_note(res, first.preparer, key, "=Anticipos devueltos")
    filed(res, second, "2012-Q4", 10_000_000, 5_000_000)
    return first, second


def names(res: Resources, actor: Actor, wanted: AlertsFilter) -> list[str]:
    return [row.operator.name for row in alerts_page(res, actor, wanted).rows]


@pytest.mark.usefixtures("two")
def test_each_flag_comes_with_its_filing_its_figures_and_the_note(
    res: Resources, supervisor: Actor
) -> None:
    found = alerts_page(res, supervisor, ALL)
    assert [row.operator.name for row in found.rows] == ["Beta Envíos S.A.", "Arauca Móvil S.A."]
    view = row_view(found.rows[1])
    assert view.alert.rule == (
        "Las devoluciones superan el 20 % de los ingresos brutos del período."
    )
    assert ("Parte de los ingresos", "50 %") in [(e.label, e.value) for e in view.alert.figures]
    assert [note.text for note in view.notes] == ["=Anticipos devueltos"]
    assert view.href.startswith("/declaraciones/")
    assert (view.period, view.filed) == ("T1 ene–mar 2013", "Presentada el 20 jun 2013")
    assert summary_text(found) == "1–2 de 2"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (AlertsFilter(regime=Regime.PRST), ["Arauca Móvil S.A."]),
        (AlertsFilter(year=2012), ["Beta Envíos S.A."]),
        (AlertsFilter(operator="ARAUCA"), ["Arauca Móvil S.A."]),
        (AlertsFilter(operator="%"), []),
        (AlertsFilter(noted=True), ["Arauca Móvil S.A."]),
        (AlertsFilter(noted=False), ["Beta Envíos S.A."]),
        (AlertsFilter(kind=Kind.NIL), []),
        (AlertsFilter(kind=Kind.RETURNS, page=99), ["Beta Envíos S.A.", "Arauca Móvil S.A."]),
    ],
)
@pytest.mark.usefixtures("two")
def test_the_filter_narrows(
    res: Resources, supervisor: Actor, wanted: AlertsFilter, expected: list[str]
) -> None:
    assert names(res, supervisor, wanted) == expected


def test_an_operator_is_found_by_its_nit(
    res: Resources, supervisor: Actor, two: tuple[Company, Company]
) -> None:
    wanted = AlertsFilter(operator=two[0].operator.nit)
    assert names(res, supervisor, wanted) == ["Arauca Móvil S.A."]


def test_what_waits_for_signatures_is_nobodys_business_yet(
    res: Resources, supervisor: Actor
) -> None:
    issued(res, make_company(res, valid_from=date(2013, 1, 1)), "2013-Q1", 10_000_000, 9_000_000)
    assert alerts_page(res, supervisor, ALL).count == 0


@pytest.mark.usefixtures("two")
def test_pages_hold_some_rows_each(
    res: Resources, supervisor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE_SIZE", 1)
    first, second = (alerts_page(res, supervisor, AlertsFilter(page=page)) for page in (1, 2))
    assert [page.rows[0].operator.name for page in (first, second)] == [
        "Beta Envíos S.A.",
        "Arauca Móvil S.A.",
    ]
    assert (first.pages, second.number, second.count) == (2, 2, 2)


def test_what_nobody_filed_is_listed_by_expediente(
    res: Resources, supervisor: Actor, clock: MovableClock
) -> None:
    company = make_company(res, name="Callada S.A.", valid_from=date(2012, 7, 1))
    filed(res, company, "2012-Q4", 10_000_000, 0)
    wanted = AlertsFilter(unfiled=True)
    (row,) = alerts_page(res, supervisor, wanted).rows
    assert {each.label: each.value for each in row.flag.figures} == {
        "Sin presentar": "2 períodos",
        "Cuáles": "T3 jul–sep 2012 y T1 ene–mar 2013",
        "El más antiguo venció": "16 oct 2012",
        "Hace": "247 días",
    }
    issued(res, company, "2013-Q1", 10_000_000, 0)
    (row,) = alerts_page(res, supervisor, wanted).rows
    told = {each.label: each.value for each in row.flag.figures}
    assert told["Cuáles"] == "T3 jul–sep 2012 y T1 ene–mar 2013"
    assert told["Con FUR generado, NO presentado"] == "T1 ene–mar 2013"
    assert names(res, supervisor, AlertsFilter(unfiled=True, regime=Regime.POSTAL)) == []
    assert names(res, supervisor, AlertsFilter(unfiled=True, noted=True)) == []
    clock.moved_to = date(2012, 11, 15)  # the thirtieth day after 16 October, the 15th a holiday
    assert names(res, supervisor, wanted) == []


@pytest.mark.usefixtures("two")
def test_the_file_holds_every_row_and_no_formula(res: Resources, supervisor: Actor) -> None:
    text = alerts_csv(res, supervisor, ALL).decode("utf-8-sig")
    heading, *rows = csv.reader(StringIO(text), delimiter=";")
    assert tuple(heading) == HEADING
    assert [row[0] for row in rows] == ["Beta Envíos S.A.", "Arauca Móvil S.A."]
    assert "Devoluciones: $ 5.000.000" in rows[1][9]
    assert rows[1][13].endswith("=Anticipos devueltos")
    assert not rows[1][13].startswith("=")


def test_only_who_supervises_reads_them(res: Resources) -> None:
    company = make_company(res)
    allowed = {Role.SUPERVISOR, Role.AUDITOR}
    for role in MINISTRY_ROLES - allowed:
        with pytest.raises(NotAllowed):
            alerts_page(res, ministry_actor(res, role), ALL)
    for actor in (company.admin, company.preparer, company.accountant):
        for read in (alerts_page, alerts_csv):
            with pytest.raises(NotAllowed):
                read(res, actor, ALL)
    for role in allowed:
        assert alerts_page(res, ministry_actor(res, role), ALL).count == 0


@pytest.mark.parametrize(
    "query",
    [
        {"alerta": "devoluciones", "regimen": "PRST", "anio": "2013", "operador": "x y&z"},
        {"alerta": "sin-presentar", "nota": "con"},
        {"nota": "sin"},
        {},
    ],
)
def test_an_address_is_read_back_as_it_was_written(query: dict[str, str]) -> None:
    assert AlertsFilter.read(query).values == query


def test_anything_else_in_an_address_narrows_nothing() -> None:
    query = {"alerta": "<b>", "regimen": "x", "anio": "20133", "nota": "tal vez", "pagina": "-1"}
    assert AlertsFilter.read(query) == ALL
