"""The banks of a fault run: both sandboxes with faults, in a process of their own, never killed.

Run: `python -m tests.support.fire.bank WORLD`.
"""

import asyncio
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from ser_app.base.database import Database
from ser_app.base.resources import Resources
from ser_app.law.parameters import packaged_rules
from ser_app.payments.gateways.sandbox.app import Sandbox, application
from ser_app.payments.gateways.sandbox.faults import Faults
from ser_app.payments.gateways.sandbox.scenarios import SandboxConfig
from ser_app.payments.gateways.wompi.client import WompiKeys
from ser_app.payments.gateways.wompi.sandbox.app import WompiSandbox
from ser_app.payments.gateways.wompi.sandbox.app import application as wompi_application
from ser_app.payments.gateways.wompi.sandbox.config import WompiSandboxConfig
from ser_app.settings import Settings
from tests.support.fire.world import LOGIN, SECRET, WOMPI_PATH, World

_SETTLE_SECONDS = 240
_AGAIN_AFTER = (2.0, 6.0, 20.0)
"""Real seconds before an event that was not answered is sent again."""


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
    settings = Settings(**world.settings(), _env_file=None)
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

    wompi = WompiSandboxConfig(
        keys=WompiKeys.of(settings),
        own_url=f"{world.bank_url}{WOMPI_PATH}",
        notify_url=f"{world.url}/webhooks/wompi",
        settle_seconds=_SETTLE_SECONDS,
        late_seconds=5,
        again_after=_AGAIN_AFTER,
    )
    app.routes.append(Mount(WOMPI_PATH, wompi_application(WompiSandbox(res, wompi, faults=faults))))
    app.routes.append(Route("/leap", leap, methods=["POST"]))
    app.routes.append(Route("/heal", heal, methods=["POST"]))
    server = Server(app, address="127.0.0.1", port=world.bank_port, interface=Interfaces.ASGI)
    await server.serve()


if __name__ == "__main__":
    asyncio.run(main())
