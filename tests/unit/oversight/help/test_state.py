"""The search's handlers: open to the internet, and calm with whatever comes."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.oversight.help.finding import LONGEST
from ser_app.oversight.help.state import HelpState


@pytest.fixture
def state() -> HelpState:
    return HelpState(_reflex_internal_init=True)  # type: ignore[call-arg]


def send(state: HelpState, handler: str, *arguments: object) -> None:
    call: Callable[..., Any] = HelpState.event_handlers[handler].fn
    call(state, *arguments)


def test_what_is_typed_is_found(state: HelpState) -> None:
    send(state, "seek", "Paz y sálvo")

    assert state.results[0].title == "Expedir un paz y salvo"
    assert "resultado" in state.summary


def test_an_emptied_search_shows_nothing(state: HelpState) -> None:
    send(state, "seek", "cus")
    send(state, "seek", "")

    assert state.results == []
    assert state.summary == ""


def test_the_address_may_carry_the_search(
    state: HelpState, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = SimpleNamespace(query_parameters={"buscar": "cus"})
    monkeypatch.setattr(HelpState, "router", SimpleNamespace(url=url))
    send(state, "open")

    assert state.words == "cus"
    assert state.results[0].title == "CUS"


@pytest.mark.parametrize("sent", [None, 7, ["cus"], {"a": 1}, "x" * 100_000])
def test_anything_else_that_is_sent_does_no_harm(state: HelpState, sent: object) -> None:
    send(state, "seek", sent)

    assert len(state.words) <= LONGEST
    assert state.results == []
