"""A timestamp server of our own vouches for what was received; a silent one refuses nobody."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from asn1crypto import tsp
from sqlmodel import select

from ser_app.base.pdf_signatures.timestamping import request_for, token_in
from ser_app.base.resources import Resources
from ser_app.settings import Settings
from ser_app.signing.models import SignedCopy
from ser_app.signing.timestamps import stamp
from tests.support.signing.kit import kit, tsa
from tests.unit.signing.desk import desk


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A real RFC 3161 server on this machine."""
    holder = kit().authority.issue("TSA", "NIT 900000000", purpose="timestamping")
    stamper = tsa(holder)

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
            self.send_response(200 if self.path == "/tsa" else 503)
            self.end_headers()
            self.wfile.write(answer if self.path != "/other" else b"no answer")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()


def configured(address: str) -> Settings:
    return Settings(_env_file=None, timestamp_url=address)


def test_the_server_vouches_for_the_hash_of_what_was_received(server: str) -> None:
    token = stamp(configured(f"{server}/tsa"), b"a copy")
    assert token is not None
    content = tsp.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed
    asked = tsp.TimeStampReq.load(request_for(b"a copy"))
    assert content["message_imprint"].native == asked["message_imprint"].native


def test_an_answer_to_another_question_is_none() -> None:
    request = request_for(b"a copy")
    stamper = tsa(kit().authority.issue("TSA", "NIT 900000000", purpose="timestamping"))
    other = tsp.TimeStampReq.load(request_for(b"another copy"))
    assert token_in(stamper.request_tsa_response(other).dump(), request) is None
    assert token_in(b"noise", request) is None


@pytest.mark.parametrize("path", ["/broken", "/other"])
def test_a_server_that_fails_refuses_nobody(server: str, path: str) -> None:
    assert stamp(configured(server + path), b"a copy") is None


def test_without_a_server_there_is_no_stamp() -> None:
    assert stamp(configured(""), b"a copy") is None


def test_an_accepted_copy_keeps_its_token(res: Resources, tmp_path: Path, server: str) -> None:
    chosen = res.settings.model_copy(update={"timestamp_url": f"{server}/tsa"})
    here = desk(replace(res, settings=chosen), tmp_path)
    here.upload(here.by_representative())
    with res.database.reading() as unit:
        (kept,) = unit.session.exec(select(SignedCopy))
    assert kept.timestamp_token
