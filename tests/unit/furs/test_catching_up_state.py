"""The handlers of «Póngase al día»: each is an endpoint, whatever a browser sends."""

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.furs.catching_up import state as module
from ser_app.furs.catching_up.state import CatchUpState
from ser_app.people.actor import Actor
from tests.factories import PASSWORD, Company, make_company


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


class Tab:
    """A browser tab with the page, of whoever is signed in."""

    def __init__(self, res: Resources, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        patch.setattr(module, "resources", lambda: res)
        router = SimpleNamespace(session=SimpleNamespace(client_ip="127.0.0.1"))
        patch.setattr(CatchUpState, "router", router)
        self.state = CatchUpState(_reflex_internal_init=True)  # type: ignore[call-arg]

    async def open(self, actor: Actor) -> None:
        self.patch.setattr(module, "current_actor", lambda: actor)
        await self.send("open")

    async def send(self, handler: str, *arguments: object) -> None:
        call: Callable[..., Any] = CatchUpState.event_handlers[handler].fn
        answer: Awaitable[Any] | Any = call(self.state, *arguments)
        if hasattr(answer, "__aiter__"):
            async for _ in answer:
                pass
        else:
            await answer


@pytest.fixture
async def tab(res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch) -> Tab:
    made = Tab(res, monkeypatch)
    await made.open(company.preparer)
    return made


async def test_typing_shows_what_it_costs_and_is_kept(tab: Tab, company: Company) -> None:
    key = tab.state.rows[-1].key
    await tab.send("set_amount", key, "950000000")
    assert tab.state.rows[-1].total == "$ 23.019.000"
    assert (tab.state.sums.total, tab.state.sums.ready) == ("$ 23.019.000", True)
    await tab.open(company.preparer)
    assert tab.state.rows[-1].typed == "950000000"


async def test_nonsense_is_said_beside_its_row_or_left(tab: Tab) -> None:
    key = tab.state.rows[-1].key
    await tab.send("set_amount", key, "-5")
    assert tab.state.rows[-1].problem
    before = tab.state.rows
    for wrong in (None, 7, "x" * 100):
        await tab.send("set_amount", wrong, "1")
    assert tab.state.rows == before
    await tab.send("choose_day", "2001-01-01")
    assert tab.state.day_error


async def test_from_the_typing_to_the_receipts(tab: Tab, company: Company) -> None:
    for place in (-1, -2):
        await tab.send("set_amount", tab.state.rows[place].key, "500000000")
    await tab.send("set_nil", tab.state.rows[0].key, True)
    await tab.send("generate")
    assert [row.kind for row in tab.state.done] == ["paid"] * 3
    for signer in (company.accountant, company.representative):
        await tab.open(signer)
        assert len(tab.state.signing_rows) == 3
        await tab.send("sign", {"password": PASSWORD, "accepted": True})
    assert all("constancia CP-2013-" in row.result for row in tab.state.done)
    assert tab.state.signing_rows == []


async def test_what_is_generated_counts_no_more_and_offers_its_signature_to_signers_only(
    tab: Tab, company: Company
) -> None:
    for row in list(tab.state.rows):
        await tab.send("set_amount", row.key, "500000000")
    assert tab.state.sums.open
    assert all(row.costed for row in tab.state.rows)
    await tab.send("generate")
    assert {row.action for row in tab.state.rows} == {"Ver la declaración"}
    assert not any(row.costed for row in tab.state.rows)
    assert not tab.state.sums.open, "no panel that says «Total $ 0»"
    await tab.open(company.accountant)
    assert {row.action for row in tab.state.rows} == {"Ver y firmar"}


async def test_a_wrong_password_stays_beside_its_field(tab: Tab, company: Company) -> None:
    await tab.send("set_amount", tab.state.rows[-1].key, "500000000")
    await tab.send("generate")
    await tab.open(company.accountant)
    await tab.send("sign", {"password": "otra", "accepted": True})
    assert tab.state.password_error
    await tab.send("sign", {"password": PASSWORD})
    assert tab.state.oath_error
    await tab.send("sign", ["x"])
    assert len(tab.state.signing_rows) == 1
