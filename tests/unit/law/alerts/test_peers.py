"""The regime's figure: whole lots, and nobody's own to be worked out from it."""

from fractions import Fraction
from random import Random

from ser_app.law.alerts import Peers, peers_of
from ser_app.law.alerts.peers import lot_of, whole_per_cent
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Period

LEAST = packaged_rules().whole("alert_peers_least", Period(2025, 4).last_day).value


def per_cent(*values: int) -> list[Fraction]:
    return [Fraction(each, 100) for each in values]


def test_five_operators_are_not_enough_and_six_are() -> None:
    """Whoever is among the six faces five others."""
    changes = per_cent(10, -4, 7, 0, 3, 20)
    assert (LEAST, lot_of(LEAST)) == (5, 6)
    assert peers_of(changes[:5], LEAST) is None
    assert peers_of(changes, LEAST) == Peers(6, Fraction(6, 100))  # 36 / 6


def test_one_operator_does_not_make_the_average() -> None:
    """A thousandfold counts as the double."""
    assert peers_of([*per_cent(0, 0, 0, 0, 0), Fraction(1000)], LEAST) == Peers(
        6, Fraction(17, 100)
    )


def test_the_figure_moves_only_when_a_whole_lot_more_has_filed() -> None:
    """So two figures never differ by the filing of fewer than six operators."""
    dice = Random(7)  # noqa: S311  figures for a test
    changes = per_cent(*(dice.randint(-50, 50) for _ in range(40)))
    figures = [peers_of(changes[:number], LEAST) for number in range(41)]
    for number, found in enumerate(figures):
        assert found == figures[number // 6 * 6]
        assert (found.operators if found else 0) == number // 6 * 6


def test_who_takes_the_own_change_out_cannot_tell_the_others_apart() -> None:
    """With the same own change and the same figure, each of the five others may be anything."""
    own = 10
    for others in ((0, 5, 5, 5, 5), (20, 0, 0, 0, 0), (-60, 20, 20, 20, 20), (4, 4, 4, 4, 4)):
        assert peers_of(per_cent(own, *others), LEAST) == Peers(6, Fraction(5, 100))


def test_to_the_whole_per_cent_halves_upwards() -> None:
    assert whole_per_cent(Fraction(45, 1000)) == Fraction(5, 100)
    assert whole_per_cent(Fraction(-45, 1000)) == Fraction(-4, 100)
    assert whole_per_cent(Fraction(1, 3)) == Fraction(33, 100)
