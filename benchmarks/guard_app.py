"""The application with a clock at its doors: how long the guard takes of each event.

`/bench/guard` tells and forgets what was measured since it was last asked.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from benchmarks.recalculation_app import EmptyState, app
from ser_app.people.guard import GuardMiddleware
from ser_app.people.sockets import SocketDoor

__all__ = ["EmptyState", "app"]

Step = Callable[..., Awaitable[Any]]
SPENT: defaultdict[str, list[float]] = defaultdict(list)


def around(function: Step, inner: Callable[[], float], account: str) -> Step:
    """The same function; its time, without what it handed on, is written into an account."""

    async def measured(*arguments: Any, **named: Any) -> Any:
        begun, before = perf_counter(), inner()
        try:
            return await function(*arguments, **named)
        finally:
            SPENT[account].append(perf_counter() - begun - (inner() - before))

    return measured


def handed_on(door: SocketDoor, name: str) -> Callable[[], float]:
    """Times what a door hands on, and tells how long that took so far."""
    function: Step = getattr(door, name)
    total = [0.0]

    async def measured(*arguments: Any, **named: Any) -> Any:
        begun = perf_counter()
        try:
            return await function(*arguments, **named)
        finally:
            total[0] += perf_counter() - begun

    setattr(door, name, measured)
    return lambda: total[0]


def put_clocks() -> None:
    """Time the middleware, and what the socket's door does besides handing on."""
    for middleware in app._middlewares:  # noqa: SLF001  the framework's own list
        if isinstance(middleware, GuardMiddleware):
            clocked: Any = middleware
            clocked.preprocess = around(middleware.preprocess, lambda: 0.0, "guard")
    namespace: Any = app.event_namespace
    for name, inside in (("on_event", "_handle"), ("emit_update", "_answer")):
        step = getattr(namespace, name)
        inner = handed_on(step.__self__, inside)
        setattr(namespace, name, around(step, inner, name))


async def told(_request: Request) -> Response:
    """Median seconds of the guard for one event since the last time, all its steps together."""
    seconds = sum(median(each) for each in SPENT.values() if each)
    SPENT.clear()
    return JSONResponse({"seconds": seconds})


put_clocks()
if app._api is not None:  # noqa: SLF001  routes of the framework are outside of the doors
    app._api.add_route("/bench/guard", told, methods=["GET"])  # noqa: SLF001
