"""`audit`: prove the chain over the audit, write its head down outside, or take a case along."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, grouped, say, unreadable

_ABOUT: Final = (
    "Comprueba la cadena de la auditoría y dice cuál es el primer eslabón roto, ancla su cabeza "
    "en un archivo de fuera, o guarda un caso en un ZIP con su prueba."
)


def run(arguments: list[str]) -> int:
    """Do it; status 1 when the chain is broken, with one line that names the first broken link."""
    parser = Parser("audit", _ABOUT)
    parser.add_argument("action", choices=list(_ACTIONS), metavar="|".join(_ACTIONS))
    parser.add_argument(
        "names", nargs="*", metavar="ARCHIVO",
        help="anchor: dónde anclar; case: número del FUR o de la constancia, y el ZIP por escribir",
    )  # fmt: skip
    parser.add_argument(
        "--anchor", metavar="ARCHIVO", help="verify: compara con cada cabeza anclada ahí"
    )
    given = parser.parse_args(arguments)
    if len(given.names) != _NAMES[given.action]:
        parser.error("escriba «audit verify», «audit anchor ARCHIVO» o «audit case NÚMERO ARCHIVO»")
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
        return unreadable(given.anchor, error)
    except SerError as error:
        complain(error.message)
        return 1
    found = verify(res.database, res.clock.now(), anchors)
    sys.stdout.write(
        f"{grouped(found.events)} eventos, {grouped(found.links)} eslabones comprobados; "
        f"cabeza {found.head.sequence} {found.head.digest}\n"
    )
    if found.broken:
        say(sentence(found.broken))
        return 1
    compared = f"; coinciden {found.anchors} cabezas ancladas" if given.anchor else ""
    fresh = seal(res.database, everything=True)
    sealed = f"; se sellaron {grouped(fresh)} eventos recientes" if fresh else ""
    say(f"La cadena está íntegra{compared}{sealed}.")
    return 0


def _anchor(given: Namespace) -> int:
    from ser_app.base.audit_chain.anchors import append_anchor  # noqa: PLC0415  same
    from ser_app.base.audit_chain.sealing import head, seal  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same

    res = resources()
    seal(res.database, everything=True)
    end = head(res.database)
    try:
        append_anchor(Path(given.names[0]), end, res.clock.now())
    except OSError as error:
        return unreadable(given.names[0], error)
    say(f"Anclada la cabeza {end.sequence} {end.digest} en {given.names[0]}.")
    return 0


def _case(given: Namespace) -> int:
    from ser_app.base.errors import SerError  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same
    from ser_app.oversight.cases.gathering import export_for_operations  # noqa: PLC0415  same

    number, file = given.names
    try:
        case = export_for_operations(resources(), number)
        Path(file).write_bytes(case.content)
    except OSError as error:
        return unreadable(file, error)
    except SerError as error:
        complain(error.message)
        return 1
    say(f"{file}: {grouped(len(case.content))} bytes. Compruébelo con verificar.py.")
    return 0


_ACTIONS: Final[dict[str, Callable[[Namespace], int]]] = {
    "verify": _verify,
    "anchor": _anchor,
    "case": _case,
}
_NAMES: Final = {"verify": 0, "anchor": 1, "case": 2}
