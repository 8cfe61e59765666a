"""A raw client sends every event of every state, for every role, as nobody and as others.

Nothing of an operator may come back to anybody else, and nothing may change.
"""

from typing import Any

import pytest

from ser_app.people.guard import FRAMEWORK_EVENTS
from ser_app.people.permissions import Role
from ser_app.people.tags import PUBLIC, permission_of
from tests.integration.attack.conftest import Tried
from tests.support.attack import (
    ATTACKERS,
    NOBODY,
    OPERATORS,
    changed,
    contents,
    cookie_of,
    handlers,
    leaks,
    operators_rows,
    payload_for,
    targets,
)
from tests.support.matrix import granted
from tests.support.server import Server
from tests.support.socket_client import RawClient


def may_reach(role: str, function: Any) -> bool:
    return permission_of(function) in {PUBLIC, *granted(role)}


@pytest.mark.server
async def test_what_a_role_may_not_do_is_refused_every_time(server: Server, tried: Tried) -> None:
    """Each forbidden event gets a way out of here, no data, and leaves everything as it was."""
    before, target = contents(server), targets(server)[0]
    for role, email in ATTACKERS.items():
        forbidden = {
            name: function
            for name, function in handlers().items()
            if name not in FRAMEWORK_EVENTS and not may_reach(role, function)
        }
        tagged = [name for name, function in forbidden.items() if permission_of(function)]
        async with RawClient(server, cookie_of(server.url, email)) as client:
            await client.hydrate("/ayuda")
            await client.settle()
            client.received.clear()
            for name, function in forbidden.items():
                payload = payload_for(function, target.value)
                await client.send(name, payload, target.path, query={target.key: target.value})
            await client.until_told(len(tagged))
            await client.settle()
        assert client.told() == ["_redirect"] * len(tagged), role
        assert leaks(server, client.everything()) == [], role
        tried(f"forged events, {role}", len(forbidden))
    assert changed(before, contents(server)) == []


@pytest.mark.server
@pytest.mark.parametrize("role", [*OPERATORS, NOBODY])
async def test_what_a_role_may_do_reaches_nothing_of_another_operator(
    server: Server, tried: Tried, role: str
) -> None:
    before, attempts, received = operators_rows(server), 0, ""
    allowed = {name: each for name, each in handlers().items() if may_reach(role, each)}
    for target in targets(server):
        async with RawClient(server, cookie_of(server.url, ATTACKERS[role])) as client:
            await client.hydrate(target.path)
            for name, function in allowed.items():
                payload = payload_for(function, target.value)
                await client.send(name, payload, target.path, query={target.key: target.value})
            await client.settle()
            received += client.everything()
        attempts += len(allowed)
    assert leaks(server, received) == []
    assert operators_rows(server) == before
    tried(f"foreign ids, {role}", attempts)


def test_the_attack_covers_every_handler_for_every_role() -> None:
    """Every tagged handler is forbidden to somebody or public; otherwise it would prove nothing."""
    tagged = {name: permission_of(each) for name, each in handlers().items() if permission_of(each)}
    assert len(tagged) * len(ATTACKERS) > 1_000
    assert set(ATTACKERS) == {*Role, NOBODY}
    for name, tag in tagged.items():
        assert tag == PUBLIC or not may_reach(NOBODY, handlers()[name])
