"""From an operation to its route: read, do once, answer."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ser_app.api.address import address_of
from ser_app.api.counted import TooLarge
from ser_app.api.keyed import actor_behind, without_key
from ser_app.api.problems import TYPE, problem, problem_of
from ser_app.api.v1.operation import Asked, File, Operation, Reply
from ser_app.api.v1.reading import Unreadable, read_json, read_path, read_pdf, read_query
from ser_app.base.answers.service import Claim, claim, keep, let_go
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.people.actor import Actor
from ser_app.people.tags import by_key, takes

Endpoint = Callable[[Request], Awaitable[Response]]
MOST_BYTES_OF_A_COPY: Final = 5 * 1024 * 1024 + 1
REPEATED: Final = "Idempotency-Replayed"
_LONGEST_KEY: Final = 255
_BAD_KEY: Final = (
    "La Idempotency-Key lleva de 1 a 255 caracteres ASCII visibles, por ejemplo un UUID. No se "
    "hizo nada."
)
_FINAL: Final = frozenset(
    {
        HTTPStatus.OK,
        HTTPStatus.CREATED,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)
"""Answers that stay the same however often one asks; after any other the program may ask again."""


def route_of(operation: Operation) -> Route:
    """The route of an operation, tagged with what its key needs."""

    async def endpoint(request: Request) -> Response:
        actor = actor_behind(request)
        if actor is None:
            return without_key()
        try:
            asked = await _asked(operation, request, actor)
            if operation.changes:
                return await _once(operation, request, asked)
            return await _answer(operation, asked)
        except Unreadable as error:
            return error.refusal
        except TooLarge:
            raise  # the door says it
        except SerError as error:
            return problem_of(error)

    endpoint.__name__ = operation.name
    tagged = by_key(operation.permission)(endpoint)
    if operation.takes_file:
        tagged = takes(MOST_BYTES_OF_A_COPY)(tagged)
    return Route(operation.address, tagged, methods=[operation.method])


async def _asked(operation: Operation, request: Request, actor: Actor) -> Asked:
    path = read_path(request)
    query = read_query(request.query_params, operation.query)
    body: Any = None
    if operation.takes_file:
        body = await read_pdf(request)
    elif operation.body is not None:
        body = await read_json(request, operation.body)
    return Asked(
        res=resources(),
        actor=actor,
        path=path,
        query=query,
        body=body,
        address=address_of(request),
        agent=request.headers.get("user-agent", ""),
    )


async def _answer(operation: Operation, asked: Asked) -> Response:
    found = await operation.perform(asked)
    if isinstance(found, File):
        return _file(found)
    reply = found if isinstance(found, Reply) else Reply(found)
    status = reply.status or operation.status
    return _json(reply.content.model_dump_json().encode(), status)


async def _once(operation: Operation, request: Request, asked: Asked) -> Response:
    """Answer a request that may change something, the same way each time it carries its key."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return await _answer(operation, asked)
    if not (0 < len(key) <= _LONGEST_KEY and key.isascii() and key.isprintable()):
        return problem(HTTPStatus.BAD_REQUEST, "idempotency_key_invalid", _BAD_KEY)
    whose, same = asked.actor.key_id, _fingerprint(request, asked)
    claimed = await asyncio.to_thread(claim, asked.res, whose, key, same)
    if not isinstance(claimed, Claim):
        again = _json(claimed.content, HTTPStatus(claimed.status))
        again.headers[REPEATED] = "true"
        return again
    return await _kept(operation, asked, claimed)


async def _kept(operation: Operation, asked: Asked, claimed: Claim) -> Response:
    answer: Response | None = None
    try:
        try:
            answer = await _answer(operation, asked)
        except SerError as error:
            answer = problem_of(error)
        return answer
    finally:
        if answer is not None and answer.status_code in _FINAL:
            content = bytes(answer.body)
            await asyncio.to_thread(keep, asked.res, claimed, answer.status_code, content)
        else:
            await asyncio.to_thread(let_go, asked.res, claimed)


def _fingerprint(request: Request, asked: Asked) -> str:
    """What makes a request the same: method, address, and content, however it is written."""
    head = f"{request.method} {request.url.path}?{request.url.query}"
    if isinstance(asked.body, bytes):
        content = asked.body
    elif asked.body is None:
        content = b""
    else:
        content = json.dumps(asked.body.model_dump(mode="json"), sort_keys=True).encode()
    return hashlib.sha256(head.encode() + b"\0" + content).hexdigest()


def _json(content: bytes, status: HTTPStatus) -> Response:
    media = "application/json" if status < HTTPStatus.BAD_REQUEST else TYPE
    headers = {"Cache-Control": "private, no-store"}
    return Response(content, status, headers, media)


def _file(found: File) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Cache-Control": "private, no-store",
        "ETag": f'"{found.sha256}"',
    }
    return Response(found.content, media_type=found.media_type, headers=headers)
