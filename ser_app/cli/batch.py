"""JSON Lines in, JSON Lines out, in the same order; a bad line answers with its error."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import Any, TextIO

import orjson

from ser_app.cli.arguments import USAGE_ERROR
from ser_app.cli.saying import complain, json_shown
from ser_app.law.errors import InvalidCase, LawError
from ser_app.law.wire import error_to_json

_SLOW_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FLUSH_EVERY = 512


def _finite(text: str) -> float:
    """A number that JSON can write back: `NaN`, `Infinity` and `1e999` are none."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


_DECODE = json.JSONDecoder(parse_float=_finite, parse_constant=_finite).decode

Answer = Callable[[Mapping[str, Any]], dict[str, Any]]
"""Turns one item into the fields of its answer; raises LawError on a bad one."""


def run_batch(lines: Iterable[str], answer: Answer, output: TextIO) -> bool:
    """Answer every line; blank lines are skipped.

    Args:
        lines: One JSON object a line.
        answer: What to do with each.
        output: Where the answers go.

    Returns:
        True when every line could be answered.
    """
    all_good = True
    written: list[str] = []
    for line in lines:
        if not line.strip():
            continue
        result, good = _answer_line(line, answer)
        all_good = all_good and good
        written.append(_encode(result))
        if len(written) >= _FLUSH_EVERY:
            _write(written, output)
    _write(written, output)
    return all_good


def _answer_line(line: str, answer: Answer) -> tuple[dict[str, Any], bool]:
    item: Any = None
    try:
        item = _read(line)
        return {"id": item.get("id"), **answer(item)}, True
    except LawError as error:
        identity = item.get("id") if isinstance(item, dict) else None
        return {"id": identity, "error": error_to_json(error)}, False


def _encode(result: dict[str, Any]) -> str:
    """One line; an identity that only the standard library can write back goes through it."""
    try:
        return orjson.dumps(result).decode()
    except TypeError:  # a whole number above 64 bits
        return _SLOW_ENCODE(result)


def _read(line: str) -> dict[str, Any]:
    try:
        item = _DECODE(line)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        raise InvalidCase("La línea no es JSON.", code="invalid_json") from error
    if not isinstance(item, dict):
        raise InvalidCase("La línea no es un objeto JSON {…}.", code="invalid_json")
    return item


def _write(written: list[str], output: TextIO) -> None:
    if written:
        text = "\n".join(written) + "\n"
        output.write(json_shown(text) if output.isatty() else text)
        output.flush()
        written.clear()


@contextmanager
def open_lines(file: str) -> Iterator[Iterable[str]]:
    """The lines of a file in UTF-8, or of standard input for `-`.

    Bytes that are no UTF-8 reach the line as marks that no JSON accepts as a regime or a day, so
    that only that line fails.

    Raises:
        OSError: The file cannot be read.
    """
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
        yield sys.stdin
    else:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as stream:
            yield stream


def answer_file(file: str, answer: Answer) -> int:
    """Answer a whole file on standard output.

    Returns:
        The exit status: 1 when a line could not be answered, 2 when the file cannot be read.
    """
    try:
        with open_lines(file) as lines:
            return 0 if run_batch(lines, answer, sys.stdout) else 1
    except FileNotFoundError:
        complain(f"No existe el archivo «{file}».")
    except (PermissionError, IsADirectoryError) as error:
        complain(f"No se puede leer «{file}»: {error.strerror}.")
    return USAGE_ERROR
