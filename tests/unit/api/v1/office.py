"""A company, a key, and a program that comes in with it over the real routes."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from ser_app.api import app as api
from ser_app.base.clock import bogota_day
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.api_keys.reach import KEY_PERMISSIONS
from ser_app.people.api_keys.service import MadeKey, NewKey, make_key
from ser_app.people.permissions import Permission
from tests.factories import Company
from tests.support.events import hold

ORIGIN = "http://ser.example"


def key_for(
    res: Resources,
    actor: Actor,
    permissions: Iterable[Permission] = KEY_PERMISSIONS,
    name: str = "Contabilidad",
    expedientes: Iterable[str] | None = None,
) -> MadeKey:
    last_day = bogota_day(res.clock.now()) + timedelta(days=30)
    limits = None if expedientes is None else tuple(expedientes)
    return make_key(res, actor, NewKey(name, tuple(permissions), last_day, limits))


@dataclass
class Program:
    """A client with a key."""

    client: httpx.AsyncClient
    key: MadeKey

    async def get(self, path: str, **query: str) -> httpx.Response:
        return await self.client.get(f"/api/v1{path}", params=query)

    async def post(self, path: str, body: object = None, key: str = "") -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return await self.client.post(f"/api/v1{path}", json=body, headers=headers)

    async def put(self, path: str, body: object) -> httpx.Response:
        return await self.client.put(f"/api/v1{path}", json=body)


@asynccontextmanager
async def program_of(
    res: Resources,
    monkeypatch: pytest.MonkeyPatch,
    company: Company,
    permissions: Iterable[Permission] = KEY_PERMISSIONS,
) -> AsyncIterator[Program]:
    hold(res, monkeypatch)
    key = key_for(res, company.admin, permissions)
    async with client_with(key.token) as client:
        yield Program(client, key)


def client_with(token: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(api.with_http_routes(Starlette()))
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)
