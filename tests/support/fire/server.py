"""The server of a fault run, which is killed at any moment.

It is the application without its pages: its webhook, its jobs and its database as they are, on a
socket of its own; two more addresses do what the buttons «Pagar» and «Actualizar» do.

Run: `python -m tests.support.fire.server WORLD`.
"""

import asyncio
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ser_app.api import payments as payments_api
from ser_app.base.database import Database
from ser_app.base.errors import SerError
from ser_app.base.jobs.running import Runner
from ser_app.base.resources import Resources
from ser_app.furs.models import Fur
from ser_app.law.parameters import packaged_rules
from ser_app.payments.gateways import GATEWAY_NAMES, gateway_named
from ser_app.payments.polling import POLLING_JOB
from ser_app.payments.service import refresh, start
from ser_app.people.actor import Actor
from ser_app.people.models import Operator, User
from ser_app.settings import Settings
from ser_app.wiring import wire
from tests.factories import actor_of
from tests.support.fire.world import BANK, World


class Doors:
    """What a person does, over HTTP."""

    def __init__(self, res: Resources) -> None:
        self._res = res
        found = {name: gateway_named(name, res.settings, res.clock) for name in GATEWAY_NAMES}
        self._gateways = {name: each for name, each in found.items() if each is not None}
        self._actor = _payer(res)

    async def pay(self, request: Request) -> Response:
        """`POST /pay/{gateway}/{number}`: «Pagar»."""
        number, gateway = (request.path_params[name] for name in ("number", "gateway"))
        try:
            started = await start(
                self._res, self._gateways[gateway], self._actor, number,
                address="190.0.0.1", user_agent="fault run",
                bank=BANK if self._gateways[gateway].asks_for_bank else "",
            )  # fmt: skip
        except SerError as error:
            return JSONResponse({"code": error.code, "message": error.message}, 409)
        return JSONResponse({"payment": started.attempt_public_id, "page": started.process_url})

    async def look(self, request: Request) -> Response:
        """`POST /look/{payment}`: «Actualizar»."""
        gateway = self._gateways["placetopay"]  # of new payments; it is asked where it began
        found = await refresh(self._res, gateway, self._actor, request.path_params["payment"])
        return JSONResponse({"state": found.state, "headline": found.headline})

    @staticmethod
    async def ping(_request: Request) -> Response:
        """`GET /ping`."""
        return Response("OK")


def _payer(res: Resources) -> Actor:
    with res.database.reading() as unit:
        fur = unit.session.get(Fur, 1)
        assert fur is not None
        user = unit.session.get(User, fur.issued_by_id)
        assert user is not None
        return actor_of(user, unit.session.get(Operator, fur.operator_id))


async def main() -> None:
    """Serve until somebody kills the process."""
    wire()
    sys.stdin.readline()  # imported already, and told to begin
    world = World.load(Path(sys.argv[1]))
    settings = Settings(**world.settings(), _env_file=None)
    res = Resources(settings, Database(world.database), world.clock, packaged_rules())
    payments_api.resources = lambda: res  # type: ignore[attr-defined]  # the door's own resources
    doors = Doors(res)
    app = Starlette(
        routes=[
            *payments_api.routes,
            Route("/pay/{gateway}/{number}", doors.pay, methods=["POST"]),
            Route("/look/{payment}", doors.look, methods=["POST"]),
            Route("/ping", doors.ping, methods=["GET"]),
        ]
    )
    server = Server(app, address="127.0.0.1", port=world.port, interface=Interfaces.ASGI)
    runner = Runner([POLLING_JOB], res=lambda: res)
    await asyncio.gather(server.serve(), runner.run())


if __name__ == "__main__":
    asyncio.run(main())
