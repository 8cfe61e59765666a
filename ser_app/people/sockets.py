"""The door of the event socket: who comes from where, how fast, and to whom answers may go.

It stands before the framework's queue, so that a flood costs nothing but its reading, and behind
its answers, so that nothing of a person reaches a socket of somebody else: whoever connects with
the token of another person's tab gets a state that is emptied at the next event, and until then no
answer to what that person had begun.
"""

import logging
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

import reflex as rx
from reflex.state import StateUpdate
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.registry import RegistrationContext

from ser_app.base.client_address import client_address, networks
from ser_app.base.pace import Pace
from ser_app.base.resources import resources
from ser_app.people.actor import Actor
from ser_app.people.guard import came_with, maybe_actor, token_in
from ser_app.people.sessions import actor_of_token
from ser_app.people.state import SessionState
from ser_app.settings import Settings, settings

_log = logging.getLogger(__name__)
TOO_FAST: Final = (
    "Llegaron demasiadas acciones desde esta ventana o su red y algunas no se tuvieron en cuenta. "
    "Lo que ya estaba guardado sigue guardado. Espere unos segundos y repita la última."
)
_ADDRESS: Final = "client_ip"
_HEADERS: Final = "headers"


def _is_registered(name: str) -> bool:
    return name in RegistrationContext.get().event_handlers


class SocketDoor:
    """Wraps what the framework does with a socket's events and answers.

    Args:
        namespace: The framework's own end of the socket.
        configuration: How fast tabs and addresses may go, and who our proxies are.
        known: Whether there is a handler by a name.
    """

    def __init__(
        self,
        namespace: Any,
        configuration: Settings,
        known: Callable[[str], bool] = _is_registered,
    ) -> None:
        self._namespace = namespace
        self._known = known
        self._trusted = networks(configuration.trusted_proxies)
        rate = configuration.events_per_second
        self._tabs = Pace(rate, burst=5 * rate)
        self._addresses = Pace(5 * rate, burst=25 * rate)
        self._told = Pace(0.2, burst=1)
        self._describe = namespace._build_static_router_data
        self._handle = namespace.on_event
        self._answer = namespace.emit_update

    def stand(self) -> None:
        """Take the place of what was wrapped."""
        self._namespace._build_static_router_data = self.describe
        self._namespace.on_event = self.on_event
        self._namespace.emit_update = self.emit_update

    def describe(self, sid: str, environ: dict[str, Any]) -> dict[str, Any]:
        """What the framework knows of a connection, with the address that can be believed."""
        found: dict[str, Any] = self._describe(sid, environ)
        said = found.get(_HEADERS, {}).get("x-forwarded-for", "")
        found[_ADDRESS] = client_address(str(found.get(_ADDRESS, "")), [said], self._trusted)
        return found

    async def on_event(self, sid: str, data: Any) -> None:
        """Hand an event on, unless its tab or its address goes too fast.

        What no page of ours sends goes no further: the framework would quote it in the log.
        """
        if self._tabs.allows(sid) and self._addresses.allows(self._address(sid)):
            if _is_event(data, self._origin(sid)) and self._known(data["name"]):
                await self._handle(sid, data)
            else:
                _log.warning("An event that is none was dropped")
        elif self._told.allows(sid):
            told = {SessionState.get_full_name(): {f"fault{FIELD_MARKER}": TOO_FAST}}
            token = self._namespace.sid_to_token.get(sid, "")
            await self._answer(StateUpdate(delta=told), token)

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Send an answer, unless the tab's socket is meanwhile that of somebody else."""
        cookie = self._cookie(token)
        if cookie == came_with() or _is_of(cookie, maybe_actor()):
            await self._answer(update, token)

    def _address(self, sid: str) -> str:
        return str(self._namespace._static_router_data.get(sid, {}).get(_ADDRESS, ""))

    def _origin(self, sid: str) -> str:
        """The `Origin` with which a connection came, which the framework puts before its page."""
        known = self._namespace._static_router_data.get(sid, {})
        return str(known.get(_HEADERS, {}).get("origin", ""))

    def _cookie(self, token: str) -> str:
        """The session token that the tab's socket came with; empty for none."""
        record = self._namespace._token_manager.token_to_socket.get(token)
        known = self._namespace._static_router_data.get(record.sid, {}) if record else {}
        return token_in(known.get(_HEADERS, {}).get("cookie", "")) or ""


def _is_of(cookie: str, asked: Actor | None) -> bool:
    """Whether a session is of the person who asked, or both are nobody's."""
    owner = actor_of_token(resources(), cookie)
    return (owner.public_id if owner else "") == (asked.public_id if asked else "")


def _is_event(data: Any, origin: str) -> bool:
    return (
        isinstance(data, dict)
        and isinstance(data.get("name"), str)
        and isinstance(data.get("payload", {}), dict)
        and isinstance(data.get("router_data", {}), dict)
        and _is_page(data.get("router_data", {}), origin)
    )


def _is_page(router_data: dict[str, Any], origin: str) -> bool:
    """Whether it names a page as a browser does: the framework takes it apart and trusts it."""
    places = [router_data.get(name, "/") for name in ("pathname", "asPath")]
    if not all(isinstance(place, str) and place.startswith("/") for place in places):
        return False
    try:
        urlsplit(f"{origin}{places[-1]}")
    except ValueError:
        return False
    return isinstance(router_data.get("query", {}), dict)


def guard_socket(app: rx.App) -> None:
    """Put the door before the socket of an application."""
    if app.event_namespace is not None:
        SocketDoor(app.event_namespace, settings()).stand()
