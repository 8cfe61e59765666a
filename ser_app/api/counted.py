"""Counts a body while it arrives: nobody fills the memory by keeping quiet about a length."""

from starlette.requests import Request
from starlette.types import Message


class TooLarge(Exception):
    """More bytes came than the route takes; the rest stays unread."""


def counted(request: Request, most: int) -> Request:
    """The same request, whose body cannot be longer than `most` bytes.

    Raises:
        TooLarge: It says itself that it is longer; otherwise it is raised by whoever reads on.
    """
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > most:
        raise TooLarge
    receive, seen = request.receive, 0

    async def receive_counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return Request(request.scope, receive_counted)
