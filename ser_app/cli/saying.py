r"""What several commands say alike, and how: nothing that a file or a name says drives a terminal.

A name in a certificate, a FUR or a bank's file may hold control characters, which a terminal obeys:
they move, erase and colour what was written before, or turn its direction. They are written as
their escapes (`\x1b`), so that the person sees that they are there.
"""

import errno
import json
import re
import sys
from pathlib import Path
from typing import Any, Final

_REASONS: Final = {
    errno.ENOENT: "no existe",
    errno.EACCES: "no tiene permiso",
    errno.EPERM: "no tiene permiso",
    errno.EISDIR: "es una carpeta",
    errno.ENOTDIR: "una parte de la ruta no es una carpeta",
    errno.EEXIST: "ya existe",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EROFS: "el disco es de solo lectura",
}
_OBEYED: Final = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
)
"""Controls of ISO 6429, marks of direction, separators of lines, halves of a character."""
_IN_A_LINE: Final = re.compile(f"[\\n{_OBEYED}]")
_IN_LINES: Final = re.compile(f"[{_OBEYED}]")


def shown(text: str) -> str:
    """A text as one line in which each control character is written as its escape."""
    return _IN_A_LINE.sub(lambda found: ascii(found[0])[1:-1], text)


def say(line: str) -> None:
    """Write a line on standard output."""
    sys.stdout.write(f"{shown(line)}\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """Write a line on standard error."""
    sys.stderr.write(f"{shown(line)}\n")


def say_json(value: Any, *, indent: int | None = 2) -> None:
    """Write JSON on standard output, with its control characters escaped as JSON escapes them."""
    sys.stdout.write(json_shown(json.dumps(value, ensure_ascii=False, indent=indent)) + "\n")


def json_shown(text: str) -> str:
    """JSON in which each control character is written as JSON's escape; it says the same."""
    return _IN_LINES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def unreadable(file: str, error: OSError) -> int:
    """Say on standard error that a file cannot be read or written; gives the exit status."""
    why = _REASONS.get(error.errno or 0, "el sistema no lo permitió")
    folder = Path(file).parent
    if error.errno == errno.ENOENT and not folder.is_dir():
        why = f"la carpeta {folder} no existe"
    complain(f"No se pudo leer ni escribir {file}: {why}.")
    return 1


def grouped(number: int) -> str:
    """A number with its thousands set apart, as in 1.234.567."""
    return f"{number:,}".replace(",", ".")
