"""What the guard costs of an event: over a real socket to a real server, one client, in turns.

Run: `.venv/bin/python benchmarks/guard.py [EVENTS]`. Measured inside the server: the middleware
(who sends, may that person, whose state is it), the socket's door (pace, form, address) and the
look at whose socket an answer goes to. The rest is everything else between sending and answer.
The handler that does nothing is the worst case: every other event takes longer. Promise: the guard
adds less than a fifth to the time of an event without it, whatever the handler.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx

from benchmarks.recalculation import (
    AMOUNT,
    EMPTY,
    HYDRATE,
    WARM_UP,
    Case,
    Client,
    machine,
    prepare,
    serving,
    timed,
)

MOST: Final = 0.20


def main() -> None:
    """Measure and print; end with status 1 when the promise is broken."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bench.db"
        case = prepare(database)
        with serving(database, "benchmarks.guard_app:app") as address:
            found = asyncio.run(measure(address, case, count))
    print(f"machine        {machine()}")
    print(f"events         {count} of each kind, one client, one connection")
    print(f"{'':<15}{'event ms':>10}{'guard ms':>10}{'adds':>8}")
    for name, (event, guard) in found.items():
        print(f"{name:<15}{event * 1000:>10.3f}{guard * 1000:>10.3f}{added(event, guard):>8.1%}")
    print(f"promised       the guard adds less than {MOST:.0%}")
    if any(added(event, guard) >= MOST for event, guard in found.values()):
        sys.exit("the guard adds a fifth or more to an event")


def added(event: float, guard: float) -> float:
    """What the guard adds to the time of an event without it."""
    return guard / (event - guard)


async def measure(address: str, case: Case, count: int) -> dict[str, tuple[float, float]]:
    """Median seconds of an event, and of the guard within, for each kind of handler."""
    client = Client(case)
    await client.connect(address)
    await client.send(HYDRATE, {}, "is_hydrated")
    await asyncio.sleep(1)
    found = {}
    for name in ("empty handler", "recalculation"):
        for number in range(WARM_UP):
            await one(client, case, name, number)
        await spent(address)
        times = [await one(client, case, name, WARM_UP + number) for number in range(count)]
        found[name] = (median(times), await spent(address))
    await client.socket.disconnect()
    return found


async def one(client: Client, case: Case, name: str, number: int) -> float:
    """Seconds of one event of a kind."""
    if name == "empty handler":
        return await timed(client, EMPTY, {}, "count_rx_state_")
    typed: dict[str, Any] = {
        "declaration_id": case.declaration,
        "line_id": case.line,
        "digits": str(950_000_000 + 1_000_000 * number),
    }
    return await timed(client, AMOUNT, typed, "total_rx_state_")


async def spent(address: str) -> float:
    """Median seconds of the guard for one event since this was last asked."""
    async with httpx.AsyncClient() as http:
        answer = await http.get(f"{address}/bench/guard")
    seconds: float = answer.json()["seconds"]
    return seconds


if __name__ == "__main__":
    main()
