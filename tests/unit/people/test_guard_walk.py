"""Every handler of every state declares who may call it, and the guard holds them to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ser_app.people.guard import FRAMEWORK_EVENTS, PUBLIC, permission_of
from ser_app.people.permissions import Permission

# Handlers that anybody may call, signed in or not. A new one belongs here only after thinking.
EXPECTED_PUBLIC = {
    "AskState.begin",
    "AskState.open",
    "CompleteState.annexed",
    "CompleteState.open",
    "CompleteState.remove",
    "CompleteState.send",
    "ExamplesState.open",
    "MailboxState.open",
    "SessionState.enter",
    "SessionState.look_in",
    "SessionState.tell_fault",
    "SimulatorState.explain",
    "SimulatorState.open",
    "SimulatorState.type",
    "TrackState.look",
    "TrackState.open",
    "VerificationState.checked",  # opens only a report that this server sealed for that FUR
    "HelpState.open",
    "HelpState.seek",
    "VerificationState.open",
    "VerificationState.verify",
}
# What the framework registers on states by itself; the guard refuses all but FRAMEWORK_EVENTS.
FRAMEWORK_HANDLERS = {"setvar"}


def _handlers() -> Iterator[tuple[str, str, Callable[..., Any]]]:
    from reflex_base.registry import RegistrationContext

    import ser_app.ser_app  # noqa: F401  registers every page and state

    for name, registered in RegistrationContext.get().event_handlers.items():
        yield name, registered.handler.fn.__qualname__, registered.handler.fn


def _ours(module: str) -> bool:
    return module.startswith("ser_app.")


def test_every_handler_of_ours_declares_a_permission() -> None:
    ours = [(name, fn) for name, _, fn in _handlers() if _ours(fn.__module__)]
    assert len(ours) > 30
    untagged = [name for name, fn in ours if permission_of(fn) is None]
    assert untagged == []


def test_tags_are_permissions_or_public() -> None:
    tags = {permission_of(fn) for _, _, fn in _handlers()} - {None, PUBLIC}
    assert tags <= {permission.value for permission in Permission}


def test_public_handlers_are_those_we_thought_about() -> None:
    found = {qualname for _, qualname, fn in _handlers() if permission_of(fn) == PUBLIC}
    assert found == EXPECTED_PUBLIC


def test_the_framework_events_that_pass_exist() -> None:
    names = {name for name, _, _ in _handlers()}
    assert names >= FRAMEWORK_EVENTS


@pytest.mark.parametrize("name", ["setvar"])
def test_the_walk_can_fail(name: str) -> None:
    untagged = [full for full, _, fn in _handlers() if permission_of(fn) is None]
    assert any(full.endswith(name) for full in untagged)


def test_every_page_can_be_drawn() -> None:
    """What fails here fails when the interface is built, for everybody."""
    from ser_app.ser_app import app

    failed = []
    for route, page in app._unevaluated_pages.items():
        component = page.component
        try:
            assert component() if callable(component) else component
        except Exception as error:  # noqa: BLE001  every page is to be named
            failed.append(f"{route}: {error}"[:200])
    assert failed == []
