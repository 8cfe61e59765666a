"""Annexes and the form over HTTP: what a stranger cannot send, read or run."""

from collections.abc import AsyncIterable, AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from ser_app.api import access_requests
from ser_app.base.resources import Resources
from ser_app.people.permissions import Role
from ser_app.people.requests import annexes, asking, deciding
from tests.factories import enter, make_company, make_operator, make_user, ministry_actor
from tests.unit.people.requests.steps import begun, form_for, mails_to, paper, ready


@pytest.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    from ser_app.people import guard

    for module in (access_requests, guard):
        monkeypatch.setattr(module, "resources", lambda: res)
    transport = httpx.ASGITransport(app=Starlette(routes=access_requests.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        yield client


def _to(token: str) -> str:
    return f"/documentos/solicitud-de-usuario/{token}/anexos?nombre=c%C3%A9dula.pdf"


async def test_an_annex_comes_in_with_the_link_alone(
    res: Resources, door: httpx.AsyncClient
) -> None:
    token = begun(res, form_for(make_operator(res)))
    foreign = await door.post(
        _to(token), content=paper(), headers={"origin": "https://mal.example"}
    )
    assert foreign.status_code == 403
    assert (await door.post(_to("x"), content=paper())).status_code == 422
    assert (await door.post(_to(token), content=b"MZ")).status_code == 422
    assert (await door.post(_to(token), content=paper())).status_code == 201
    assert [each.name for each in asking.open_link(res, token).files] == ["cédula.pdf"]


async def test_reading_stops_where_the_limit_is(res: Resources, door: httpx.AsyncClient) -> None:
    token, given = begun(res, form_for(make_operator(res))), 0

    async def endless() -> AsyncIterable[bytes]:
        nonlocal given
        for _ in range(400):
            given += 1
            yield b"%PDF-" + b"0" * 65_531

    assert (await door.post(_to(token), content=endless())).status_code == 413
    assert given * 65_536 <= annexes.MOST_BYTES + 3 * 65_536


async def test_an_annex_goes_out_to_who_decides_and_never_runs(
    res: Resources, door: httpx.AsyncClient
) -> None:
    asked = form_for(make_operator(res))
    token = begun(res, asked)
    key = annexes.attach(res, token, "cédula.pdf", paper())
    asking.send(res, token, asked, declared=True)
    [request] = deciding.queue(res, ministry_actor(res, Role.SER_ADMIN))
    address = f"/documentos/solicitudes/{request.public_id}/anexos/{key}"
    assert (await door.get(address)).status_code == 303
    stranger = make_user(res, Role.OPERATOR_ADMIN, make_company(res).operator)
    door.cookies.set("ser_sesion", enter(res, stranger.email))
    assert (await door.get(address)).status_code == 403
    door.cookies.set("ser_sesion", enter(res, make_user(res, Role.SER_ADMIN).email))
    answer = await door.get(address)
    assert answer.content == _pdf_bytes(res, request.id)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")
    printed = await door.get(f"/documentos/solicitudes/{request.public_id}.pdf")
    assert printed.content.startswith(b"%PDF-")


async def test_the_form_is_printed_with_link_or_code(
    res: Resources, door: httpx.AsyncClient
) -> None:
    asked = form_for(make_operator(res))
    token, address = ready(res, asked), "/documentos/solicitud-de-usuario/formulario.pdf"
    assert (await door.post(address, data={"codigo": token})).content.startswith(b"%PDF-")
    number = asking.send(res, token, asked, declared=True)
    code = mails_to(res, asked.contact_email)[0].split("Código secreto: ")[1].split("\n")[0]
    sent = await door.post(address, data={"numero": number, "codigo": code})
    assert sent.content.startswith(b"%PDF-")
    wrong = await door.post(address, data={"numero": number, "codigo": "0" * 16})
    assert wrong.status_code == 404
    assert (await door.post(address, data={"codigo": token})).status_code == 404


def _pdf_bytes(res: Resources, request_id: int | None) -> bytes:
    from ser_app.people.requests import repository

    with res.database.reading() as unit:
        return repository.files_of(unit, request_id or 0)[0].content
