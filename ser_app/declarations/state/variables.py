"""The variables of the form, and how the screen gets those that changed."""

from typing import Any

import reflex as rx

from ser_app.base.resources import resources
from ser_app.declarations import screen
from ser_app.declarations.alerts.views import AlertView
from ser_app.declarations.desk import Desk
from ser_app.declarations.state.correction import CorrectionFields
from ser_app.declarations.state.title import TitleFields
from ser_app.declarations.states import Channel, Use
from ser_app.declarations.views import LineView
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.fields import FieldError
from ser_app.web.reasons import NO_REASON
from ser_app.web.waiting.view import NOTHING, WaitingView


class FormScreen(CorrectionFields, TitleFields, mixin=True):
    """What the form shows: text only. What it works on lies on the desk, on the server.

    `mode` is empty until the page is loaded, then `form`, `summary` or `missing`.
    """

    mode: str = ""
    public_id: str = ""
    title: str = ""
    operator: str = ""
    service_name: str = ""
    period: str = ""
    representative: str = ""
    accountant: str = ""
    due: str = ""
    due_note: str = ""
    incomes: list[LineView] = []
    returns: list[LineView] = []
    gross_income: str = ""
    returns_total: str = ""
    returns_note: str = ""
    nil: bool = False
    nil_confirmed: bool = False
    nil_error: str = ""
    use: str = Use.FILING_AND_PAYMENT.value
    channel: str = Channel.ELECTRONIC.value
    channel_error: str = ""
    payment_day: str = ""
    payment_day_error: str = ""
    today: str = ""
    base: str = ""
    levy: str = ""
    penalty: str = ""
    interest: str = ""
    total: str = ""
    delay: str = ""
    filing: str = ""
    provisional: bool = False
    provisional_text: str = ""
    spoken: str = ""
    open_code: str = ""
    reason: ExplainedFigure = NO_REASON
    waiting_open: bool = False
    waiting: WaitingView = NOTHING
    alerts: list[AlertView] = []
    problems: list[FieldError] = []
    attempt: int = 0
    problem: str = ""
    note: str = ""
    saved: str = ""
    save_failed: bool = False
    stale: bool = False
    leaving: bool = False
    confirming: bool = False

    _desk: rx.Field[Desk] = rx.field(default_factory=Desk)

    def _show(self) -> None:
        """Give the screen whatever follows from the draft and is not there yet."""
        res = resources()
        today = res.clock.today()
        waiting = self.waiting_open
        self._put(screen.values(self._desk, res.rules, today, self.open_code, waiting=waiting))

    def _put(self, values: dict[str, Any]) -> None:
        for name, value in self._desk.news(values).items():
            setattr(self, name, value)
