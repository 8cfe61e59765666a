"""Code 128 (ISO/IEC 15417): from digits and separators to the widths of bars and spaces."""

from collections.abc import Iterable
from typing import Final

SEPARATOR: Final = "\x1d"
"""FNC1 inside the data, as scanners report it."""

_FNC1: Final = 102
_CODE_C: Final = 99
_CODE_B: Final = 100
_START_B: Final = 104
_START_C: Final = 105
_MODULUS: Final = 103

# Widths of bar, space, bar, space, bar, space of each symbol value, in modules (table 1).
_TABLE: Final = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 "
    "112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
    "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 "
    "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
    "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
)
_PATTERNS: Final = _TABLE.split()
_STOP: Final = "2331112"


def gs1_symbols(data: str) -> list[int]:
    """The symbol values of a GS1-128 bar code, from the start to the check symbol.

    Digits travel in pairs (code set C); an odd one out travels in code set B.

    Args:
        data: Digits and `SEPARATOR`s, without the leading FNC1.

    Raises:
        ValueError: Something else than digits and separators, or nothing at all.
    """
    fields = data.split(SEPARATOR)
    if not all(field.isascii() and field.isdigit() for field in fields):
        raise ValueError("a collection bar code carries digits only")
    first_in_pairs = len(fields[0]) > 1
    values = [_START_C if first_in_pairs else _START_B, _FNC1]
    in_pairs = first_in_pairs
    for position, field in enumerate(fields):
        if position:
            values.append(_FNC1)
        encoded, in_pairs = _field(field, in_pairs=in_pairs)
        values += encoded
    return [*values, _check_symbol(values)]


def _field(digits: str, *, in_pairs: bool) -> tuple[list[int], bool]:
    values: list[int] = []
    paired = len(digits) - len(digits) % 2
    if paired and not in_pairs:
        values.append(_CODE_C)
        in_pairs = True
    values += [int(digits[at : at + 2]) for at in range(0, paired, 2)]
    if len(digits) % 2:
        if in_pairs:
            values.append(_CODE_B)
        values.append(ord(digits[-1]) - ord(" "))
        in_pairs = False
    return values, in_pairs


def _check_symbol(values: list[int]) -> int:
    weighted = sum(position * value for position, value in enumerate(values[1:], start=1))
    return (values[0] + weighted) % _MODULUS


def module_widths(symbols: Iterable[int]) -> list[int]:
    """Widths in modules of bars and spaces in turn, beginning and ending with a bar."""
    return [int(width) for symbol in symbols for width in _PATTERNS[symbol]] + [
        int(width) for width in _STOP
    ]
