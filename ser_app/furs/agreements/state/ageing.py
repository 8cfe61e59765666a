"""`/acuerdos/cartera`: ageing, referrals, reported defaulters and promises."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.ledger.ageing.reporting import lift, refer, report
from ser_app.ledger.ageing.service import ageing
from ser_app.ledger.ageing.views import AgeingView, ageing_view
from ser_app.ledger.obligations.reading import read_day
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LONGEST: Final = 200
_REPORT: Final = ("operator", "source", "on_day")
_LIFT: Final = "lift_"
"""Stands before the same fields where they lift a report: each form shows its own errors."""
_NO_ERRORS: Final = dict.fromkeys(
    ("act", "act_day", *_REPORT, *(_LIFT + each for each in _REPORT)), ""
)
NO_AGEING: Final = AgeingView()


class AgeingState(rx.State):
    """The page of Cartera."""

    loaded: bool = False
    view: AgeingView = NO_AGEING
    bucket: str = ""
    only: str = ""
    chosen: str = ""
    chosen_name: str = ""
    may_refer: bool = False
    may_report: bool = False
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = _NO_ERRORS

    _page: int = 1

    @rx.event
    @requires(Permission.AGEING_VIEW)
    async def open(self) -> None:
        """Show what the address asks for."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        query, actor = self.router.url.query_parameters, current_actor()
        self.bucket, self.only = str(query.get("edad", ""))[:8], str(query.get("ver", ""))[:20]
        page = str(query.get("pagina", "1"))[:4]
        self._page = int(page) if page.isascii() and page.isdigit() and int(page) else 1
        self.may_refer = actor.may(Permission.REFERRAL_ENTER)
        self.may_report = actor.may(Permission.DEFAULTER_REPORT)
        await self._show()
        self.loaded = True

    @rx.event
    @requires(Permission.REFERRAL_ENTER)
    async def choose(self, key: Any = "") -> None:
        """Open the form that refers a debt."""
        self.problem = self.done = self.chosen = self.chosen_name = ""
        self.errors = dict(_NO_ERRORS)
        for each in self.view.rows:
            if each.key == key and each.referable:
                self.chosen, self.chosen_name = each.key, f"{each.name}, {each.operator}"

    @rx.event
    @requires(Permission.REFERRAL_ENTER)
    async def refer(self, form: dict[str, Any]) -> None:
        """Refer the chosen debt to coercive collection."""
        text, key = _reader(form), self.chosen
        await self._do(
            lambda res, actor: refer(
                res, actor, key, act=text("act"), act_day=read_day(text("act_day"))
            ),
            "Remitida a cobro coactivo. La deuda y sus intereses siguen igual.",
        )

    @rx.event
    @requires(Permission.DEFAULTER_REPORT)
    async def report(self, form: dict[str, Any]) -> None:
        """Report an operator as a defaulter."""
        text = _reader(form)
        await self._do(
            lambda res, actor: report(
                res, actor, text("operator"), source=text("source"), on_day=read_day(text("on_day"))
            ),
            "Reporte registrado: no se le concede un acuerdo mientras siga vigente.",
        )

    @rx.event
    @requires(Permission.DEFAULTER_REPORT)
    async def lift(self, form: dict[str, Any]) -> None:
        """Lift the report of an operator."""
        text = _reader(form)
        await self._do(
            lambda res, actor: lift(
                res, actor, text("operator"), source=text("source"), on_day=read_day(text("on_day"))
            ),
            "Reporte levantado.",
            form=_LIFT,
        )

    async def _do(
        self, act: Callable[[Resources, Actor], object], done: str, *, form: str = ""
    ) -> None:
        self.problem = self.done = ""
        self.errors = dict(_NO_ERRORS)
        try:
            await asyncio.to_thread(act, resources(), current_actor())
        except SerError as error:
            field = f"{form}{error.field}"
            if field in _NO_ERRORS:
                self.errors = _NO_ERRORS | {field: error.message}
            else:
                self.problem = error.message
            return
        self.done, self.chosen = done, ""
        await self._show()

    async def _show(self) -> None:
        try:
            found = await asyncio.to_thread(self._ask, resources(), current_actor())
        except SerError as error:
            self.problem, self.view = error.message, NO_AGEING
            return
        self.view = found

    def _ask(self, res: Resources, actor: Actor) -> AgeingView:
        found = ageing(res, actor, bucket=self.bucket, only=self.only, page=self._page)
        return ageing_view(found, bucket=self.bucket, only=self.only, page=self._page)


def _reader(form: object) -> Callable[[str], str]:
    given = form if isinstance(form, dict) else {}

    def text(name: str) -> str:
        value = given.get(name)
        return value[:_LONGEST] if isinstance(value, str) else ""

    return text
