"""Each role calls every HTTP route for real; who gets in is what the file says."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import wraps

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from ser_app.api import app as api
from ser_app.api import doors
from ser_app.api.doors import UntaggedRoute, behind_doors
from ser_app.api.turns import Turns
from ser_app.base.pace import Pace
from ser_app.base.resources import Resources
from ser_app.people.permissions import Permission, Role
from ser_app.people.tags import PUBLIC, SMALL, most_bytes, permission_of, public, requires, takes
from tests.support.events import hold
from tests.support.matrix import NOBODY, Watch, cookie_of, granted

ORIGIN = "http://ser.example"
# Routes that anybody may call, signed in or not. A new one belongs here only after thinking.
EXPECTED_PUBLIC = {
    "/",
    "/api/v1/liquidations",
    "/api/v1/openapi.json",
    "/api/{rest:path}",  # says that there is nothing
    "/calendarios/{token}.ics",
    "/demo/reloj",
    "/demostracion/certificados/raiz.pem",
    "/demostracion/certificados/{kind}/{email}.p12",
    "/documentos/solicitud-de-usuario/formulario.pdf",
    "/documentos/solicitud-de-usuario/{token}/anexos",
    "/sesion/clave",
    "/sesion/codigo",
    "/sesion/entrar",
    "/sesion/invitacion",
    "/sesion/recuperar",
    "/sesion/restablecer",
    "/sesion/salir",
    "/verificar/copia",
    "/webhooks/placetopay",
    "/webhooks/wompi",
}


def routes() -> list[Route]:
    return [route for route in api.http_routes() if isinstance(route, Route)]


def calls() -> list[tuple[str, str, str]]:
    """(method, address, tag) of every route; a letter stands for each part of the address."""
    return [
        (method, re.sub(r"\{[^}]*\}", "x", route.path), permission_of(route.endpoint) or "")
        for route in routes()
        for method in sorted(route.methods or ())
    ]


def client_with(cookie: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(api.with_http_routes(Starlette()))
    headers = {"Origin": ORIGIN, "Cookie": f"ser_sesion={cookie}"}
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)


def test_public_routes_are_those_we_thought_about(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    found = {route.path for route in routes() if permission_of(route.endpoint) == PUBLIC}
    assert found == EXPECTED_PUBLIC


@pytest.mark.parametrize("role", [*Role, NOBODY])
async def test_a_role_reaches_the_routes_that_the_file_gives_it(
    res: Resources, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    hold(res, monkeypatch)
    reached: list[str] = []
    real = doors._held

    def recorded(
        endpoint: Callable[[Request], Awaitable[Response]], permission: Permission, turns: Turns
    ) -> Callable[[Request], Awaitable[Response]]:
        @wraps(endpoint)
        async def record(request: Request) -> Response:
            reached.append(permission)
            return await endpoint(request)

        return real(record, permission, turns)

    monkeypatch.setattr(doors, "_held", recorded)
    may, wrong = granted(role), []
    async with client_with(cookie_of(res, role)) as client:
        for method, address, tag in calls():
            if tag == PUBLIC:
                continue
            reached.clear()
            response = await client.request(method, address)
            if (reached == [tag]) is not (tag in may):
                wrong.append((method, address, tag, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", list(Role))
async def test_without_the_doors_the_services_still_refuse(
    res: Resources, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    hold(res, monkeypatch)
    monkeypatch.setattr(doors, "_behind_door", lambda route, *_: route)
    may, open_ways = granted(role) | {PUBLIC}, []
    async with client_with(cookie_of(res, role)) as client:
        watch = Watch(res, monkeypatch, ["begun"])
        for method, address, tag in calls():
            if tag in may:
                continue
            await client.get("/")  # reads who it is; what follows is the route's own
            watch.clear()
            response = await client.request(method, address, content=b"x")
            if watch.let_through or response.status_code not in (303, 401, 403, 404):
                open_ways.append((method, address, response.status_code, watch.statements))
    assert open_ways == []


async def test_a_foreign_page_reaches_no_unsafe_route(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    async with client_with(cookie_of(res, Role.TREASURY)) as client:
        for method, address, tag in calls():
            if method == "POST" and tag in set(Permission):
                response = await client.post(address, headers={"Origin": "https://malo.example"})
                assert response.status_code == httpx.codes.FORBIDDEN
                assert "no viene de una página de SER" in response.text


async def test_who_signs_in_first_goes_on_afterwards(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    async with client_with("") as client:
        file = await client.get("/documentos/furs/FUR-2013-000001.pdf")
        assert file.headers["location"] == (
            "/ingresar?siguiente=/documentos/furs/FUR-2013-000001.pdf"
        )
        listed = await client.get("/documentos/pagos.csv")
        assert listed.headers["location"] == "/ingresar?siguiente=/pagos"
        sent = await client.post("/documentos/depositos")
        assert sent.status_code == httpx.codes.UNAUTHORIZED


async def _untagged(_request: Request) -> Response:
    return PlainTextResponse("abierto")


@requires(Permission.DAY_EXPORT)
async def _tagged(_request: Request) -> Response:
    return PlainTextResponse("cerrado")


@pytest.mark.parametrize(
    "route", [Route("/x", _untagged), Mount("/x", routes=[Route("/y", _tagged)])]
)
def test_a_route_that_says_nothing_keeps_the_application_from_starting(route: BaseRoute) -> None:
    with pytest.raises(UntaggedRoute):
        behind_doors([Route("/z", _tagged), route])


@takes(10)
@public
async def _read(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def _measured_client(pace: Pace | None = None) -> httpx.AsyncClient:
    app = Starlette(routes=behind_doors([Route("/x", _read, methods=["POST"])], pace))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN)


async def _drip(pieces: int) -> AsyncIterator[bytes]:
    for _ in range(pieces):
        yield b"1234"


async def test_a_body_is_counted_while_it_arrives() -> None:
    async with _measured_client() as client:
        assert (await client.post("/x", content=b"1234567890")).text == "10"
        assert (await client.post("/x", content=_drip(2))).text == "8"
        for content in (b"12345678901", _drip(1_000_000)):
            refused = await client.post("/x", content=content)
            assert refused.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
            assert "No se guardó nada" in refused.text


async def test_a_length_that_lies_is_counted_all_the_same() -> None:
    async with _measured_client() as client:
        for said in ("3", "-1", "x", "٣"):
            headers = [(b"content-length", said.encode())]
            response = await client.post("/x", content=_drip(100), headers=headers)
            assert response.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE


async def test_whoever_comes_too_often_reads_a_sentence_and_others_go_on(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    async with _measured_client(Pace(1, burst=2, clock=lambda: 0.0)) as client:
        statuses = [(await client.post("/x", content=b"1")).status_code for _ in range(3)]
        refused = await client.post("/x", content=b"1")
    assert statuses == [200, 200, 429]
    assert "espere un minuto" in refused.text
    assert refused.headers["retry-after"] == "60"


async def test_a_browser_that_comes_too_often_is_shown_a_page_with_the_way_on(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    app = Starlette(
        routes=behind_doors(
            [Route("/x", _read), Route("/sesion/entrar", _read, methods=["POST"])],
            Pace(1, burst=0, clock=lambda: 0.0),
        )
    )
    page = {"Accept": "text/html,*/*;q=0.8"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as client:
        shown = await client.get("/x", headers=page)
        signing_in = await client.post("/sesion/entrar", headers=page)
        told = await client.get("/x")
    for answer, way in ((shown, "/inicio"), (signing_in, "/ingresar")):
        assert answer.status_code == httpx.codes.TOO_MANY_REQUESTS
        assert answer.headers["content-type"].startswith("text/html")
        assert "<h1>Espere un minuto</h1>" in answer.text
        assert "No se perdió nada: espere un minuto" in answer.text
        assert f'href="{way}"' in answer.text
    assert told.headers["content-type"].startswith("text/plain")


def test_every_route_that_takes_more_than_a_form_says_how_much(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    large = {route.path: most_bytes(route.endpoint) for route in routes()}
    assert large.pop("/documentos/recaudos") == 64 * 1024 * 1024 + 1
    assert max(large.values()) <= 5 * 1024 * 1024 + 1
    assert large["/sesion/entrar"] == SMALL
