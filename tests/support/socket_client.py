"""A raw client of the event socket: sends whatever it likes, as an attacker would."""

import asyncio
import json
from typing import Any, Self
from uuid import uuid4

import socketio

from tests.support.server import Server

NAMESPACE = "/_event"


class RawClient:
    """One connection to the event socket, with or without a session cookie."""

    def __init__(self, server: Server, cookie: str = "", token: str | None = None) -> None:
        self.server = server
        self.cookie = cookie
        self.token = token or str(uuid4())
        self.received: list[Any] = []
        self._arrived = asyncio.Event()
        self._socket = socketio.AsyncClient(reconnection=False)
        self._socket.on("event", self._on_event, namespace=NAMESPACE)

    async def __aenter__(self) -> Self:
        headers = {"Cookie": f"ser_sesion={self.cookie}"} if self.cookie else {}
        await self._socket.connect(
            f"{self.server.url}?token={self.token}",
            headers=headers,
            transports=["websocket"],
            namespaces=[NAMESPACE],
            socketio_path=NAMESPACE,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.disconnect()

    async def _on_event(self, data: Any) -> None:
        self.received.append(json.loads(data) if isinstance(data, str) else data)
        self._arrived.set()

    async def send(
        self, name: Any, payload: Any = None, path: str = "/inicio", **router: Any
    ) -> None:
        """Send one event, without waiting for an answer."""
        await self._socket.emit(
            "event",
            {
                "name": name,
                "payload": {} if payload is None else payload,
                "router_data": {"pathname": path, "query": {}, "asPath": path, **router},
                "token": self.token,
            },
            namespace=NAMESPACE,
        )

    async def send_raw(self, data: Any) -> None:
        """Send anything at all as an event."""
        await self._socket.emit("event", data, namespace=NAMESPACE)

    async def hydrate(self, path: str = "/inicio") -> None:
        """Do what a browser does when a page opens, and wait for the first answer."""
        await self.send("reflex___state____state.hydrate_and_load", path=path)
        await self.answer()

    async def answer(self, patience: float = 10) -> Any:
        """Wait for the next answer and return it."""
        seen = len(self.received)
        self._arrived.clear()
        if len(self.received) == seen:
            await asyncio.wait_for(self._arrived.wait(), patience)
        return self.received[-1]

    def told(self) -> list[str]:
        """Names of the events that the answers ask the page to do."""
        return [event["name"] for update in self.received for event in update.get("events") or ()]

    async def until_told(self, count: int, patience: float = 120) -> None:
        """Wait until so many events were answered with; gives up after `patience` seconds."""
        deadline = asyncio.get_running_loop().time() + patience
        while len(self.told()) < count and asyncio.get_running_loop().time() < deadline:
            await self.settle(quiet=0.5)

    async def settle(self, quiet: float = 1.0, patience: float = 60) -> None:
        """Wait until nothing has arrived for `quiet` seconds."""
        deadline = asyncio.get_running_loop().time() + patience
        while asyncio.get_running_loop().time() < deadline:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), quiet)
            except TimeoutError:
                return

    def everything(self) -> str:
        """All that was received, as one text to search."""
        return json.dumps(self.received, ensure_ascii=False)
