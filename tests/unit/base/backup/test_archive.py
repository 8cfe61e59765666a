"""A copy on a bad disk is refused in words, whichever byte it was, or is the copy it was."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ser_app.base.backup.archive import check_entries, writing
from ser_app.base.backup.manifest import Manifest
from ser_app.base.errors import Refused
from tests.support.damage import each_byte_damaged


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "copia.zip"
    with writing(path) as writer:
        writer.add("tables/user.copy", [b"1\tana\n" * 20, bytes(range(64))])
        writer.add("tables/debt.copy", [b"2\t1500\n"])
        writer.finish(
            Manifest(
                "postgresql", "0001", datetime(2026, 11, 27, tzinfo=UTC), {"user": 20, "debt": 1},
                writer.digests, 0, "", {}, {},
            )
        )  # fmt: skip
    return path


def test_whatever_byte_is_damaged_the_copy_is_refused_or_is_whole(
    copy: Path, tmp_path: Path
) -> None:
    whole, broken = check_entries(copy), tmp_path / "rota.zip"
    refusals: list[Refused] = []

    for damaged in each_byte_damaged(copy.read_bytes()):
        broken.write_bytes(damaged)
        try:
            found = check_entries(broken)
        except Refused as refused:
            refusals.append(refused)
        else:
            assert found == whole  # a time of day in the ZIP, or a part of it that says nothing

    assert {each.code for each in refusals} == {"not_a_copy", "damaged"}
    assert all("No se cambió nada" in each.message for each in refusals)


def test_wherever_a_copy_ends_too_early_it_is_refused(copy: Path, tmp_path: Path) -> None:
    content, broken = copy.read_bytes(), tmp_path / "rota.zip"

    for length in range(len(content)):
        broken.write_bytes(content[:length])
        with pytest.raises(Refused) as caught:
            check_entries(broken)
        assert caught.value.code == "not_a_copy"


def test_a_file_that_is_not_there_is_no_damaged_copy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check_entries(tmp_path / "no.zip")
