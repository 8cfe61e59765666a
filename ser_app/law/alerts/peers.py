"""One figure for the operators of a regime, made so that nobody's own can be worked out from it.

Three things keep each operator hidden:

* It is an average, to the whole per cent, of changes that count alike: no amount is in it, and no
  large operator stands out of it.
* It is made of whole lots, in the order in which the operators filed first. So it does not move
  with each filing: what the next figure has more is a whole lot.
* A lot has one operator more than the least number: whoever is in it, and takes the own change
  out, is left with the sum of that many others.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ser_app.law.alerts.facts import Peers

_PER_CENT: Final = 100
_MOST: Final = Fraction(1)


def lot_of(least: int) -> int:
    """How many operators are taken in at a time: the own one may be among them."""
    return least + 1


def peers_of(changes: Sequence[Fraction], least: int) -> Peers | None:
    """The regime's average change of income.

    A change above 100 % counts as 100 %, so that one operator does not make the average.

    Args:
        changes: One for each operator, in the order of filing: what it declared more than the
            quarter before, as a fraction of that.
        least: How many operators besides the own one make a figure.

    Returns:
        None while there is no whole lot.
    """
    lot = lot_of(least)
    number = len(changes) // lot * lot
    if not number:
        return None
    total = sum(min(each, _MOST) for each in changes[:number])
    return Peers(number, whole_per_cent(Fraction(total, number)))


def whole_per_cent(value: Fraction) -> Fraction:
    """A fraction to the whole per cent, halves upwards."""
    doubled = 2 * _PER_CENT * value + 1
    return Fraction(doubled.numerator // (2 * doubled.denominator), _PER_CENT)
