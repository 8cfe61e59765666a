"""Which new passwords are refused: too short, common, simple, or the person's own words.

Length counts, composition does not (NIST SP 800-63B, 3.1.1.2): no rule asks for digits or signs,
and a phrase of several words passes. What is compared is reduced first, as people vary words:
`Bogotá2026!` and `b0g0ta` are `bogota`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final
from unicodedata import combining, normalize

from ser_app.base.errors import Refused

MINIMUM_LENGTH: Final = 12
MAXIMUM_LENGTH: Final = 128
_FOLDER: Final = Path(__file__).parent / "known_passwords"
_LISTS: Final = ("common.txt", "spanish.txt")
_LEAST_DISTINCT: Final = 5
_SHORTEST_WORD: Final = 4
_LEAST_OF_ITS_OWN: Final = 8
"""Letters and digits that a password needs beside the person's own words, or a row of keys."""

_DISGUISES: Final = str.maketrans("0134578@$!", "oieastbasi")
_ROWS: Final = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_SHORTEST_ROW: Final = 4
_LONGEST_PAIR: Final = 20

SENTENCES: Final = {
    "password_short": f"Elija una contraseña nueva de al menos {MINIMUM_LENGTH} caracteres.",
    "password_long": f"Elija una contraseña nueva de no más de {MAXIMUM_LENGTH} caracteres.",
    "password_same": "Elija una contraseña nueva, distinta de la actual.",
    "password_common": "Esa contraseña la usan muchas personas y es de las primeras que se "
    "prueban. Elija una frase de varias palabras que solo usted diría.",
    "password_simple": "Esa contraseña repite o sigue un orden fácil de adivinar. Elija una "
    "frase de varias palabras.",
    "password_own": "Esa contraseña se parece a su nombre, su correo o su operador. Elija "
    "palabras que no digan quién es usted.",
}
"""What a person is told, by the refusal's code."""


def check_new_password(password: str, own: Iterable[str] = ()) -> None:
    """Refuse a password that could be guessed.

    Args:
        password: What the person chose.
        own: Texts about the person: mail, name, operator.

    Raises:
        Refused: `password_short`, `password_long`, `password_common`, `password_simple` or
            `password_own`; the sentence says what to do.
    """
    if len(password) < MINIMUM_LENGTH:
        raise weak_password("password_short")
    if len(password) > MAXIMUM_LENGTH:
        raise weak_password("password_long")
    if _is_own(password, own):
        raise weak_password("password_own")
    if _is_simple(password):
        raise weak_password("password_simple")
    if _is_common(password):
        raise weak_password("password_common")


def weak_password(code: str) -> Refused:
    """The refusal of a new password, by its code in `SENTENCES`."""
    return Refused(code, f"{SENTENCES[code]} No se cambió nada.", field="new_password")


def _plain(text: str) -> str:
    bare = (each for each in normalize("NFKD", text) if not combining(each))
    return "".join(bare).casefold()


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def _readings(password: str) -> set[str]:
    """The words that a password may be: as it is, without what stands around, undisguised."""
    plain = _plain(password)
    inner = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    unsigned = re.sub(r"^[\W_]+|[\W_]+$", "", plain)
    undated = re.sub(r"[\W\d_]+$", "", plain)
    found = {plain, inner, re.sub(r"[\W\d_]+", "", plain)}
    found |= {each.translate(_DISGUISES) for each in (plain, inner, unsigned, undated)}
    return {
        each for text in found for each in (text, _letters(text)) if len(each) >= _SHORTEST_WORD
    }


@lru_cache(maxsize=1)
def known_passwords() -> frozenset[str]:
    """Every password of the lists, as `check_new_password` compares them."""
    known: set[str] = set()
    for name in _LISTS:
        for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                known.update(_plain(word) for word in line.split())
    return frozenset(word for word in known if len(word) >= _SHORTEST_WORD)


def _is_common(password: str) -> bool:
    known = known_passwords()
    return any(
        reading in known or _once(reading) in known or _is_known_pair(reading)
        for reading in _readings(password)
    )


def _is_known_pair(word: str) -> bool:
    """Whether it is two known words, one of the first things tried: `bogotacolombia`."""
    known = known_passwords()
    cuts = range(_SHORTEST_WORD, len(word) - _SHORTEST_WORD + 1)
    return len(word) <= _LONGEST_PAIR and any(
        word[:at] in known and word[at:] in known for at in cuts
    )


def _once(text: str) -> str:
    """The part that a text repeats, or the text itself: `claveclave` is `clave`."""
    at = (text + text).find(text, 1)
    return text[:at]


def _is_simple(password: str) -> bool:
    plain = _letters(_plain(password))
    if len(set(plain)) < _LEAST_DISTINCT or plain.isdigit():
        return True
    part = _once(plain)
    repeats = part != plain and len(part) < _LEAST_OF_ITS_OWN
    return repeats or len(_without_rows(plain)) < _LEAST_DISTINCT


def _without_rows(text: str) -> str:
    """What is left without runs of neighbouring keys, either way."""
    for row in _ROWS:
        for line in (row, row[::-1]):
            for length in range(len(line), _SHORTEST_ROW - 1, -1):
                for at in range(len(line) - length + 1):
                    text = text.replace(line[at : at + length], "")
    return text


def _is_own(password: str, own: Iterable[str]) -> bool:
    words = {
        _plain(word)
        for text in own
        for word in (*re.split(r"[\W_]+", text), re.sub(r"[\W_]+", "", text))
    }
    rest = plain = _letters(_plain(password))
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            rest = rest.replace(word, "")
    return rest != plain and len(rest) < _LEAST_OF_ITS_OWN
