"""The bank of a fault run: the real sandbox with faults, in a process of its own that nobody kills.

Run: `python -m tests.support.fire.bank WORLD`.
"""

import asyncio
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ser_app.base.database import Database
from ser_app.base.resources import Resources
from ser_app.law.parameters import packaged_rules
from ser_app.payments.gateways.sandbox.app import Sandbox, application
from ser_app.payments.gateways.sandbox.faults import Faults
from ser_app.payments.gateways.sandbox.scenarios import SandboxConfig
from ser_app.settings import Settings
from tests.support.fire.world import LOGIN, SECRET, World

_SETTLE_SECONDS = 240


async def main() -> None:
    """Serve until somebody ends the process."""
    sys.stdin.readline()  # imported already, and told to begin
    file = Path(sys.argv[1])
    world = World.load(file)
    res = Resources(
        Settings(database_url=world.bank_database, _env_file=None),
        Database(world.bank_database),
        world.clock,
        packaged_rules(),
    )
    faults = Faults(seed=world.seed, silence_seconds=5, delay_seconds=1.5, **world.faults)
    config = SandboxConfig(
        login=LOGIN,
        secret_key=SECRET,
        own_url=world.bank_url,
        notify_url=f"{world.url}/webhooks/placetopay",
        settle_seconds=_SETTLE_SECONDS,
        late_seconds=5,
    )
    app = application(Sandbox(res, config, faults=faults))

    async def heal(_request: Request) -> Response:
        faults.active = False
        return JSONResponse(faults.drawn)

    async def leap(_request: Request) -> Response:
        res.clock.__dict__.update(World.load(file).clock.__dict__)
        return JSONResponse({})

    app.routes.append(Route("/leap", leap, methods=["POST"]))
    app.routes.append(Route("/heal", heal, methods=["POST"]))
    server = Server(app, address="127.0.0.1", port=world.bank_port, interface=Interfaces.ASGI)
    await server.serve()


if __name__ == "__main__":
    asyncio.run(main())
