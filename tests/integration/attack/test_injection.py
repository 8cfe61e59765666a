"""Text that means something to headers, templates, databases, spreadsheets or pages."""

from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest

from ser_app.people.permissions import Role
from tests.integration.attack.conftest import Tried
from tests.support.attack import ATTACKERS, changed, contents, cookie_of, from_elsewhere, leaks
from tests.support.server import Server

HEADER = (
    "x\r\nSet-Cookie: ser_sesion=malo",
    "x\nX-Malo: 1",
    "%0d%0aX-Malo:%201",
    "x\r\n\r\n",
)
TEMPLATE = (
    "{{7*7}}",
    "${7*7}",
    "<%= 7*7 %>",
    "#{7*7}",
    "{7*7}",
    "{0.__class__}",
    "%(x)s",
    "%n",
)
SQL = ("' OR '1'='1", "'; DROP TABLE fur; --", '" OR ""="', "1 UNION SELECT password_hash", "%' --")
MARKUP = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)")
FOREIGN = (
    "//malo.example", "https://malo.example", "/\\malo.example", "\\\\malo.example",
    "///malo.example", "javascript:alert(1)", "data:text/html,x", "\t//malo.example", "/x\r\nX: 1",
    "http:malo.example", "/..//malo.example", "@malo.example",
)  # fmt: skip
EVERYTHING = (*HEADER, *TEMPLATE, *SQL, *MARKUP)
KEPT = {"app_user", "declaration", "fur", "ledger_entry", "operator", "payment_attempt"}
LISTS = (
    ("pagos.csv", "tesoreria@demo.ser", ("estado", "texto")),
    ("auditoria.csv", "auditor@demo.ser", ("texto", "referencia")),
    ("estado-de-cuenta.csv", "declarante@postal.demo.ser", ("operador", "desde")),
)


@pytest.mark.server
def test_where_one_goes_after_signing_in_is_always_here(server: Server, tried: Tried) -> None:
    for target in (*FOREIGN, *HEADER, *MARKUP[:1]):
        answer = httpx.post(
            f"{server.url}/sesion/entrar",
            data={"email": "a@b.co", "password": "x", "next": target},
            headers={"Origin": server.url, **from_elsewhere()},
        )
        location = answer.headers["location"]
        assert location.startswith("/ingresar?"), target
        for after in parse_qs(urlsplit(location).query).get("siguiente", []):
            assert urljoin(server.url, after).startswith(f"{server.url}/"), target
        assert "x-malo" not in answer.headers
        assert answer.headers.get_list("set-cookie") == []
    tried("redirects that lead away", len(FOREIGN[::2]) + 3)


@pytest.mark.server
def test_no_header_of_an_answer_is_written_by_a_request(server: Server, tried: Tried) -> None:
    attempts = 0
    for text in HEADER:
        for path, key in (
            ("/documentos/pagos.csv", "estado"), ("/documentos/estado-de-cuenta.csv", "operador"),
            ("/documentos/recaudos", "nombre"), ("/restablecer-contrasena/", "codigo"),
        ):  # fmt: skip
            answer = httpx.get(f"{server.url}{path}", params={key: text})
            assert "x-malo" not in answer.headers
            assert "malo" not in answer.headers.get("set-cookie", "")
            attempts += 1
    for host in ("malo.example", "localhost\tmalo.example", "malo.example:1"):
        answer = httpx.get(f"{server.url}/ayuda", headers={"Host": host})
        assert "malo" not in answer.headers.get("location", "")
        attempts += 1
    tried("header injection", attempts)


@pytest.mark.server
@pytest.mark.parametrize(("name", "email", "keys"), LISTS)
def test_filters_search_for_text_and_nothing_else(
    server: Server, tried: Tried, name: str, email: str, keys: tuple[str, ...]
) -> None:
    before, attempts = contents(server), 0
    headers = {"Cookie": f"ser_sesion={cookie_of(server.url, email)}"}
    for key in keys:
        for text in (*HEADER[:2], *SQL, *MARKUP[:1]):
            answer = httpx.get(
                f"{server.url}/documentos/{name}", params={key: text}, headers=headers, timeout=60
            )
            assert answer.status_code in (200, 303, 404, 409, 422), (key, text, answer.text[:200])
            assert "argon2" not in answer.text
            assert "sqlalchemy" not in answer.text.lower()
            if "postal" in email:
                assert leaks(server, answer.text) == []
            attempts += 1
    assert KEPT.isdisjoint(changed(before, contents(server)))
    tried(f"injection into filters, {name}", attempts)


@pytest.mark.server
def test_a_liquidation_gives_text_back_as_text(server: Server, tried: Tried) -> None:
    for text in EVERYTHING:
        case = {"id": text, "regime": text, "period": text, "gross_income": text}
        answer = httpx.post(f"{server.url}/api/v1/liquidations", json=case)
        assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert answer.headers["content-type"] == "application/problem+json"
        assert "49" not in answer.json()["detail"].replace(text, "")
    tried("injection into the public API", len(EVERYTHING))


@pytest.mark.server
def test_a_file_is_kept_by_what_it_is_and_its_name_is_only_a_name(
    server: Server, tried: Tried
) -> None:
    """A page, a script and a bomb, under names that lead elsewhere."""
    cookie = cookie_of(server.url, ATTACKERS[Role.TREASURY])
    headers = {"Origin": server.url, "Cookie": f"ser_sesion={cookie}"}
    bodies = (
        b"<html><script>x</script></html>",
        b"#!/bin/sh\n",
        b"PK\x03\x04",
        b"\x00" * 64,
        b"",
    )
    names = (
        "../../etc/cron.d/x",
        "x.html",
        "x\r\nX-Malo: 1",
        "<script>.csv",
        "a" * 500,
        "x.pdf.exe",
    )
    attempts = 0
    for path in ("/documentos/obligaciones", "/documentos/depositos", "/documentos/recaudos"):
        for body in bodies:
            for name in names:
                answer = httpx.post(
                    f"{server.url}{path}", params={"nombre": name}, content=body, headers=headers
                )
                # A list of obligations is text: it is kept to be looked at, and enters nothing.
                text = path.endswith("obligaciones") and body[:1] in (b"<", b"#")
                expected = {409, 413, 415, 422, *([201] if text else [])}
                assert answer.status_code in expected, (path, name, answer.text)
                assert "x-malo" not in answer.headers
                attempts += 1
    tried("files that are something else", attempts)
