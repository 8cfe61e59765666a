"""One thing that a program can ask: how it is called, what it needs, and the service behind it.

Routes, checks and the description are made from the same operations, so that none can drift.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, cast

from pydantic import BaseModel

from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

PREFIX: Final = "/api/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that passed the door and was read.

    Attributes:
        path: The parts of the address.
        query: A model of the operation's kind; None where it takes none.
        body: Likewise, or the bytes of a file.
        address: Network address from which it came.
        agent: The program's `User-Agent`.
    """

    res: Resources
    actor: Actor
    path: Mapping[str, str]
    query: Any
    body: Any
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class File:
    """A file as an answer."""

    name: str
    media_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered, and with which status where it is not the usual one."""

    content: BaseModel
    status: HTTPStatus | None = None


Work = Callable[[Asked], BaseModel | Reply | File]
AsyncWork = Callable[[Asked], Awaitable[BaseModel | Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that a program can ask.

    Attributes:
        name: Its `operationId`.
        path: Below `/api/v1`.
        tag: The chapter of the description that it belongs to.
        summary: What it does, in a few Spanish words.
        words: What else to know.
        permission: What the key needs.
        work: Calls the service; blocks, and is called in a thread.
        waits: Instead of `work` where the service waits for the network by itself; one of both.
        reply: The model of its answer; None for a file.
        status: The usual status.
        other: Other statuses with the same model, and what they mean.
        query: The model of its query.
        body: The model of its body.
        takes_file: Whether its body is a PDF.
        refusals: Statuses of its refusals, besides those that any operation has.
    """

    name: str
    method: str
    path: str
    tag: str
    summary: str
    words: str = ""
    permission: Permission
    work: Work | None = None
    waits: AsyncWork | None = None
    reply: type[BaseModel] | None
    status: HTTPStatus = HTTPStatus.OK
    other: Mapping[HTTPStatus, str] = field(default_factory=dict)
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    takes_file: bool = False
    refusals: tuple[HTTPStatus, ...] = ()

    def __post_init__(self) -> None:
        """Hold each operation to one service behind it, before anything is served.

        Raises:
            ValueError: It has none, or two.
        """
        if (self.work is None) is (self.waits is None):
            message = f"{self.name} needs one service behind it"
            raise ValueError(message)

    async def perform(self, asked: Asked) -> BaseModel | Reply | File:
        """Call the service behind it, in a thread where that blocks."""
        if self.waits is not None:
            return await self.waits(asked)
        return await asyncio.to_thread(cast("Work", self.work), asked)

    @property
    def address(self) -> str:
        """Its path with the version before it."""
        return f"{PREFIX}{self.path}"

    @property
    def changes(self) -> bool:
        """Whether it may change something, so that it takes an `Idempotency-Key`."""
        return self.method != "GET"
