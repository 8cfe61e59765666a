"""Assembles the application: pages, HTTP routes, guard and lifespan tasks. No logic."""

from ser_app.api.app import with_http_routes
from ser_app.api.headers import outermost
from ser_app.base.audit_chain.sealing_task import sealing_task
from ser_app.base.collector import calm_collector
from ser_app.base.compacting_task import compacting_task
from ser_app.base.logs import configure_logging
from ser_app.base.mail.sending import mail_task
from ser_app.base.uptime.beating import beating_task
from ser_app.declarations.good_standing.service import tell_undeclared
from ser_app.declarations.page import PAGES as DECLARATION_PAGES
from ser_app.furs.debts.under_way import tell_under_way
from ser_app.furs.page import PAGES as FUR_PAGES
from ser_app.furs.sessions import join
from ser_app.furs.signers.task import signers_task
from ser_app.ledger.page import PAGES as LEDGER_PAGES
from ser_app.ledger.statement.undeclared import join_undeclared
from ser_app.ledger.statement.under_way import join_under_way
from ser_app.oversight.page import PAGES as OVERSIGHT_PAGES
from ser_app.oversight.parameters.reminding import reminders
from ser_app.oversight.reliquidation.running import reliquidation_task
from ser_app.oversight.waiting.listing import waiting_reminders
from ser_app.payments.bank_files.posting_task import posting_task
from ser_app.payments.cancelling import GatewaySessions
from ser_app.payments.page import PAGES as PAYMENT_PAGES
from ser_app.payments.polling import polling_task
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
from ser_app.people.sweeping import sweeping_task
from ser_app.signing.page import PAGES as SIGNING_PAGES
from ser_app.signing.reminding_task import reminding_task
from ser_app.signing.task import signing_task
from ser_app.simulator.page import PAGES as SIMULATOR_PAGES
from ser_app.web.app_options import app_options
from ser_app.web.application import Application
from ser_app.web.arrivals import stamp_arrivals
from ser_app.web.fallbacks import not_found_page
from ser_app.web.page import Page

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
app.register_lifespan_task(polling_task)
app.register_lifespan_task(reliquidation_task)
app.register_lifespan_task(posting_task)
app.register_lifespan_task(compacting_task)
app.register_lifespan_task(mail_task)
app.register_lifespan_task(sweeping_task)
app.register_lifespan_task(signers_task)
app.register_lifespan_task(signing_task)
app.register_lifespan_task(reminding_task)
app.register_lifespan_task(sealing_task)
app.register_lifespan_task(calm_collector)
join(GatewaySessions())
join_reminders(reminders)
join_reminders(mail_reminders)
join_reminders(waiting_reminders)
join_undeclared(tell_undeclared)
join_under_way(tell_under_way)


def _add(page: Page) -> None:
    entrance = SessionState.look_in if page.permission is None else SessionState.enter
    app.add_page(
        framed(page),
        route=page.route,
        title=f"{page.title} · SER",
        on_load=[entrance, *page.on_load],
    )


for _page in (
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
):
    _add(_page)
for _route, _title, _draw in ENTRANCES:
    app.add_page(_draw, route=_route, title=f"{_title} · SER", on_load=SessionState.look_in)
app.add_page(
    not_found_page(),
    route="404",
    title="Página no encontrada · SER",
    description="La dirección no existe.",
)
