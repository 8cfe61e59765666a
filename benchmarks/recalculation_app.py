"""The application with one more handler, which does next to nothing, for comparison."""

import reflex as rx

from ser_app.people.guard import requires
from ser_app.people.permissions import Permission
from ser_app.ser_app import app

__all__ = ["EmptyState", "app"]


class EmptyState(rx.State):
    """The least that a handler can do and still be answered: change one variable."""

    count: int = 0

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def nothing(self) -> None:
        """Count, so that there is an answer to wait for."""
        self.count += 1
