"""The simulator's handlers: each is an endpoint for the internet, open to anybody."""

from collections.abc import Awaitable, Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.base.throttle import Throttle
from ser_app.simulator import state as module
from ser_app.simulator.reading import read
from ser_app.simulator.state import SimulatorState
from ser_app.simulator.typed import Typed
from ser_app.simulator.views import screen

PRST_TYPED = {
    "anio": "2013",
    "trimestre": "1",
    "ingresos": "950000000",
    "presenta": "2013-06-20",
}
PRST = Typed(**PRST_TYPED)


@pytest.fixture
def simulator(res: Resources, monkeypatch: pytest.MonkeyPatch) -> SimulatorState:
    monkeypatch.setattr(module, "resources", lambda: res)
    made = SimulatorState(_reflex_internal_init=True)  # type: ignore[call-arg]
    made.typed = PRST
    return made


async def send(state: SimulatorState, handler: str, *arguments: object) -> None:
    call: Callable[..., Awaitable[Any]] = SimulatorState.event_handlers[handler].fn
    await call(state, *arguments)


async def test_the_figures_follow_the_typing(simulator: SimulatorState) -> None:
    await send(simulator, "type", "ingresos", "1900000000")
    assert (simulator.levy, simulator.total) == ("$ 41.800.000", "$ 46.037.000")
    assert simulator.waiting.ready
    assert "ingresos=1900000000" in simulator.address


async def test_a_bad_field_says_so_and_keeps_the_text(simulator: SimulatorState) -> None:
    await send(simulator, "type", "anio", "20")
    assert "cuatro cifras" in simulator.errors["anio"]
    assert (simulator.typed.anio, simulator.total) == ("20", "—")
    await send(simulator, "type", "anio", "2013")
    assert (simulator.errors, simulator.total) == ({}, "$ 23.019.000")


async def test_a_correction_owes_the_difference(simulator: SimulatorState) -> None:
    simulator.typed = Typed(**(PRST_TYPED | {"asunto": "correccion", "corrige": "20900000"}))
    await send(simulator, "type", "ingresos", "1000000000")
    # 1 100 000 × 31.25 % × 66 ÷ 366 = 61 987.70; a voluntary correction has no penalty in PRST
    assert (simulator.difference, simulator.interest) == ("$ 1.100.000", "$ 62.000")
    assert (simulator.penalty, simulator.total) == ("$ 0", "$ 1.162.000")


async def test_a_lower_correction_leaves_a_balance(simulator: SimulatorState) -> None:
    simulator.typed = Typed(**(PRST_TYPED | {"asunto": "correccion", "corrige": "22000000"}))
    await send(simulator, "explain", "balance_in_favour")
    assert (simulator.in_favour, simulator.total) == ("$ 1.100.000", "$ 0")
    assert simulator.reason.amount == "$ 1.100.000"
    await send(simulator, "type", "corrige", "20900000")
    assert (simulator.in_favour, simulator.open_code) == ("", "")


async def test_a_concession_is_paid_by_station(simulator: SimulatorState) -> None:
    simulator.typed = Typed(
        regimen="RADIO",
        asunto="concesion",
        firme="2013-03-01",
        unidades="2",
        presenta="2013-03-20",
    )
    await send(simulator, "explain", "levy")
    # 3 × 589 500 × 2; 30 days after 1 March is Easter Sunday
    assert (simulator.levy, simulator.due, simulator.base) == ("$ 3.537.000", "1 abr 2013", "")
    await send(simulator, "type", "regimen", "PRST")
    assert simulator.typed.asunto == ""
    assert "concesion" not in [each.value for each in simulator.subjects]


@pytest.mark.parametrize(
    ("name", "text"),
    [("address", "/x"), ("__class__", "x"), (7, "x"), ("anio", ["2013"]), ("anio", "9" * 99)],
)
async def test_nonsense_changes_nothing(
    simulator: SimulatorState, name: object, text: object
) -> None:
    await send(simulator, "type", name, text)
    assert simulator.typed == PRST


async def test_the_total_says_what_it_depends_on(simulator: SimulatorState) -> None:
    await send(simulator, "explain", "total")
    assert simulator.reason.amount == "$ 23.019.000"
    assert any("día del pago" in text for each in simulator.reason.uncertainties
               for text in each.readings)  # fmt: skip
    await send(simulator, "explain", "total")
    assert simulator.open_code == ""
    await send(simulator, "explain", {"total": 1})
    assert simulator.open_code == ""


async def test_the_box_of_the_act_changes_the_penalty(simulator: SimulatorState) -> None:
    await send(simulator, "type", "presenta", "2013-09-20")
    await send(simulator, "type", "acto", True)
    assert simulator.penalty == "$ 6.270.000"  # 30 % of 20 900 000


async def test_the_address_is_read_and_what_does_not_belong_is_left(
    simulator: SimulatorState, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"anio": "2012", "ingresos": "1", "typed": "x", "regimen": "POSTAL" * 20}
    router = SimpleNamespace(
        url=SimpleNamespace(query_parameters=query), session=SimpleNamespace(client_ip="::1")
    )
    monkeypatch.setattr(SimulatorState, "router", router)
    await send(simulator, "open")
    assert (simulator.typed.anio, simulator.typed.ingresos) == ("2012", "1")
    assert simulator.errors["regimen"] == "Elija un régimen de la lista."


def test_a_period_before_the_first_rule_is_said_in_the_field(res: Resources) -> None:
    found = screen(read(PRST.with_field("anio", "1999")), res.rules, date(2013, 6, 20), "")
    assert found["total"] == "—"
    assert found["errors"]


async def test_a_flood_gets_no_figures_and_loses_no_text(
    simulator: SimulatorState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CASES", Throttle(limit=1, seconds=10))
    await send(simulator, "type", "ingresos", "1900000000")
    assert simulator.total == "$ 46.037.000"
    await send(simulator, "type", "ingresos", "190000000")
    assert (simulator.typed.ingresos, simulator.total) == ("190000000", "—")
    assert "Espere unos segundos" in simulator.errors["regimen"]
