"""What every answer says to a browser, and who may open a socket."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ser_app.api.app import with_http_routes
from ser_app.api.headers import SecurityHeaders
from ser_app.api.policy import Policies
from ser_app.base.resources import Resources
from ser_app.settings import Settings
from ser_app.web.inline_scripts import hashes_by_etag, script_hashes
from tests.support.events import hold

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
PAGE = '<html><script>var a = "á";</script><script type="module">b()</script><p>x</p></html>'
# printf 'var a = "á";' | openssl dgst -sha256 -binary | base64
FIRST = "'sha256-QIuBO8gPrgP0Kag+qBAAHNAK2X5C7E0iozMJknJWKC4='"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.js").write_text("a()", encoding="utf-8")
    return tmp_path


def behind(site: Path, **settings: Any) -> SecurityHeaders:
    async def own(_request: Any) -> Response:
        return PlainTextResponse("x", headers={"Content-Security-Policy": "sandbox"})

    inside = Starlette(
        routes=[Route("/own", own), Mount("/", app=StaticFiles(directory=site, html=True))]
    )
    inside.add_middleware(CORSMiddleware, allow_credentials=True, allow_origins=[])
    configuration = Settings(_env_file=None, **settings)
    return SecurityHeaders(
        inside, configuration, Policies(hashes_by_etag(site), configuration.base_url)
    )


def client_of(
    app: SecurityHeaders, url: str = "http://ser.example", peer: str = "192.0.2.1"
) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(peer, 1)), base_url=url)


@pytest.mark.parametrize("path", ["/", "/own", "/assets/a.js", "/no-such-thing"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
async def test_every_answer_carries_them(site: Path, path: str, method: str) -> None:
    async with client_of(behind(site)) as client:
        response = await client.request(method, path)
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert response.headers["content-security-policy"]
    assert "camera=()" in response.headers["permissions-policy"]
    assert len(response.headers["x-ser-referencia"]) == 16


async def test_a_page_names_its_own_inline_scripts_and_evaluates_nothing(site: Path) -> None:
    async with client_of(behind(site)) as client:
        policy = (await client.get("/")).headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["script-src"].split()[0] == "'self'"
    assert len(rules["script-src"].split()) == 3
    assert script_hashes(PAGE) == rules["script-src"].split()[1:]
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in rules["script-src"]
    assert rules["frame-ancestors"] == "'none'"
    assert rules["default-src"] == "'none'"


async def test_a_page_not_changed_since_keeps_its_policy(site: Path) -> None:
    async with client_of(behind(site)) as client:
        first = await client.get("/")
        again = await client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == httpx.codes.NOT_MODIFIED
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


async def test_what_is_no_page_may_do_nothing_and_a_policy_of_its_own_stays(site: Path) -> None:
    async with client_of(behind(site)) as client:
        script = await client.get("/assets/a.js")
        own = await client.get("/own")
    assert script.headers["content-security-policy"].startswith("default-src 'none'; frame")
    assert "immutable" in script.headers["cache-control"]
    assert own.headers["content-security-policy"] == "sandbox"


@pytest.mark.parametrize(
    ("url", "peer", "said", "trusted", "told"),
    [
        ("http://ser.example", "192.0.2.1", "", "", False),
        ("https://ser.example", "192.0.2.1", "", "", True),
        ("http://ser.example", "192.0.2.1", "https", "", False),  # anybody can say so
        ("http://ser.example", "10.0.0.1", "https", "10.0.0.0/8", True),
        ("http://ser.example", "10.0.0.1", "http", "10.0.0.0/8", False),
    ],
)
async def test_only_who_came_by_https_is_told_to_stay_there(
    site: Path, url: str, peer: str, said: str, trusted: str, *, told: bool
) -> None:
    async with client_of(behind(site, trusted_proxies=trusted), url, peer) as client:
        response = await client.get("/", headers={"X-Forwarded-Proto": said} if said else {})
    assert ("strict-transport-security" in response.headers) is told


async def test_over_https_the_policy_upgrades_and_the_socket_is_secure(site: Path) -> None:
    async with client_of(behind(site, public_url="https://ser.example")) as client:
        policy = (await client.get("/")).headers["content-security-policy"]
    assert "connect-src 'self' wss://ser.example" in policy
    assert "upgrade-insecure-requests" in policy


async def test_nothing_is_shared_with_other_sites(site: Path) -> None:
    asked = {
        "Origin": "https://malo.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x",
    }
    async with client_of(behind(site)) as client:
        for method in ("GET", "OPTIONS", "POST"):
            response = await client.request(method, "/", headers=asked)
            assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("path", "status", "allow"),
    [
        ("/api/v1/declarations", 405, "GET, HEAD, POST"),
        ("/api/v1/liquidations", 405, "POST"),
        ("/api/v1/nada", 404, None),
    ],
)
async def test_a_browser_asking_for_another_page_is_answered_as_any_program(
    res: Resources, monkeypatch: pytest.MonkeyPatch, path: str, status: int, allow: str | None
) -> None:
    hold(res, monkeypatch)
    # As the framework puts it before our routes.
    shared = CORSMiddleware(with_http_routes(Starlette()), allow_origins=[], allow_methods=["*"])
    app = SecurityHeaders(shared, res.settings, Policies({}, res.settings.base_url))
    asked = {"Origin": "https://malo.example", "Access-Control-Request-Method": "POST"}
    async with client_of(app) as client:
        told = await client.options(path, headers=asked)
    assert (told.status_code, told.headers.get("allow")) == (status, allow)
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["detail"]
    assert not [name for name in told.headers if name.startswith("access-control")]


async def test_a_redirect_never_repeats_the_host_that_a_request_named(site: Path) -> None:
    (site / "ayuda").mkdir()
    (site / "ayuda" / "index.html").write_text(PAGE, encoding="utf-8")
    async with client_of(behind(site)) as client:
        for host in ("ser.example", "malo.example", "malo.example:80"):
            response = await client.get("/ayuda", headers={"Host": host})
            assert response.headers["location"] == "/ayuda/"


async def socket(app: SecurityHeaders, *headers: tuple[bytes, bytes]) -> str:
    """What happens to a socket: closed by the door, or handed on."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    scope = {
        "type": "websocket", "path": "/_event", "client": ("192.0.2.1", 1), "root_path": "",
        "headers": [(b"host", b"ser.example"), *headers], "query_string": b"", "subprotocols": [],
    }  # fmt: skip
    await app(scope, receive, send)
    return str(sent[0].get("code", "")) if sent else "on"


async def test_sockets_open_for_our_pages_alone_and_not_in_a_flood(site: Path) -> None:
    app = behind(site, sockets_per_second=1)
    assert await socket(app, (b"origin", b"https://malo.example")) == "1008"
    opened = [await socket(app, (b"origin", b"http://ser.example")) for _ in range(11)]
    assert "1013" not in opened[:10]
    assert opened[10] == "1013"


def test_hashes_are_those_a_browser_computes() -> None:
    assert script_hashes(PAGE)[0] == FIRST
    assert script_hashes('<script src="/a.js"></script>') == []
    assert script_hashes("<script>a</script><script>a</script>") == [
        "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"
    ]
