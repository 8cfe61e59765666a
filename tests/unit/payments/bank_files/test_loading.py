"""A file is taken in whole or refused whole, and never twice."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.payments.bank_files import loading, repository
from ser_app.payments.bank_files.models import BankFile, BankFileLine
from ser_app.payments.bank_files.writing import Collected
from tests.support.collections import make_agreement
from tests.unit.payments.bank_files.files import loaded, written

PAYMENTS = [Collected("1000000016", 23_019_000), Collected("1000000024", 295_000)]


@pytest.fixture(autouse=True)
def agreement(res: Resources) -> None:
    make_agreement(res)


def defects(res: Resources, file: BankFile) -> list[tuple[int, int, str, str]]:
    with res.database.reading() as unit:
        found = repository.all_defects(unit, file.id or 0)
        return [(each.line, each.first, each.found, each.expected) for each in found]


def stored_lines(res: Resources) -> list[BankFileLine]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(BankFileLine)))


def test_a_right_file_is_kept_line_by_line(res: Resources, tmp_path: Path) -> None:
    file = loaded(res, written(tmp_path / "a.txt", PAYMENTS))
    assert (file.state, file.payments, file.cents) == ("posting", 2, 2_331_400_000)
    assert file.collected_on == date(2013, 6, 20)
    assert [(each.line, each.reference) for each in stored_lines(res)] == [
        (3, "1000000016"),
        (4, "1000000024"),
    ]


@pytest.mark.parametrize("nit", ["8001316486", "800131648"])
def test_the_nit_may_carry_its_check_digit(res: Resources, tmp_path: Path, nit: str) -> None:
    assert loaded(res, written(tmp_path / "a.txt", PAYMENTS, nit=nit)).state == "posting"


@pytest.mark.parametrize(
    ("changes", "place", "found"),
    [
        ({"nit": "899999053"}, (1, 3), "899999053"),
        ({"day": date(2013, 6, 21)}, (1, 13), "20130621"),
        ({"bank": "999"}, (1, 21), "999"),
        ({"account": "5555"}, (1, 24), "5555"),
    ],
)
def test_a_file_of_somebody_else_is_refused_with_the_place(
    res: Resources, tmp_path: Path, changes: dict[str, object], place: tuple[int, int], found: str
) -> None:
    file = loaded(res, written(tmp_path / "a.txt", PAYMENTS, **changes))  # type: ignore[arg-type]
    assert file.state == "refused"
    assert [each[:3] for each in defects(res, file)] == [(*place, found)]
    assert stored_lines(res) == []


def test_one_defect_refuses_the_whole_file_and_all_are_told(res: Resources, tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", PAYMENTS, nit="899999053")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2][:50] + b"X" + lines[2][51:]
    path.write_bytes(b"".join(lines))
    file = loaded(res, path)
    told = defects(res, file)
    assert [each[:2] for each in told] == [
        (1, 3),
        (3, 51),
        (4, 88),
        (5, 3),
        (5, 12),
        (6, 3),
        (6, 12),
    ]
    assert told[1][3] == "14 cifras"
    assert file.defects == len(told)


def test_the_same_bytes_twice_are_told_with_the_moment(res: Resources, tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", PAYMENTS)
    loaded(res, path)
    with pytest.raises(Conflict, match="ya se cargó el") as raised:
        loaded(res, path)
    assert "a.txt" in raised.value.message
    assert len(stored_lines(res)) == 2


def test_a_refused_file_may_come_again(res: Resources, tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", PAYMENTS, bank="999")
    assert loaded(res, path).state == "refused"
    assert loaded(res, path).state == "refused"


def test_an_empty_file_is_refused(res: Resources, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(Refused, match="vacío"):
        loaded(res, tmp_path / "a.txt")


def test_garbage_is_read_no_further_than_it_is_worth(
    res: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MOST_DEFECTS", 20)
    (tmp_path / "a.txt").write_bytes(b"nada\n" * 1000)
    file = loaded(res, tmp_path / "a.txt")
    assert file.state == "refused"
    assert len(defects(res, file)) == 21


def test_a_day_to_come_is_taken_when_it_has_come(
    res: Resources, tmp_path: Path, clock: MovableClock
) -> None:
    path = written(tmp_path / "a.txt", PAYMENTS, day=date(2013, 6, 21))
    assert loaded(res, path).state == "refused"
    clock.moved_to = date(2013, 6, 21)
    assert loaded(res, path).state == "posting"


def test_the_trail_keeps_who_loaded_what(res: Resources, tmp_path: Path) -> None:
    file = loaded(res, written(tmp_path / "a.txt", PAYMENTS))
    with res.database.reading() as unit:
        [event] = unit.session.exec(select(AuditEvent))
    assert (event.action, event.subject) == ("bank_file.accepted", f"bank_file:{file.public_id}")
    assert event.detail["sha256"] == file.sha256
