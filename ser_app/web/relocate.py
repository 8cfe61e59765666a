"""Makes the built front end independent of the address at which it is served.

The framework writes the server's address into the bundle when it builds. Here the address
becomes the origin of the page itself, so that one build serves any port and any proxy, and
the last English words of the framework's own script become Spanish.
"""

import re
from pathlib import Path
from typing import Any, Final

from reflex.plugins import Plugin

# A text with the build-time address, in the quotes that the bundler chose.
_ADDRESS: Final = re.compile(r"""[`"'](?:http|ws)://localhost:\d+(/[\w-]+)[`"']""")
_SOCKET: Final = re.compile(r"""EVENT:[`"']ws://localhost:\d+/""")
# Under https the framework drops the port, which is wrong on any other than 443.
_DROPPED_PORT: Final = re.compile(r"""\.port=(?:``|""|'')""")

SPANISH: Final = {
    "A new version of this app is available.": "Hay una versión nueva de esta página.",
    "textContent=`Reload`": "textContent=`Volver a cargar`",
}
"""Words that the framework shows by itself, outside any component that could replace them."""


class RelocationError(RuntimeError):
    """The built front end does not look as expected, so it was left as it was."""


def _replaced(text: str, pattern: re.Pattern[str], new: str, what: str) -> str:
    """Replace every match.

    Raises:
        RelocationError: If there is none.
    """
    changed, count = pattern.subn(new, text)
    if count == 0:
        raise RelocationError(f"{what} no está en la interfaz construida; revise relocate.py")
    return changed


def relocated_addresses(script: str) -> str:
    """Make the addresses in the bundle's environment relative to the page's origin.

    Args:
        script: Text of the chunk that holds the framework's addresses.

    Raises:
        RelocationError: If the chunk has no address of the socket.
    """
    if not _SOCKET.search(script):
        raise RelocationError("La dirección del socket no está en la interfaz construida.")
    return 'const o=globalThis.location?.origin??"http://localhost";' + _replaced(
        script.replace("ws://localhost", "http://localhost"), _ADDRESS, r'(o+"\1")', "La dirección"
    ).replace('EVENT:(o+"', 'EVENT:(o.replace(/^http/,"ws")+"')


def relocate(static: Path) -> None:
    """Change a built front end in place.

    Args:
        static: Folder of the static site.

    Raises:
        RelocationError: If a place to change was not found, as after an upgrade of Reflex.
    """
    chunks = list((static / "assets").glob("*.js"))
    environment = [chunk for chunk in chunks if chunk.name.startswith("reflex-env")]
    if len(environment) != 1:
        raise RelocationError(f"Se esperaba un archivo reflex-env y hay {len(environment)}.")
    script = environment[0].read_text(encoding="utf-8")
    environment[0].write_text(relocated_addresses(script), encoding="utf-8")

    runtime = [chunk for chunk in chunks if next(iter(SPANISH)) in chunk.read_text("utf-8")]
    if len(runtime) != 1:
        raise RelocationError("No se encontró el archivo con la conexión de la interfaz.")
    text = runtime[0].read_text(encoding="utf-8")
    text = _replaced(text, _DROPPED_PORT, ".port=window.location.port", "El puerto")
    for english, spanish in SPANISH.items():
        text = _replaced(text, re.compile(re.escape(english)), spanish, english)
    runtime[0].write_text(text, encoding="utf-8")


class RelocatableBundlePlugin(Plugin):
    """Runs `relocate` after each build and before the files are compressed."""

    def post_build(self, **context: Any) -> None:
        """Make the build that has just ended relocatable."""
        relocate(Path(context["static_dir"]))
