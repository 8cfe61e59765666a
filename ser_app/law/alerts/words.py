"""How the figures of a flag are written: exact fractions, rounded once and only to be read."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ser_app.law.alerts.flags import Entry
from ser_app.law.money import format_pesos, format_thousands, round_half_up
from ser_app.law.parameters.values import AnyDated
from ser_app.law.parameters.words import value_words

_TENTHS: Final = 10
_MOST_LISTED: Final = 6


def share_of(value: Fraction) -> str:
    """A share, to the tenth of a per cent, halves upwards: `38,2 %`; never negative."""
    tenths = round_half_up(value * 100 * _TENTHS, 1)
    whole, rest = divmod(tenths, _TENTHS)
    return f"{format_thousands(whole)},{rest} %" if rest else f"{format_thousands(whole)} %"


def more_or_less(value: Fraction) -> str:
    """A change in words, which says its direction without a sign: `38,2 % más`, `igual`."""
    if not value:
        return "igual"
    return f"{share_of(abs(value))} {'más' if value > 0 else 'menos'}"


def points(value: Fraction) -> str:
    """A distance between two shares: `40 puntos porcentuales`."""
    return f"{share_of(value).removesuffix(' %')} puntos porcentuales"


def distance(value: Fraction) -> str:
    """How far a change lies from another: `52,3 puntos porcentuales por debajo`."""
    return f"{points(abs(value))} por {'encima' if value > 0 else 'debajo'}"


def amount(label: str, value: Fraction | int) -> Entry:
    """An exact amount as a figure, to the whole peso, halves upwards."""
    pesos = round_half_up(Fraction(value), 1)
    return Entry(label, format_pesos(pesos), pesos)


def of_share(dated: AnyDated) -> str:
    """The share that a parameter holds: `el 20 %`."""
    return f"el {value_words(dated.name, dated.value)}"


def listed(names: Sequence[str]) -> str:
    """Names with commas, and how many more there are: `A, B y C`, `A, B y 7 más`."""
    shown = list(names[:_MOST_LISTED])
    more = len(names) - len(shown)
    if more:
        shown = [*shown, f"{more} más"]
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} y {shown[-1]}"
