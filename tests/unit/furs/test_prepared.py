"""The issued bytes: the drawn sheet with two fields, sealed where there is a seal."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from ser_app.declarations.states import Channel
from ser_app.furs.drawing import draw, issued_bytes
from ser_app.settings import Settings
from ser_app.signing.demo_authority import create
from tests.unit.furs.examples import VERIFICATION, form

UNSEALED = Settings(_env_file=None)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("seal")
    authority = create(datetime(2026, 1, 1, tzinfo=UTC), key="ec")
    holder = authority.issue("Sello SER", "NIT 900000000", purpose="seal")  # RSA: no randomness
    (folder / "seal.pem").write_bytes(holder.pem() + holder.issuers[0].public_bytes(Encoding.PEM))
    (folder / "seal.key").write_bytes(holder.key_pem())
    return _with_seal(folder)


def _with_seal(folder: Path) -> Settings:
    return Settings(
        _env_file=None,
        seal_certificate=str(folder / "seal.pem"),
        seal_key=str(folder / "seal.key"),
    )


def fields_of(content: bytes) -> dict[str, pikepdf.Object]:
    with pikepdf.open(BytesIO(content)) as pdf:
        found = pdf.Root.get("/AcroForm")
        return {str(each.T): each for each in found.Fields} if found is not None else {}


def test_two_fields_wait_inside_the_boxes_of_the_signers() -> None:
    content = issued_bytes(form(), VERIFICATION, UNSEALED)
    with pikepdf.open(BytesIO(content)) as pdf:
        names = [str(each.T) for each in pdf.Root.AcroForm.Fields]
        boxes = [[float(edge) for edge in each.Rect] for each in pdf.Root.AcroForm.Fields]
        assert all("/V" not in each for each in pdf.Root.AcroForm.Fields)
        assert int(pdf.Root.AcroForm.SigFlags) == 3
        width = float(pdf.pages[0].mediabox[2])
    assert names == ["FirmaRepresentanteLegal", "FirmaContador"]
    (left, right) = boxes
    assert 0 < left[0] < left[2] < right[0] < right[2] < width
    assert all(box[3] - box[1] > 20 for box in boxes)


def test_the_drawn_sheet_is_the_beginning_of_the_issued_bytes() -> None:
    content = issued_bytes(form(), VERIFICATION, UNSEALED)
    assert content.startswith(draw(form(), VERIFICATION))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"channel": Channel.PAPER}, id="on paper"),
        pytest.param({"receipt": "CP-2013-00000001"}, id="filed before"),
    ],
)
def test_what_is_not_filed_by_signature_has_no_field(other: dict[str, object]) -> None:
    model = replace(form(), **other)  # type: ignore[arg-type]  # of several types
    assert issued_bytes(model, VERIFICATION, UNSEALED) == draw(model, VERIFICATION)


def test_the_same_fur_gives_the_same_bytes(sealed: Settings) -> None:
    for settings in (UNSEALED, sealed):
        first = issued_bytes(form(), VERIFICATION, settings)
        assert issued_bytes(form(), VERIFICATION, settings) == first
    assert issued_bytes(replace(form(), total=1), VERIFICATION, sealed) != first


def test_the_seal_certifies_and_lets_people_sign(sealed: Settings) -> None:
    content = issued_bytes(form(), VERIFICATION, sealed)
    with pikepdf.open(BytesIO(content)) as pdf:
        certified = pdf.Root.Perms.DocMDP
        assert int(certified.Reference[0].TransformParams.P) == 2
        assert [int(each) for each in certified.ByteRange][-1] > 0
    assert set(fields_of(content)) == {"FirmaRepresentanteLegal", "FirmaContador", "SelloSER"}
