"""A fault of the server is told with a reference, and nobody can put other words there."""

from ser_app.base.correlation import new_reference
from ser_app.people.state import SessionState
from ser_app.web.faults import failed_reference, fault_sentence


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
