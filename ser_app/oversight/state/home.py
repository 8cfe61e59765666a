"""The operator's home."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.oversight.home import Home, Step, home
from ser_app.oversight.views.agreement import AgreementHomeView, agreement_views
from ser_app.oversight.views.home import (
    AccountView,
    FurView,
    PaymentView,
    TaskView,
    TogetherView,
    UpcomingView,
    account_view,
    fur_views,
    payment_views,
    task_view,
    together_view,
    upcoming_views,
)
from ser_app.oversight.waiting.listing import waiting_for
from ser_app.oversight.waiting.views import WaitingView, waiting_view
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.menu import left_out
from ser_app.people.permissions import Permission


class HomeState(rx.State):
    """What is due next and what waits, as of the moment when the page was opened."""

    loaded: bool = False
    of_operator: bool = False
    waiting: list[WaitingView] = []
    has_next: bool = False
    next: TaskView = TaskView()
    to_declare: list[TaskView] = []
    drafts: list[TaskView] = []
    signatures: list[TaskView] = []
    unpaid: list[TaskView] = []
    payments: list[PaymentView] = []
    furs: list[FurView] = []
    upcoming: list[UpcomingView] = []
    may_prepare: bool = False
    may_watch: bool = False
    agreements_here: bool = False
    parameters_here: bool = False
    account: AccountView = AccountView()
    agreements: list[AgreementHomeView] = []
    together: TogetherView = TogetherView()
    settled: bool = False

    @rx.event
    @requires(Permission.HOME_VIEW)
    async def load(self) -> None:
        """Show the page: what waits for the role, and for an operator's people its periods."""
        actor = current_actor()
        self.loaded, self.of_operator = False, actor.role.of_operator
        self.may_watch = actor.may(Permission.ALERT_WATCH)
        self.agreements_here = _agreements_here(actor)
        self.parameters_here = left_out(actor)
        found = await asyncio.to_thread(waiting_for, resources(), actor)
        now = resources().clock.now()
        self.waiting = [waiting_view(each, now) for each in found]
        if not actor.role.of_operator:
            self.loaded = True
            return
        self.may_prepare = actor.may(Permission.DECLARATION_PREPARE)
        self._show(await asyncio.to_thread(home, resources(), actor), actor)
        self.loaded = True

    def _show(self, found: Home, actor: Actor) -> None:
        today = found.today

        def views(*steps: Step) -> list[TaskView]:
            others = (task for task in found.with_step(*steps) if task is not found.next)
            return [task_view(task, today) for task in others]

        self.has_next = found.next is not None
        self.next = task_view(found.next, today) if found.next else TaskView()
        self.to_declare = views(Step.DECLARE)
        self.drafts = views(Step.CONTINUE)
        self.signatures = views(Step.SIGN, Step.AWAIT_SIGNATURES, Step.PRINT)
        self.unpaid = views(Step.PAY)
        self.payments = payment_views(found)
        self.furs = fur_views(found)
        self.account = account_view(found.account)
        self.upcoming = upcoming_views(found)
        self.agreements = agreement_views(found, actor)
        self.together = together_view(found)
        self.settled = found.settled and not self.waiting


def _agreements_here(actor: Actor) -> bool:
    """Whether the page leads to the agreements, for whom the menu has no place left for them."""
    return actor.may(Permission.AGREEMENT_VIEW) and not actor.may(Permission.AGREEMENT_FOLLOW)
