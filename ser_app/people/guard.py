"""The door of every event: who sends it, and may that person?

Any client can send any event to any public handler of any state, so the middleware denies by
default. A handler is reachable only when it carries a tag, left by `requires` or `public`; the
framework's own events that load a page pass too. On each event the state is bound to the cookie's
person: when they differ, everything that it held is reset before the handler runs.
"""

import re
from contextvars import ContextVar
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import quote

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext
from starlette.requests import Request

from ser_app.base.arrival import mark_arrival
from ser_app.base.correlation import begin_reference
from ser_app.base.errors import NotAllowed
from ser_app.base.resources import resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.sessions import COOKIE, actor_of_token
from ser_app.people.tags import PUBLIC, permission_of, public, requires
from ser_app.web.arrivals import reached_at
from ser_app.web.faults import remember_reference

# Loading a page: the framework needs these, and none of them runs code of ours by itself.
FRAMEWORK_EVENTS: Final = frozenset(
    {
        "reflex___state____state.hydrate",
        "reflex___state____state.hydrate_and_load",
        "reflex___state____state.set_is_hydrated",
        "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal",
        "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated",
        "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal",
    }
)
__all__ = [
    "FRAMEWORK_EVENTS",
    "PUBLIC",
    "BindingState",
    "GuardMiddleware",
    "actor_of_request",
    "came_with",
    "current_actor",
    "maybe_actor",
    "permission_of",
    "public",
    "requires",
    "token_in",
]
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_actor: ContextVar[Actor | None] = ContextVar("ser_actor", default=None)
_tags: Final[dict[str, str]] = {}
_cookie: ContextVar[str] = ContextVar("ser_cookie", default="")


def current_actor() -> Actor:
    """The person whose event is being handled.

    Raises:
        NotAllowed: Nobody is signed in.
    """
    actor = _actor.get()
    if actor is None:
        raise NotAllowed("Su sesión terminó. Ingrese de nuevo; lo que guardó sigue ahí.")
    return actor


def maybe_actor() -> Actor | None:
    """The person whose event is being handled, or None for an anonymous one."""
    return _actor.get()


def came_with() -> str:
    """The session token with which the event came that is being handled; empty for none."""
    return _cookie.get()


@lru_cache(maxsize=4096)
def token_in(cookie_header: str) -> str | None:
    """The session token in a `Cookie` header; None when absent or malformed."""
    try:
        morsel = SimpleCookie(cookie_header).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel else None


def actor_of_request(request: Request) -> Actor | None:
    """Who sends an HTTP request, by its session cookie."""
    return actor_of_token(resources(), request.cookies.get(COOKIE))


def _tag_of(event_name: str) -> str | None:
    """The tag of the handler by that name; what was found once is kept, and never changes."""
    tag = _tags.get(event_name)
    if tag is None:
        registered = RegistrationContext.get().event_handlers.get(event_name)
        tag = permission_of(registered.handler.fn) if registered else None
        if tag is not None:
            _tags[event_name] = tag
    return tag


def _permitted(tag: str | None, actor: Actor | None) -> bool:
    if tag is None:
        return False
    return tag == PUBLIC or (actor is not None and actor.may(Permission(tag)))


def _well_formed(event: Event) -> bool:
    """Whether every form is a form, and every text can be written in UTF-8."""
    forms_are_forms = all(
        isinstance(value, dict) for name, value in event.payload.items() if name == "form"
    )
    try:
        return forms_are_forms and _encodable(event.payload) and _encodable(event.router_data)
    except RecursionError:
        return False


def _encodable(value: Any) -> bool:
    if isinstance(value, str):
        return value.isascii() or not _SURROGATE.search(value)
    if isinstance(value, dict):
        return all(_encodable(item) for item in value.values())
    return not isinstance(value, list) or all(_encodable(item) for item in value)


class GuardMiddleware(Middleware):
    """Resolves the person, binds the state to it, and lets only permitted events through."""

    async def preprocess(
        self,
        app: rx.App,  # noqa: ARG002  fixed by the framework
        state: BaseState,
        event: Event,
    ) -> StateUpdate | None:
        """Decide about one event before its handler runs; anything undecided is refused."""
        mark_arrival(reached_at(event))
        opening = not getattr(state._get_root_state(), "is_hydrated", True)
        remember_reference(begin_reference(), event.name, opening=opening)
        token = token_in(_cookie_header(state)) or ""
        actor = actor_of_token(resources(), token)
        _actor.set(actor)
        _cookie.set(token)
        owner = actor.public_id if actor else ""
        binding = await state.get_state(BindingState)
        changed = binding._owner not in (None, owner)
        if changed:
            _reset_tree(state)
        binding._owner = owner
        tag = _tag_of(event.name)
        if event.name in FRAMEWORK_EVENTS:
            return None
        if _permitted(tag, actor):
            # What no browser sends is dropped without a word: nobody is there to read it.
            return None if _well_formed(event) else StateUpdate()
        return await _refusal(state, actor, known=tag is not None)


def _cookie_header(state: BaseState) -> str:
    headers = state.router_data.get("headers", {}) if state.router_data else {}
    cookie = headers.get("cookie", "") if isinstance(headers, dict) else ""
    return cookie if isinstance(cookie, str) else ""


def _reset_tree(state: BaseState) -> None:
    """Put every var of every state back to its default, without losing the router."""
    root = state._get_root_state()
    router_data = root.router_data
    root.reset()  # type: ignore[no-untyped-call]  # the framework's own
    root.router_data = router_data


async def _refusal(state: BaseState, actor: Actor | None, *, known: bool) -> StateUpdate:
    """Refuse an event; one of a page of ours also tells the browser where to go instead."""
    delta = await state._get_resolved_delta()
    state._get_root_state()._clean()  # type: ignore[no-untyped-call]  # same
    if not known:
        return StateUpdate(delta=delta)
    if actor is None:
        page = str((state.router_data or {}).get("asPath") or "/")
        target = f"/ingresar?aviso=vencida&siguiente={quote(page)}"
    else:
        target = actor.first_thing or "/sin-permiso"
    return StateUpdate(delta=delta, events=Event.from_event_type(rx.redirect(target)))


class BindingState(rx.State):
    """Remembers, on the server only, whose data the state of this browser tab holds."""

    _owner: str | None = None
