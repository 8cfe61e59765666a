"""The demonstration shows each alert, and one that nobody filed."""

from ser_app.law.alerts import Kind
from ser_app.oversight.alerts.filters import AlertsFilter
from ser_app.oversight.alerts.listing import alerts_page
from tests.unit.oversight.conftest import Demo

SUPERVISOR = "supervisor@demo.ser"


def test_each_kind_is_there_and_most_say_why(demo: Demo) -> None:
    actor = demo.actor(SUPERVISOR)
    for kind in Kind:
        found = alerts_page(demo.res, actor, AlertsFilter(kind=kind))
        assert found.count, kind
        assert all(row.flag.kind is kind for row in found.rows)
    noted = alerts_page(demo.res, actor, AlertsFilter(noted=True)).rows
    assert {row.flag.kind for row in noted} >= {Kind.HISTORY, Kind.RETURNS, Kind.NIL}


def test_peers_are_an_average_of_at_least_six(demo: Demo) -> None:
    (row, *_) = alerts_page(demo.res, demo.actor(SUPERVISOR), AlertsFilter(kind=Kind.PEERS)).rows
    assert row.operator.name == "Patía Inalámbrica S.A.S."
    assert "6 operadores" in row.flag.compared


def test_who_never_declared_is_listed(demo: Demo) -> None:
    rows = alerts_page(demo.res, demo.actor(SUPERVISOR), AlertsFilter(unfiled=True)).rows
    assert "Sabana Digital Telecomunicaciones S.A.S." in {row.operator.name for row in rows}
