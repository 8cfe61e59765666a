"""The draft: a value that each keystroke replaces."""

from dataclasses import replace
from datetime import date

import pytest

from ser_app.base.errors import Refused
from ser_app.declarations import checks
from ser_app.declarations.draft import MAX_LINES, Draft, Line, filing_day, liquidate_draft
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Period, Regime

TODAY = date(2013, 6, 20)


def draft(income: int = 0, returned: int = 0) -> Draft:
    return Draft(
        public_id="d",
        regime=Regime.PRST,
        period=Period(2013, 1),
        due_on=date(2013, 4, 15),
        payment_day=TODAY,
        lines=(
            Line("i", LineKind.INCOME, "Internet", income),
            Line("r", LineKind.RETURN, "Devoluciones", returned),
        ),
    )


def fields(found: tuple[checks.Problem, ...]) -> list[str]:
    return [problem.field for problem in found]


def test_the_worked_case_comes_out() -> None:
    result = liquidate_draft(draft(950_000_000), packaged_rules(), TODAY)
    assert (result.levy, result.late_filing_penalty, result.arrears_interest, result.total) == (
        20_900_000, 941_000, 1_178_000, 23_019_000,
    )  # fmt: skip


def test_lines_add_up() -> None:
    both = draft(100).with_new_line(LineKind.INCOME, "j").with_amount("j", 50)
    assert (both.gross_income, both.returns) == (150, 0)


def test_the_penalty_looks_at_the_filing_day_and_the_interest_at_the_payment_day() -> None:
    rules = packaged_rules()
    later = replace(draft(950_000_000), payment_day=date(2013, 8, 20))
    electronic = liquidate_draft(later, rules, TODAY)
    paper = liquidate_draft(replace(later, channel=Channel.PAPER), rules, TODAY)
    assert electronic.late_filing_penalty == 941_000
    assert paper.late_filing_penalty == 1_568_000  # 5 months of 1.5 %
    assert electronic.arrears_interest == paper.arrears_interest == 2_245_000


def test_on_paper_it_is_filed_on_the_payment_day() -> None:
    payment = date(2013, 8, 20)
    assert filing_day(Channel.PAPER, payment, TODAY) == payment
    assert filing_day(Channel.ELECTRONIC, payment, TODAY) == TODAY


def test_the_last_line_of_a_kind_is_emptied_and_not_removed() -> None:
    emptied = draft(100).without_line("i")
    assert emptied.line("i").amount == 0
    assert len(emptied.of_kind(LineKind.INCOME)) == 1


def test_an_added_line_can_be_removed() -> None:
    assert draft().with_new_line(LineKind.RETURN, "s").without_line("s") == draft()


def test_a_foreign_line_is_refused() -> None:
    with pytest.raises(Refused, match="ya no está"):
        draft().with_amount("somebody else's", 1)


def test_lines_have_a_limit() -> None:
    full = draft()
    for number in range(MAX_LINES - 1):
        full = full.with_new_line(LineKind.INCOME, str(number))
    with pytest.raises(Refused, match="hasta 40 filas"):
        full.with_new_line(LineKind.INCOME, "one too many")


def test_a_complete_draft_has_no_problems() -> None:
    assert checks.problems(draft(100), 1000, TODAY) == ()


def test_no_income_has_to_be_confirmed() -> None:
    assert fields(checks.problems(draft(), 295_000, TODAY)) == ["nil_confirmed"]
    confirmed = replace(draft(), nil_confirmed=True)
    assert checks.problems(confirmed, 295_000, TODAY) == ()


def test_an_amount_needs_its_service() -> None:
    nameless = draft(100).with_description("i", "  ")
    assert fields(checks.problems(nameless, 0, TODAY)) == ["description-i"]


def test_a_past_payment_day_is_a_problem() -> None:
    stale = replace(draft(100), payment_day=date(2013, 6, 19))
    assert fields(checks.problems(stale, 0, TODAY)) == ["payment_day"]


@pytest.mark.parametrize(("use", "total"), [(Use.FILING, 1000), (Use.FILING_AND_PAYMENT, 0)])
def test_a_bank_takes_no_form_without_payment(use: Use, total: int) -> None:
    paper = replace(draft(100), channel=Channel.PAPER, use=use)
    assert fields(checks.problems(paper, total, TODAY)) == ["channel"]
