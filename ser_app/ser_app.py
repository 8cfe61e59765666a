"""Assembles the application: pages, HTTP routes, guard and lifespan tasks. No logic."""

from typing import Final

from ser_app.api.app import with_http_routes
from ser_app.api.headers import outermost
from ser_app.base.collector import calm_collector
from ser_app.base.jobs.running import jobs_task
from ser_app.base.logs import configure_logging
from ser_app.base.uptime.beating import beating_task
from ser_app.declarations.page import PAGES as DECLARATION_PAGES
from ser_app.furs.page import PAGES as FUR_PAGES
from ser_app.ledger.page import PAGES as LEDGER_PAGES
from ser_app.oversight.page import PAGES as OVERSIGHT_PAGES
from ser_app.oversight.parameters.reminding import reminders
from ser_app.oversight.waiting.listing import waiting_reminders
from ser_app.payments.page import PAGES as PAYMENT_PAGES
from ser_app.payments.reconciliation.page import PAGES as RECONCILIATION_PAGES
from ser_app.payments.treasury.page import PAGES as TREASURY_PAGES
from ser_app.people.frame import framed
from ser_app.people.guard import GuardMiddleware
from ser_app.people.mail.service import mail_reminders
from ser_app.people.page import PAGES as PEOPLE_PAGES
from ser_app.people.pages.entrances import ENTRANCES
from ser_app.people.reminders import join_reminders
from ser_app.people.sockets import guard_socket
from ser_app.people.state import SessionState, on_fault
from ser_app.signing.page import PAGES as SIGNING_PAGES
from ser_app.signing.task import signing_task
from ser_app.simulator.page import PAGES as SIMULATOR_PAGES
from ser_app.web.app_options import app_options
from ser_app.web.application import Application
from ser_app.web.arrivals import stamp_arrivals
from ser_app.web.fallbacks import not_found_page
from ser_app.web.page import Page
from ser_app.wiring import wire

app = Application(
    **app_options(),
    api_transformer=with_http_routes,
    backend_exception_handler=on_fault,
    outermost=outermost,
)
# Before everything else, so that no event is handled unseen.
app.add_middleware(GuardMiddleware(), index=0)
stamp_arrivals(app)
guard_socket(app)
app.register_lifespan_task(configure_logging)
app.register_lifespan_task(beating_task)
app.register_lifespan_task(jobs_task)
app.register_lifespan_task(signing_task)
app.register_lifespan_task(calm_collector)
wire()
join_reminders(reminders)
join_reminders(mail_reminders)
join_reminders(waiting_reminders)


PAGES: Final = (
    *PEOPLE_PAGES,
    *DECLARATION_PAGES,
    *FUR_PAGES,
    *SIGNING_PAGES,
    *PAYMENT_PAGES,
    *RECONCILIATION_PAGES,
    *TREASURY_PAGES,
    *LEDGER_PAGES,
    *OVERSIGHT_PAGES,
    *SIMULATOR_PAGES,
)
"""Every page of a room; the entrances stand beside."""


def _add(page: Page) -> None:
    entrance = SessionState.look_in if page.permission is None else SessionState.enter
    app.add_page(
        framed(page),
        route=page.route,
        title=f"{page.title} · SER",
        on_load=[entrance, *page.on_load],
    )


for _page in PAGES:
    _add(_page)
for _route, _title, _draw in ENTRANCES:
    app.add_page(_draw, route=_route, title=f"{_title} · SER", on_load=SessionState.look_in)
app.add_page(
    not_found_page(),
    route="404",
    title="Página no encontrada · SER",
    description="La dirección no existe.",
)
