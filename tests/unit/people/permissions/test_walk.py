"""Each role calls every handler for real; who gets in is what the file says.

The file is read here by itself, so that a mistake of our reader shows too.
"""

from collections.abc import Callable
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.people import guard
from ser_app.people.permissions import Role
from ser_app.people.tags import PUBLIC, permission_of
from tests.support.events import own_handlers, tab_on
from tests.support.matrix import NOBODY, Watch, cookie_of, granted

FILLED: dict[str, Any] = {"form": {}, "cells": []}


def payload_of(function: Callable[..., Any]) -> dict[str, Any]:
    """Arguments that let a handler begin."""
    code = function.__code__
    return {name: FILLED.get(name, "") for name in code.co_varnames[1 : code.co_argcount]}


@pytest.mark.parametrize("role", [*Role, NOBODY])
async def test_a_role_reaches_the_handlers_that_the_file_gives_it(
    res: Resources, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    may, wrong = granted(role) | {PUBLIC}, []
    async with tab_on(res, monkeypatch) as nobody:
        tab = nobody.of(cookie_of(res, role))
        for name, function in own_handlers().items():
            reached, _ = await tab.send(name, payload_of(function))
            if reached is not (permission_of(function) in may):
                wrong.append((name, permission_of(function), reached))
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
async def test_without_the_guard_the_services_still_refuse(
    res: Resources, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    """The door is left open on purpose: who reads is asked again, and nothing changes."""
    monkeypatch.setattr(guard, "_permitted", lambda tag, _actor: tag is not None)
    may, open_ways = granted(role) | {PUBLIC}, []
    async with tab_on(res, monkeypatch) as nobody:
        tab = nobody.of(cookie_of(res, role))
        watch = Watch(res, monkeypatch, tab.reached)
        for name, function in own_handlers().items():
            if permission_of(function) in may:
                continue
            watch.clear()
            reached, _ = await tab.send(name, payload_of(function))
            assert reached
            if watch.let_through:
                open_ways.append(f"{function.__qualname__}: {watch.statements[-1]}")
    assert open_ways == []
