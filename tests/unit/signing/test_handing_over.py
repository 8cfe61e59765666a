"""A report travels through the browser and back, and opens for its own document only."""

from ser_app.base.resources import Resources
from ser_app.signing.handing_over import opened_report, sealed_report
from ser_app.signing.report import Report, Verdict

REPORT = Report(verdict=Verdict.VALID, code="valid", sentence="Está bien.", detail={"a": [1]})


def test_a_report_comes_back_as_it_was(res: Resources) -> None:
    token = sealed_report(res, "FUR-2013-000001", REPORT)
    assert opened_report(res, "FUR-2013-000001", token) == REPORT
    assert "Está bien" not in token


def test_nothing_else_opens(res: Resources) -> None:
    token = sealed_report(res, "FUR-2013-000001", REPORT)
    changed = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]
    for wrong in (changed, "", "hola", None, 7, "A" * 300_000):
        assert opened_report(res, "FUR-2013-000001", wrong) is None
    assert opened_report(res, "FUR-2013-000002", token) is None
