"""The picture of what waiting costs: drawn from the curves, with a table that equals them."""

import re
from datetime import date

from ser_app.law.parameters import packaged_rules
from ser_app.law.what_if import WhatIf, what_if
from ser_app.law.wire import case_from_json
from ser_app.web.waiting.view import SIZE, waiting_view

RULES = packaged_rules()


def curves(
    period: str = "2013-Q1",
    today: date = date(2013, 6, 10),
    income: int = 950_000_000,
    regime: str = "PRST",
) -> WhatIf:
    item = {
        "regime": regime,
        "period": period,
        "gross_income": income,
        "filed_on": today.isoformat(),
    }
    return what_if(case_from_json(item), RULES, today=today)


def points(path: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"[ML](\d+) (\d+)", path)]


def test_both_lines_begin_together_and_stay_inside() -> None:
    view = waiting_view(curves())
    later, that_day = points(view.later_path), points(view.that_day_path)
    assert later[0] == that_day[0]
    assert later[0][0] == 0
    assert later[-1][0] == that_day[-1][0] == SIZE
    assert all(0 <= y <= SIZE for _, y in later + that_day)
    assert that_day[-1][1] < later[-1][1]  # higher up: it costs more


def test_the_jump_is_drawn_as_one() -> None:
    that_day = points(waiting_view(curves()).that_day_path)
    # 15 and 16 June 2013, days 5 and 6 of 365
    before, after = (next(y for x, y in that_day if x == day * SIZE // 365) for day in (5, 6))
    assert before - after > 15


def test_provisional_days_are_dashed() -> None:
    view = waiting_view(curves("2026-Q3", date(2026, 9, 20)))
    assert view.that_day_path
    assert points(view.that_day_dashed)[0] == points(view.that_day_path)[-1]
    assert "(provisional)" in view.rows[-1].that_day


def test_the_table_has_today_each_jump_and_each_first_of_a_month() -> None:
    found = curves()
    rows = {row.day: row for row in waiting_view(found).rows}
    assert rows["10 jun 2013"].note == "Hoy."
    assert rows["16 jun 2013"].that_day == "$ 22.947.000"
    assert rows["1 ago 2013"].filed_today
    assert {mark.day for mark in found.marks} <= {point.day for point in found.all_that_day.points}


def test_it_is_told_in_words() -> None:
    view = waiting_view(curves())
    assert view.saving == "Si presenta y paga antes del 16 de junio de 2013 ahorra $ 314.000."
    assert "Hoy el total es $ 22.526.000" in view.description


def test_nothing_to_pay_is_a_flat_line_on_its_axis() -> None:
    view = waiting_view(curves(income=0, today=date(2013, 4, 1)))
    assert {y for _, y in points(view.later_path)} == {SIZE}
    assert view.pesos[0].label == "$ 0"


def test_what_waiting_never_changes_stands_at_its_height_above_zero() -> None:
    # Filed late with nothing to pay: half the minimum wage of 2026, which 2027 has not changed yet
    view = waiting_view(curves("2026-Q3", date(2026, 11, 26), income=0))
    assert {y for _, y in points(view.later_path) + points(view.that_day_path)} == {0}
    assert [tick.label for tick in view.pesos] == ["$ 0", "$ 875.000"]


def test_a_line_of_no_pesos_has_one_tick() -> None:
    view = waiting_view(curves("2026-Q3", date(2026, 11, 26), income=0, regime="POSTAL"))
    assert {y for _, y in points(view.that_day_path)} == {SIZE}
    assert [tick.label for tick in view.pesos] == ["$ 0"]


def test_letters_of_lines_that_end_together_stand_apart() -> None:
    view = waiting_view(curves(regime="POSTAL"))  # no penalty: both lines are one
    places = [float(end.at.rstrip("%")) for end in (view.later_end, view.that_day_end)]
    assert places[0] - places[1] == 9.0
    assert all(0 <= place <= 100 for place in places)
    assert view.later_end.label.endswith("el 10 jun 2014")
