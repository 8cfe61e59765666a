"""`audit verify` proves the chain or names its first broken link, `audit anchor` keeps its head."""

from pathlib import Path

import pytest

from ser_app.base import audit
from ser_app.base.append_only import drop_triggers
from ser_app.base.resources import Resources
from ser_app.cli.main import main


@pytest.fixture
def installed(res: Resources, monkeypatch: pytest.MonkeyPatch) -> Resources:
    monkeypatch.setattr("ser_app.base.resources.resources", lambda: res)
    with res.database.unit() as unit:
        for number in range(3):
            audit.record(
                unit, at=res.clock.now(), subject=f"fur:{number}", action="fur.paid", author=None
            )
            unit.flush()
    return res


@pytest.mark.usefixtures("installed")
def test_a_whole_chain_is_told_with_its_head(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "anclas.txt"
    assert main(["audit", "anchor", str(file)]) == 0
    head = file.read_text().split()[2]
    assert main(["audit", "verify", "--anchor", str(file)]) == 0
    said = capsys.readouterr().out
    assert f"3 eventos, 3 eslabones comprobados; cabeza 3 {head}" in said
    assert said.endswith("La cadena está íntegra; coinciden 1 cabezas ancladas.\n")


@pytest.mark.usefixtures("installed")
def test_what_is_recent_is_sealed_once_the_rest_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "verify"]) == 0
    assert "se sellaron 3 eventos recientes" in capsys.readouterr().out
    assert main(["audit", "verify"]) == 0
    assert "3 eslabones comprobados" in capsys.readouterr().out


def test_the_first_broken_link_is_named_and_the_status_is_1(
    installed: Resources, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", "verify"])
    with installed.database.engine.begin() as connection:
        drop_triggers(connection, ("audit_event",))
        connection.exec_driver_sql("UPDATE audit_event SET actor = 'Otra' WHERE id >= 2")
    assert main(["audit", "verify"]) == 1
    said = capsys.readouterr().out
    assert "Eslabón 2 roto: el evento 2 cambió después de sellado. (fur.paid · fur:1)" in said


@pytest.mark.usefixtures("installed")
def test_an_anchor_that_does_not_match_or_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", "verify"])
    file = tmp_path / "anclas.txt"
    file.write_text(f"2026-11-26T15:16:22Z 2 {'a' * 64}\n")
    assert main(["audit", "verify", "--anchor", str(file)]) == 1
    assert "Eslabón 2 roto: su huella no es la que se ancló fuera." in capsys.readouterr().out
    assert main(["audit", "verify", "--anchor", str(tmp_path / "nada")]) == 1
    with pytest.raises(SystemExit) as refused:
        main(["audit", "anchor"])
    assert refused.value.code == 2
