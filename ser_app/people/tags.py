"""What a handler or a route says about who may call it; the doors refuse whatever says nothing."""

import inspect
from collections.abc import Callable
from typing import Any, Final, TypeVar

from ser_app.people.permissions import Permission

Handler = TypeVar("Handler", bound=Callable[..., Any])

_TAG: Final = "__ser_permission__"
_PAGE: Final = "__ser_page__"
_KEY: Final = "key:"
_MOST: Final = "__ser_most_bytes__"
SMALL: Final = 64 * 1024
"""Bytes of a body, unless a route says that it takes more: forms and questions are smaller."""
PUBLIC: Final = "public"


def requires(permission: Permission, *, page: str = "") -> Callable[[Handler], Handler]:
    """Tag a handler or a route: only people with the permission reach it.

    Args:
        permission: What the person needs.
        page: Where a person who has to sign in first goes on afterwards; empty: the same address.
    """

    def tag(handler: Handler) -> Handler:
        setattr(handler, _TAG, permission.value)
        setattr(handler, _PAGE, page)
        return handler

    return tag


def public(handler: Handler) -> Handler:
    """Tag a handler or a route that anybody may call, signed in or not."""
    setattr(handler, _TAG, PUBLIC)
    return handler


def by_key(permission: Permission) -> Callable[[Handler], Handler]:
    """Tag a route: only programs reach it, with a key that has the permission; no session does."""

    def tag(handler: Handler) -> Handler:
        setattr(handler, _TAG, f"{_KEY}{permission.value}")
        return handler

    return tag


def key_permission_of(tag: str) -> Permission | None:
    """What a key needs by a route's tag; None for one that is not for programs."""
    return Permission(tag.removeprefix(_KEY)) if tag.startswith(_KEY) else None


def permission_of(handler: Callable[..., Any]) -> str | None:
    """The tag of a handler: a permission's value, alone or after `key:`, or `public`.

    None is an untagged one, which nobody reaches.
    """
    tag = getattr(inspect.unwrap(handler), _TAG, None)
    return tag if isinstance(tag, str) else None


def page_of(handler: Callable[..., Any]) -> str:
    """Where a person goes on after signing in; empty: the same address."""
    page = getattr(inspect.unwrap(handler), _PAGE, "")
    return page if isinstance(page, str) else ""


def takes(most: int) -> Callable[[Handler], Handler]:
    """Tag a route that takes files: no more than so many bytes, counted while they arrive."""

    def tag(handler: Handler) -> Handler:
        setattr(handler, _MOST, most)
        return handler

    return tag


def most_bytes(handler: Callable[..., Any]) -> int:
    """The most bytes that a route takes."""
    most = getattr(inspect.unwrap(handler), _MOST, SMALL)
    return most if isinstance(most, int) else SMALL
