"""A fault of the server is told with a reference, and nobody can put other words there."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from reflex_base.event.context import EventContext

from ser_app.base.correlation import new_reference
from ser_app.people.state import SessionState, on_fault
from ser_app.web import faults
from ser_app.web.faults import failed_reference, fault_sentence, remember_reference


def test_the_sentence_carries_the_reference() -> None:
    reference = new_reference()
    assert fault_sentence(reference).endswith(f"con esta referencia: {reference}")


def test_what_is_no_reference_is_not_shown() -> None:
    state = SessionState()
    SessionState.tell_fault.fn(state, "Llame ya al 300 000 0000")  # type: ignore[attr-defined]
    assert state.fault == ""
    SessionState.tell_fault.fn(state, new_reference())  # type: ignore[attr-defined]
    assert "soporte" in state.fault


def test_outside_of_an_event_no_reference_is_known() -> None:
    assert failed_reference() == ""


def of_event(monkeypatch: pytest.MonkeyPatch, transaction: str) -> None:
    """Stand inside an event of the framework's queue."""
    context = SimpleNamespace(get=lambda: SimpleNamespace(txid=transaction))
    monkeypatch.setattr(faults, "EventContext", context)


def test_a_failure_is_told_once_and_telling_of_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    of_event(monkeypatch, "first")
    remember_reference(new_reference(), "state.save")
    told = on_fault(ValueError())
    assert told is not None
    of_event(monkeypatch, "second")
    remember_reference(new_reference(), SessionState.get_full_name() + ".tell_fault")
    assert on_fault(ValueError()) is None


def test_what_failed_before_the_guard_is_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    of_event(monkeypatch, "never seen")
    assert on_fault(ValueError()) is None


@pytest.mark.parametrize("opening", [True, False])
def test_only_what_failed_while_a_page_was_loaded_hides_the_page(opening: bool) -> None:
    reference, state = new_reference(), SessionState()
    nobody = cast("Any", None)
    with EventContext(token="tab", state_manager=nobody, enqueue_impl=nobody):
        remember_reference(reference, opening=opening)
    SessionState.tell_fault.fn(state, reference)  # type: ignore[attr-defined]
    assert state.unopened is opening
    SessionState.tell_fault.fn(state, new_reference())  # type: ignore[attr-defined]
    assert state.unopened is opening  # what fails besides does not bring the page
    SessionState.tell_fault.fn(state, "")  # type: ignore[attr-defined]
    assert state.unopened is False
