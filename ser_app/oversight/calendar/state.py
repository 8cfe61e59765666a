"""`/calendario`: a month, what is near, the reminders and the private address."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.law.months import months_later
from ser_app.oversight.calendar import feeds, preferences
from ser_app.oversight.calendar.service import calendar_for
from ser_app.oversight.calendar.texts import ADDRESS_MADE, ADDRESS_REVOKED, SAVED
from ser_app.oversight.calendar.views import (
    CalendarView,
    ChoiceView,
    FeedView,
    calendar_view,
    choice_views,
    feed_view,
    month_of,
)
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission


class CalendarState(rx.State):
    """Formatted text; the private address only right after it was made."""

    loaded: bool = False
    view: CalendarView = CalendarView()
    choices: list[ChoiceView] = []
    none: bool = False
    feed: FeedView = FeedView()
    address: str = ""
    problem: str = ""
    done: str = ""
    saved: str = ""
    _month: date | None = None

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def load(self) -> None:
        """Show the month of the address, or the present one; forget what was shown once."""
        self.address = self.problem = self.done = self.saved = ""
        wanted = self.router.url.query_parameters.get("mes", "")
        self._month = month_of(str(wanted)[:7])
        await self._show_month()
        await self._show_own()
        self.loaded = True

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def previous(self) -> None:
        """Show the month before."""
        if self._month is not None:
            self._month = self._month - timedelta(days=1)
        await self._show_month()

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def following(self) -> None:
        """Show the month after."""
        if self._month is not None:
            self._month = months_later(self._month, 1)
        await self._show_month()

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def present(self) -> None:
        """Show the present month."""
        self._month = None
        await self._show_month()

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def choose(self, key: Any = "", wanted: Any = False) -> None:
        """Want a reminder, or no longer."""
        declined = {each.key for each in self.choices if not each.chosen and each.key != key}
        if wanted is not True:
            declined.add(str(key)[:40])
        await self._save(declined, none=self.none)

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def choose_none(self, none: Any = False) -> None:
        """Want no reminder at all, or those that are ticked again."""
        declined = {each.key for each in self.choices if not each.chosen}
        await self._save(declined, none=none is True)

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def make_address(self) -> None:
        """Make the private address, or another one, and show it once."""
        made = await self._try(lambda: feeds.make_feed(resources(), current_actor()))
        if made is not None:
            self.address, self.done = made, ADDRESS_MADE
        await self._show_own()

    @rx.event
    @requires(Permission.CALENDAR_VIEW)
    async def revoke_address(self) -> None:
        """Take the private address back."""
        self.address = ""
        await self._try(lambda: feeds.revoke_feed(resources(), current_actor()))
        self.done = "" if self.problem else ADDRESS_REVOKED
        await self._show_own()

    async def _save(self, declined: set[str], *, none: bool) -> None:
        res, actor = resources(), current_actor()
        await self._try(lambda: preferences.choose(res, actor, declined, none=none))
        self.saved = "" if self.problem else SAVED
        await self._show_own()

    async def _try(self, act: Callable[[], Any]) -> Any:
        self.problem = self.done = self.saved = ""
        try:
            return await asyncio.to_thread(act)
        except SerError as error:
            self.problem = error.message
            return None

    async def _show_month(self) -> None:
        found = await asyncio.to_thread(calendar_for, resources(), current_actor(), self._month)
        self._month, self.view = found.month, calendar_view(found)

    async def _show_own(self) -> None:
        res, actor = resources(), current_actor()
        chosen = await asyncio.to_thread(preferences.choices, res, actor)
        self.choices, self.none = choice_views(chosen), chosen.none
        feed = await asyncio.to_thread(feeds.own_feed, res, actor)
        self.feed = feed_view(feed, res.clock.now())
