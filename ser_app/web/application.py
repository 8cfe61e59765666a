"""The framework's application behind one more door, which sees every request and every answer."""

import dataclasses
from collections.abc import Callable

import reflex as rx
from starlette.types import ASGIApp


def _open(app: ASGIApp) -> ASGIApp:
    return app


@dataclasses.dataclass
class Application(rx.App):
    """An application with a door around everything, the framework's own answers included.

    Attributes:
        outermost: Puts the door around the finished application.
    """

    outermost: Callable[[ASGIApp], ASGIApp] = _open

    def __call__(self) -> ASGIApp:
        """The application as the server runs it."""
        return self.outermost(super().__call__())
