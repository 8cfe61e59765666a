"""The limited worker: the same answers as without it, and an end for what takes too long."""

import os
import sys

import pytest

from ser_app.base.errors import Unavailable
from ser_app.signing import limited, worker
from ser_app.signing.judging import judge
from ser_app.signing.limited import judge_limited
from ser_app.signing.report import Verdict
from ser_app.signing.wire import from_wire, to_wire
from tests.support.signing.kit import by_both, kit, question


def test_a_question_travels_whole() -> None:
    asked = question(by_both(kit()), kit())
    assert from_wire(to_wire(asked)) == asked


def test_the_worker_answers_what_the_validator_finds() -> None:
    asked = question(by_both(kit()), kit())
    for _ in range(2):
        assert judge_limited(asked) == judge(asked)


def test_what_no_parser_needs_to_see_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "_pool", None)
    assert judge_limited(question(b"%PDF-1.7 nothing", kit())).code == "not_the_issued"


def test_without_a_worker_the_person_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "_pool", limited._Pool())
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Unavailable, match="otra vez"):
        judge_limited(question(by_both(kit()), kit()))


def test_a_worker_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = limited._Pool()
    monkeypatch.setattr(limited, "_pool", pool)
    monkeypatch.setattr(limited, "WALL_SECONDS", 0.01)
    report = judge_limited(question(by_both(kit()), kit()))
    assert (report.verdict, report.code) == (Verdict.INDETERMINATE, "too_slow")
    assert pool._idle.empty()


@pytest.mark.parametrize("hunger", ["cpu", "memory"])
def test_a_child_that_passes_a_limit_is_an_empty_answer(
    hunger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "CPU_SECONDS", 1)

    def feast(_: object) -> object:
        while hunger == "cpu":
            pass
        return bytearray(2 * worker.MEMORY_BYTES)

    monkeypatch.setattr(worker, "judge", feast)
    started = os.times().children_user
    assert worker._in_child(to_wire(question(by_both(kit()), kit()))) == b""
    assert os.times().children_user - started < 3
