"""The worker's rehearsal walks the whole way: a question that failed early would warm up little."""

from ser_app.signing.judging import judge
from ser_app.signing.rehearsal import rehearsed
from ser_app.signing.report import Verdict


def test_the_rehearsal_is_judged_to_the_end() -> None:
    report = judge(rehearsed())
    assert (report.verdict, report.code) == (Verdict.VALID, "all_valid")
    assert {each.algorithm.split()[-2] for each in report.signatures} == {"RSA", "EC"}


def test_each_rehearsal_has_keys_of_its_own() -> None:
    assert rehearsed().trust.roots != rehearsed().trust.roots
