"""Puts the HTTP routes of all rooms before the pages."""

from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from ser_app.api.access_requests import routes as access_request_routes
from ser_app.api.agreements import routes as agreement_routes
from ser_app.api.alerts import routes as alert_routes
from ser_app.api.calendars import routes as calendar_routes
from ser_app.api.cases import routes as case_routes
from ser_app.api.dashboard import routes as dashboard_routes
from ser_app.api.demo import routes as demo_routes
from ser_app.api.doors import behind_doors
from ser_app.api.furs import routes as fur_routes
from ser_app.api.good_standing import routes as good_standing_routes
from ser_app.api.liquidations import routes as liquidation_routes
from ser_app.api.obligations import routes as obligation_routes
from ser_app.api.payments import routes as payment_routes
from ser_app.api.problems import FOR_PROGRAMS, is_for_programs, problem
from ser_app.api.programs import no_such_method
from ser_app.api.programs import routes as program_routes
from ser_app.api.quarter import routes as quarter_routes
from ser_app.api.receipts import routes as receipt_routes
from ser_app.api.reconciliation import routes as reconciliation_routes
from ser_app.api.session import routes as session_routes
from ser_app.api.signing import routes as signing_routes
from ser_app.api.statement import routes as statement_routes
from ser_app.api.stops import routes as stop_routes
from ser_app.api.trail import routes as trail_routes
from ser_app.api.treasury import routes as treasury_routes
from ser_app.base.correlation import reference
from ser_app.base.pace import Pace
from ser_app.base.resources import resources
from ser_app.payments.gateways.sandbox import SANDBOX_PATH, sandbox_app
from ser_app.payments.gateways.wompi.sandbox import WOMPI_SANDBOX_PATH, wompi_sandbox_app
from ser_app.web.faults import fault_sentence


def http_routes() -> list[BaseRoute]:
    """Every HTTP route of ours; those of the demonstration only in demo mode."""
    res = resources()
    routes: list[BaseRoute] = [
        *session_routes,
        *access_request_routes,
        *fur_routes,
        *signing_routes,
        *case_routes,
        *calendar_routes,
        *trail_routes,
        *good_standing_routes,
        *payment_routes,
        *liquidation_routes,
        *statement_routes,
        *dashboard_routes,
        *obligation_routes,
        *agreement_routes,
        *reconciliation_routes,
        *alert_routes,
        *stop_routes,
        *treasury_routes,
        *quarter_routes,
        *receipt_routes,
        *program_routes,
    ]
    rate = res.settings.requests_per_second
    pace = Pace(rate, burst=10 * rate)
    of_keys = res.settings.key_requests_per_second
    programs = Pace(of_keys, burst=10 * of_keys)
    if not res.settings.demo:
        return behind_doors(routes, pace, programs)
    # The sandboxes play the bank: other sites, which know nobody of ours.
    return [
        *behind_doors([*routes, *demo_routes], pace, programs),
        Mount(SANDBOX_PATH, app=sandbox_app(res)),
        Mount(WOMPI_SANDBOX_PATH, app=wompi_sandbox_app(res)),
    ]


def with_http_routes(pages: ASGIApp) -> ASGIApp:
    """Serve our routes first and hand everything else to the framework."""
    # Methods that no route has would otherwise be answered by the pages, which know no problems.
    routes = [*http_routes(), Mount(FOR_PROGRAMS, app=no_such_method), Mount("/", app=pages)]
    return Starlette(routes=routes, exception_handlers={Exception: _broken})


async def _broken(request: Request, _error: Exception) -> Response:
    """What a route of ours says when it failed; the failure itself goes on to the log."""
    if is_for_programs(request):
        broken = HTTPStatus.INTERNAL_SERVER_ERROR
        return problem(broken, "failed", fault_sentence(reference()))
    return PlainTextResponse(fault_sentence(reference()), status_code=500)
