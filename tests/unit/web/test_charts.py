"""Figures become heights without a float and without hiding what is small."""

from ser_app.web.charts import FULL, bars_of, reach, stacks_of


def test_the_tallest_bar_is_full_and_the_others_are_its_share() -> None:
    bars = bars_of([("ene", 50, "$ 50"), ("feb", 200, "$ 200")])

    assert [(bar.label, bar.amount, bar.height) for bar in bars] == [
        ("ene", "$ 50", FULL // 4),
        ("feb", "$ 200", FULL),
    ]


def test_what_is_small_is_still_seen_and_nothing_is_nothing() -> None:
    heights = [bar.height for bar in bars_of([("a", 1, ""), ("b", 10**9, ""), ("c", 0, "")])]

    assert heights == [1, FULL, 0]


def test_without_figures_there_is_no_height() -> None:
    assert [bar.height for bar in bars_of([("a", 0, ""), ("b", 0, "")])] == [0, 0]
    assert bars_of([]) == []


def test_the_parts_of_a_stack_stand_on_each_other() -> None:
    (first, second) = stacks_of(
        [
            (
                "T1",
                "$ 400",
                [("series1", "PRST", 300, "$ 300"), ("series2", "Postal", 100, "$ 100")],
            ),
            ("T2", "$ 200", [("series1", "PRST", 200, "$ 200"), ("series2", "Postal", 0, "$ 0")]),
        ]
    )

    assert [(part.base, part.height) for part in first.parts] == [(0, 750), (750, 250)]
    assert [(part.base, part.height) for part in second.parts] == [(0, 500), (500, 0)]


def test_what_is_below_zero_hangs_from_the_ground() -> None:
    (first, second) = stacks_of(
        [
            ("oct", "$ 300", [("series1", "PRST", 300, ""), ("series2", "Ninguno", 0, "")]),
            ("nov", "-$ 50", [("series1", "PRST", 50, ""), ("series2", "Ninguno", -100, "")]),
        ],
        before=[-100, 200],
    )

    assert (first.ground, second.ground) == (250, 250)
    assert [(part.base, part.height) for part in first.parts] == [(250, 750), (1000, 0)]
    assert [(part.base, part.height) for part in second.parts] == [(250, 125), (0, 250)]
    assert (first.mark, second.mark) == (0, 750)


def test_how_far_a_chart_reaches() -> None:
    assert reach([[300, 0], [50, -100]], [400, -20]) == (400, 100)
    assert reach([]) == (0, 0)
