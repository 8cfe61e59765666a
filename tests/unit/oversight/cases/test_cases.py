"""A case as one ZIP: what is in it, that it proves itself, and that any change is seen."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from ser_app.base import audit
from ser_app.base.append_only import drop_triggers
from ser_app.base.audit_chain.anchors import append_anchor
from ser_app.base.audit_chain.proving import way
from ser_app.base.audit_chain.sealing import head, seal
from ser_app.base.errors import NotAllowed, NotFound
from ser_app.base.resources import Resources
from ser_app.cli.main import main
from ser_app.oversight.cases import verificar
from ser_app.oversight.cases.bundle import MANIFEST, manifest, packed
from ser_app.oversight.cases.gathering import export
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.support.damage import damaged_at, each_byte_damaged
from tests.unit.furs.corrections import filed, pay


@dataclass(frozen=True)
class Case:
    res: Resources
    company: Company
    number: str


@pytest.fixture
def case(res: Resources) -> Case:
    company = make_company(res)
    number = filed(res, company)
    pay(res, number)
    with res.database.unit() as unit:  # what others do before and after is in the chain as well
        for other in range(60):
            audit.record(
                unit, at=res.clock.now(), subject=f"x:{other}", action="x.done", author=None
            )
    return Case(res, company, number)


@pytest.fixture
def taken(case: Case, tmp_path: Path) -> Path:
    path = tmp_path / "caso.zip"
    path.write_bytes(export(case.res, case.company.preparer, case.number).content)
    return path


def files_of(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, files: dict[str, bytes]) -> Path:
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def run(verifier: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-I", str(verifier), *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=verifier.parent,
    )  # fmt: skip


@pytest.fixture
def verifier(taken: Path, tmp_path: Path) -> Path:
    """The program out of the ZIP itself, alone in a folder."""
    folder = tmp_path / "fuera"
    folder.mkdir()
    path = folder / "verificar.py"
    path.write_bytes(files_of(taken)["verificar.py"])
    return path


def test_the_case_holds_all_of_it_and_the_verifier_says_so(taken: Path, verifier: Path) -> None:
    files = files_of(taken)
    assert {
        "LEAME.txt", "verificar.py", MANIFEST, "caso.json", "presentacion.json", "firmas.json",
        "pagos.json", "libros.json", "auditoria/eventos.jsonl", "auditoria/eslabones.json",
    } <= set(files)  # fmt: skip
    assert [name for name in files if name.startswith("furs/") and name.endswith(".pdf")]
    assert [name for name in files if name.startswith("reglas/")]
    assert len(json.loads(files["firmas.json"])) == 2
    books = json.loads(files["libros.json"])["comprobantes"]
    assert {each["kind"] for each in books} >= {"filing", "payment"}
    actions = [json.loads(line)["action"] for line in files["auditoria/eventos.jsonl"].splitlines()]
    assert "declaration.started" in actions
    assert "declaration.filed" in actions
    done = run(verifier, str(taken))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("El caso está íntegro.\n")


def test_a_byte_that_changed_in_any_file_is_seen_by_the_verifier_as_a_process(
    taken: Path, verifier: Path, tmp_path: Path
) -> None:
    files = files_of(taken)
    for name, content in files.items():
        changed = damaged_at(content, len(content) // 2, 1)
        done = run(verifier, str(written(tmp_path / "otro.zip", {**files, name: changed})))
        assert done.returncode == 1, name
        assert done.stdout.startswith("DEFECTO: "), name


def test_no_byte_of_any_file_can_change_unseen(taken: Path, tmp_path: Path) -> None:
    """Within this process, so that there are many: some hundred places of each file."""
    files = files_of(taken)
    for name, content in files.items():
        step = max(1, len(content) // (400 if name == MANIFEST else 40))
        for place in range(0, len(content), step):
            changed = damaged_at(content, place, 1)
            other = written(tmp_path / "otro.zip", {**files, name: changed})
            assert verificar.main([str(other)]) == 1, (name, place)


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_whatever_byte_of_the_zip_itself_is_damaged_the_verifier_answers(
    tmp_path: Path, method: int
) -> None:
    path, defects = tmp_path / "rota.zip", 0
    with ZipFile(path, "w", method) as archive:
        archive.writestr("a.json", b'{"a": 1}' * 9)
        archive.writestr("b.pdf", bytes(range(60)))

    for damaged in each_byte_damaged(path.read_bytes()):
        path.write_bytes(damaged)
        try:
            verificar.read_files(str(path))
        except verificar.Defect:
            defects += 1

    assert defects


@pytest.mark.parametrize("missing", [True, False])
def test_a_file_too_few_or_too_many(taken: Path, tmp_path: Path, missing: bool) -> None:
    files = files_of(taken)
    if missing:
        del files["firmas.json"]
    else:
        files["otra.txt"] = b"x"
    assert verificar.main([str(written(tmp_path / "otro.zip", files))]) == 1


def forged(taken: Path, tmp_path: Path, **changed: bytes) -> int:
    """The verdict on a ZIP whose manifest was made anew for what changed."""
    files = {**files_of(taken), **{name.replace("__", "/"): each for name, each in changed.items()}}
    files[MANIFEST] = manifest({name: each for name, each in files.items() if name != MANIFEST})
    return verificar.main([str(written(tmp_path / "otro.zip", files))])


def test_a_new_manifest_does_not_hide_a_changed_event_or_unbalanced_books(
    taken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = files_of(taken)
    assert forged(taken, tmp_path) == 0
    events = files["auditoria/eventos.jsonl"].replace(b"Persona", b"Otra")
    assert forged(taken, tmp_path, **{"auditoria/eventos.jsonl": events}) == 1
    assert "cambió" in capsys.readouterr().out
    books = json.loads(files["libros.json"])
    books["comprobantes"][0]["asientos"][0]["debito"] += 1
    assert forged(taken, tmp_path, **{"libros.json": json.dumps(books).encode()}) == 1
    assert "no cuadra" in capsys.readouterr().out
    links = json.loads(files["auditoria/eslabones.json"])
    links["eslabones"][0]["evento"] += 1
    assert forged(taken, tmp_path, **{"auditoria/eslabones.json": json.dumps(links).encode()}) == 1
    assert "no coincide" in capsys.readouterr().out


def test_the_same_case_gives_the_same_bytes(case: Case, taken: Path) -> None:
    """Also after it was taken along, which is an event of its own."""
    again = export(case.res, ministry_actor(case.res, Role.AUDITOR), case.number)
    assert again.content == taken.read_bytes()
    assert packed({"a": b"1", "b": b"2"}) == packed({"b": b"2", "a": b"1"})


def test_the_proof_reaches_to_the_first_anchor_over_it(
    case: Case, tmp_path: Path, verifier: Path
) -> None:
    seal(case.res.database)
    anchors = tmp_path / "anclas.txt"
    append_anchor(anchors, head(case.res.database), case.res.clock.now())
    case.res.settings.audit_anchor_file = str(anchors)
    path = tmp_path / "anclado.zip"
    path.write_bytes(export(case.res, case.company.preparer, case.number).content)
    done = run(verifier, str(path), "--anclas", str(anchors))
    assert done.returncode == 0
    assert "La cabeza coincide con el ancla" in done.stdout
    line = anchors.read_text()
    anchors.write_text(line[:-3] + ("00\n" if line[-3:-1] != "00" else "11\n"))
    assert run(verifier, str(path), "--anclas", str(anchors)).returncode == 1


def test_a_chain_that_was_changed_gives_a_case_that_does_not_verify(
    case: Case, tmp_path: Path
) -> None:
    seal(case.res.database)
    with case.res.database.engine.begin() as connection:
        drop_triggers(connection, ("audit_event",))
        connection.exec_driver_sql(
            "UPDATE audit_event SET actor = 'Nadie' WHERE action = 'declaration.filed'"
        )
    path = tmp_path / "cambiado.zip"
    path.write_bytes(export(case.res, case.company.preparer, case.number).content)
    assert verificar.main([str(path)]) == 1


def test_the_way_from_a_head_is_short() -> None:
    assert way(13, 9) == [13, 12, 11, 10, 9]
    assert way(1_000_000, 1_000_000) == [1_000_000]
    for wanted in (1, 2, 77_777, 524_287, 999_999):
        steps = way(1_000_000, wanted)
        assert steps[-1] == wanted
        assert len(steps) < 200


def test_who_may_take_which_case(case: Case) -> None:
    other = make_company(case.res, name="Otra S.A.S.")
    with pytest.raises(NotFound):
        export(case.res, other.preparer, case.number)
    with pytest.raises(NotFound):
        export(case.res, case.company.preparer, "FUR-1999-000001")
    with pytest.raises(NotAllowed):
        export(case.res, ministry_actor(case.res, Role.TREASURY), case.number)
    for role in (Role.AUDITOR, Role.SUPERVISOR):
        assert export(case.res, ministry_actor(case.res, role), case.number).content


def test_each_export_is_audited(case: Case) -> None:
    from sqlmodel import select

    from ser_app.base.models import AuditEvent

    export(case.res, ministry_actor(case.res, Role.AUDITOR), case.number)
    with case.res.database.reading() as unit:
        query = select(AuditEvent).where(AuditEvent.action == "case.exported")
        event = unit.session.exec(query).one()
    assert event.subject == f"case:{case.number}"
    assert "Auditor" in event.actor


def test_the_command_line_writes_the_same_case(
    case: Case, taken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ser_app.base.resources.resources", lambda: case.res)
    path = tmp_path / "linea.zip"
    assert main(["audit", "case", case.number, str(path)]) == 0
    assert path.read_bytes() == taken.read_bytes()
    assert main(["audit", "case", "FUR-1999-000001", str(path)]) == 1
