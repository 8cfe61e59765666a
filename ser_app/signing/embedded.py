"""Reads the liquidation that a FUR carries inside, without trusting the file.

A limited worker takes it out of the PDF; what comes out is JSON that anybody may have written, so
each value must be one that a FUR can have before anything is computed or printed.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from ser_app.furs.form import Form, from_json
from ser_app.law.case import LARGEST_AMOUNT
from ser_app.signing.limited import LimitPassed, carried_limited

MOST_BYTES: Final = 5 * 1024 * 1024
"""Longest PDF that is read."""
_MOST_REVISIONS: Final = 12
_MARK: Final = b"%%EOF"
_YEARS: Final = range(2000, 2100)
_NO_LIQUIDATION: Final = (
    "El archivo no trae la liquidación que llevan los FUR de este sistema: no es un FUR, o se "
    "imprimió o guardó de nuevo con otro programa."
)
_TOO_MUCH: Final = (
    "Leer el archivo pide más memoria o tiempo de los que se le permiten, y la lectura se detuvo: "
    "los FUR de este sistema se leen en un instante. Si lo descargó del sistema, inténtelo otra "
    "vez cuando este equipo esté menos ocupado."
)
_IMPOSSIBLE: Final = "El archivo trae una liquidación con valores imposibles: no es un FUR."


class NotAFur(Exception):
    """The file is no FUR of this system; the text says why, in Spanish."""


def revisions(content: bytes) -> list[int]:
    """Where each revision of a PDF ends, in bytes from its beginning.

    Raises:
        NotAFur: It is no PDF, too long, or was changed too often.
    """
    if len(content) > MOST_BYTES:
        raise NotAFur("El archivo pasa de 5 MB: no es un FUR de este sistema.")
    if not content.startswith(b"%PDF-"):
        raise NotAFur("El archivo no es un PDF.")
    ends, at = [], content.find(_MARK)
    while at >= 0:
        end = at + len(_MARK)
        for line_end in (b"\r\n", b"\n", b"\r"):
            if content.startswith(line_end, end):
                end += len(line_end)
                break
        ends.append(end)
        at = content.find(_MARK, end)
    if not 1 <= len(ends) <= _MOST_REVISIONS:
        raise NotAFur("El archivo está incompleto o se cambió demasiadas veces para ser un FUR.")
    return ends


def embedded_form(content: bytes) -> Form:
    """The form that the first revision of a PDF carries: what was drawn on its pages.

    Raises:
        NotAFur: It carries none, or reading it passes the worker's limits.
        Unavailable: No worker can be started.
    """
    first = content[: revisions(content)[0]]
    try:
        return form_in(carried_limited(first))
    except LimitPassed as error:
        raise NotAFur(_TOO_MUCH) from error


def form_in(carried: bytes) -> Form:
    """The form that a JSON says.

    Raises:
        NotAFur: It says none, or one that no system would issue.
    """
    try:
        stored = json.loads(carried)
        possible = all(map(_possible, _leaves(stored)))
        form = from_json(stored)
    except Exception as error:  # pydantic, the JSON reader, the interpreter's own limits
        raise NotAFur(_NO_LIQUIDATION) from error
    if not possible or form.issued_at.tzinfo is None or not _in_our_days(form):
        raise NotAFur(_IMPOSSIBLE)
    return form


def _leaves(value: Any) -> Iterator[Any]:
    """Each value and each name in a JSON, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
        else:
            yield each


def _possible(leaf: Any) -> bool:
    """Whether a value is text that can be written, a truth value, or whole pesos."""
    if isinstance(leaf, str):
        return not any("\ud800" <= char <= "\udfff" for char in leaf)
    if isinstance(leaf, float):
        return False
    return not isinstance(leaf, int) or abs(leaf) <= LARGEST_AMOUNT


def _in_our_days(form: Form) -> bool:
    days: list[date] = [form.issued_at, form.due_on, form.filing_day, form.payment_day]
    days += [each.due_on for each in form.debts]
    return all(day.year in _YEARS for day in days)
