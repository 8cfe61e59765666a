"""`verify`: anybody with the file and public certificates learns what it is worth, offline."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ser_app.base.pdf_signatures.signing import sign
from ser_app.cli.main import main
from ser_app.declarations.states import SignerRole
from ser_app.furs.drawing import FIELD_OF_ROLE, issued_bytes
from ser_app.furs.form import Form
from ser_app.settings import Settings
from ser_app.signing.demo_authority import DemoAuthority, create
from tests.unit.furs.examples import VERIFICATION, form

NOW = datetime.now(UTC).replace(microsecond=0)
PASSWORD = "clave-del-certificado"


@dataclass(frozen=True)
class Desk:
    """A folder with the seal, the trust list, and a FUR that two persons can sign."""

    folder: Path
    authority: DemoAuthority

    def issue(self, wanted: Form | None = None, *, sealed: bool = True, name: str = "FUR") -> Path:
        seal = {"seal_certificate": "sello.pem", "seal_key": "sello.key"} if sealed else {}
        files = {key: str(self.folder / value) for key, value in seal.items()}
        settings = Settings(_env_file=None, **files)  # type: ignore[arg-type]  # texts
        target = self.folder / f"{name}.pdf"
        target.write_bytes(issued_bytes(wanted or form(), VERIFICATION, settings))
        return target

    def signed(self, document: Path, *, names: int = 2) -> Path:
        content = document.read_bytes()
        for person in form().signatories[:names]:
            holder = self.authority.issue(person.name, person.document.replace(".", ""), key="ec")
            field = FIELD_OF_ROLE[SignerRole(person.role)]
            content = sign(content, field, holder.p12(PASSWORD), PASSWORD)
        target = self.folder / f"{document.stem}-firmado.pdf"
        target.write_bytes(content)
        return target

    def verify(self, document: Path, *more: str, trust: bool = True, seal: bool = True) -> int:
        options = ["--trust", str(self.folder / "trust")] if trust else []
        options += ["--seal", str(self.folder / "sello.pem")] if seal else []
        return main(["verify", str(document), *options, *more])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    authority = create(NOW - timedelta(days=1), key="ec")
    seal = authority.issue("Sello SER", "NIT 800131648", key="rsa", purpose="seal")
    (folder / "sello.pem").write_bytes(seal.pem())
    (folder / "sello.key").write_bytes(seal.key_pem())
    trust = folder / "trust"
    trust.mkdir()
    (trust / "roots.pem").write_bytes(authority.roots_pem)
    (trust / "issuers.pem").write_bytes(authority.issuers_pem)
    for number, content in enumerate(authority.crls(NOW - timedelta(hours=1))):
        (trust / f"{number}.crl").write_bytes(content)
    return Desk(folder, authority)


def test_a_signed_fur_is_valid_with_its_figures_signers_and_changes(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.verify(desk.signed(desk.issue())) == 0
    told = capsys.readouterr().out
    assert told.startswith("VÁLIDA: FUR-2013-000123 lo expidió el sistema y lo firmaron quienes")
    assert "$ 23.019.000" in told
    assert "da lo mismo" in told
    assert "2 firmas y ningún otro contenido" in told
    assert "NO tiene validez" in told  # the example is of a demonstration


def test_an_unsigned_one_is_valid_by_its_seal_alone(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.verify(desk.issue(), trust=False) == 0
    assert "nadie lo ha firmado en él" in capsys.readouterr().out


def test_one_signature_names_who_is_missing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.verify(desk.signed(desk.issue(), names=1)) == 0
    assert f"falta la de {form().signatories[1].name}" in capsys.readouterr().out


def test_without_the_seal_nobody_knows_who_issued_it_unless_the_issued_file_is_there(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = desk.issue(sealed=False, name="sin-sello")
    signed = desk.signed(plain)
    assert desk.verify(signed, seal=False) == 3
    assert "no se puede probar quién lo expidió" in capsys.readouterr().out
    assert desk.verify(desk.signed(desk.issue()), seal=False) == 3
    assert desk.verify(signed, "--issued", str(plain), seal=False) == 0
    other = desk.issue(replace(form(), issued_at=form().issued_at + timedelta(days=1)), name="otro")
    assert desk.verify(signed, "--issued", str(other), seal=False) == 1


def test_unknown_authorities_are_not_believed(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.verify(desk.signed(desk.issue()), trust=False) == 3
    told = capsys.readouterr().out
    assert told.startswith("INDETERMINADA")
    assert "--trust" in told
    assert "No se presentó nada" not in told  # nobody uploads here


def test_a_forged_total_and_a_flipped_byte_are_found(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    forged = desk.issue(replace(form(), total=1_000), sealed=False, name="falso")
    assert desk.verify(forged) == 1
    assert "suman $ 23.019.000 y el total dice $ 1.000" in capsys.readouterr().out
    content = bytearray(desk.issue().read_bytes())
    content[content.index(b"/MediaBox") + 12] ^= 1
    flipped = desk.folder / "volteado.pdf"
    flipped.write_bytes(content)
    assert desk.verify(flipped) == 1


def test_another_law_is_said_and_not_taken_for_a_forgery(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = replace(form(), arrears_interest=1_179_000, total=23_020_000)
    assert desk.verify(desk.issue(wanted, name="otra-ley")) == 0
    assert "da $ 23.019.000" in capsys.readouterr().out


def test_programs_read_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.verify(desk.signed(desk.issue()), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "valid"
    assert told["form"]["total"] == 23_019_000
    assert len(told["report"]["signatures"]) == 2
    assert told["added"]["updates"] == 2


def test_what_is_no_fur_and_what_cannot_be_read_are_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "hola.pdf"
    text.write_text("hola")
    assert main(["verify", str(text)]) == 1
    assert capsys.readouterr().err == "El archivo no es un PDF.\n"
    assert main(["verify", str(tmp_path / "no-hay.pdf")]) == 1
    assert "no-hay.pdf" in capsys.readouterr().err
    assert main(["verify", str(text), "--trust", str(tmp_path)]) == 1
    assert "roots.pem: no existe" in capsys.readouterr().err
    assert main(["verify", str(text), "--seal", str(text)]) == 1
    assert "no se pueden leer" in capsys.readouterr().err


def test_what_a_file_says_drives_no_terminal(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = form()
    hostile = "Ana\x1b[2J\x1b]0;otra\x07\nVÁLIDA: todo"
    named = replace(plain, obligor=replace(plain.obligor, name=hostile), kind=hostile)
    issued = desk.issue(named, sealed=False, name="hostil")
    for options in ((), ("--json",)):
        assert desk.verify(issued, *options) == 3
        told = capsys.readouterr().out
        assert all(line.isprintable() for line in told.splitlines())
        assert not any(line.startswith("VÁLIDA") for line in told.splitlines())


def test_a_name_in_a_certificate_drives_no_terminal(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    person = form().signatories[0]
    name = "Ana\x1b[2J\nVÁLIDA: todo"
    holder = desk.authority.issue(name, person.document.replace(".", ""), key="ec")
    field = FIELD_OF_ROLE[SignerRole(person.role)]
    signed = desk.folder / "nombre.pdf"
    signed.write_bytes(sign(desk.issue().read_bytes(), field, holder.p12(PASSWORD), PASSWORD))
    desk.verify(signed)
    told = capsys.readouterr().out
    assert "Ana\\x1b[2J\\nVÁLIDA" in told
    assert all(line.isprintable() for line in told.splitlines())


def test_signatures_that_are_not_in_the_file_are_said_to_be_elsewhere(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.verify(desk.issue())
    assert "se ven en /verificar" in capsys.readouterr().out
