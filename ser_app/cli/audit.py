"""`audit`: prove the chain over the audit, or write its head down outside."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ser_app.cli.arguments import Parser

_ABOUT: Final = (
    "Comprueba la cadena de la auditoría y dice cuál es el primer eslabón roto, o ancla su cabeza "
    "en un archivo de fuera."
)


def run(arguments: list[str]) -> int:
    """Do it; status 1 when the chain is broken, with one line that names the first broken link."""
    parser = Parser("audit", _ABOUT)
    parser.add_argument("action", choices=list(_ACTIONS), metavar="|".join(_ACTIONS))
    parser.add_argument("file", nargs="?", metavar="ARCHIVO", help="anchor: dónde anclar")
    parser.add_argument(
        "--anchor", metavar="ARCHIVO", help="verify: compara con cada cabeza anclada ahí"
    )
    given = parser.parse_args(arguments)
    if (given.file is None) is not (given.action == "verify"):
        parser.error("anchor lleva el archivo donde anclar; verify no lleva ninguno sin --anchor")
    return _ACTIONS[given.action](given)


def _verify(given: Namespace) -> int:
    from ser_app.base.audit_chain.anchors import read_anchors  # noqa: PLC0415  others must not pay
    from ser_app.base.audit_chain.sealing import seal  # noqa: PLC0415  same
    from ser_app.base.audit_chain.texts import sentence  # noqa: PLC0415  same
    from ser_app.base.audit_chain.verifying import verify  # noqa: PLC0415  same
    from ser_app.base.errors import SerError  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same

    res = resources()
    try:
        anchors = read_anchors(Path(given.anchor)) if given.anchor else []
    except OSError as error:
        return _unreadable(given.anchor, error)
    except SerError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    found = verify(res.database, res.clock.now(), anchors)
    sys.stdout.write(
        f"{_count(found.events)} eventos, {_count(found.links)} eslabones comprobados; "
        f"cabeza {found.head.sequence} {found.head.digest}\n"
    )
    if found.broken:
        sys.stdout.write(f"{sentence(found.broken)}\n")
        return 1
    compared = f"; coinciden {found.anchors} cabezas ancladas" if given.anchor else ""
    fresh = seal(res.database, everything=True)
    sealed = f"; se sellaron {_count(fresh)} eventos recientes" if fresh else ""
    sys.stdout.write(f"La cadena está íntegra{compared}{sealed}.\n")
    return 0


def _anchor(given: Namespace) -> int:
    from ser_app.base.audit_chain.anchors import append_anchor  # noqa: PLC0415  same
    from ser_app.base.audit_chain.sealing import head, seal  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same

    res = resources()
    seal(res.database, everything=True)
    end = head(res.database)
    try:
        append_anchor(Path(given.file), end, res.clock.now())
    except OSError as error:
        return _unreadable(given.file, error)
    sys.stdout.write(f"Anclada la cabeza {end.sequence} {end.digest} en {given.file}.\n")
    return 0


def _unreadable(file: str, error: OSError) -> int:
    sys.stderr.write(f"No se pudo leer ni escribir {file}: {error.strerror}.\n")
    return 1


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


_ACTIONS: Final[dict[str, Callable[[Namespace], int]]] = {"verify": _verify, "anchor": _anchor}
