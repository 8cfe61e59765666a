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
_RUNTIME: Final = "state_mismatch"  # an event's name that only the framework's runtime holds
_DROPPED_PORT: Final = re.compile(r"""\.port=(?:``|""|'')""")

SPANISH: Final = {
    "A new version of this app is available.": "Hay una versión nueva de esta página.",
    "Reload": "Volver a cargar",
    "Application Error": "Esta página no se pudo abrir. Vuelva a cargarla.",
    "Application Error!": "Error de la página",
    "Unexpected Application Error!": "Esta página no se pudo abrir. Vuelva a cargarla.",
    "Unhandled Thrown Response!": "Error de la página",
}
"""Words that the framework shows by itself, outside any component that could replace them."""


class RelocationError(RuntimeError):
    """The built front end does not look as expected, so it was left as it was."""


def relocated_addresses(script: str) -> str:
    """Make the addresses in the bundle's environment relative to the page's origin.

    Args:
        script: Text of the chunk that holds the framework's addresses.

    Raises:
        RelocationError: If the chunk has no address of the socket.
    """
    if not _SOCKET.search(script):
        raise RelocationError("La dirección del socket no está en la interfaz construida.")
    http = _ADDRESS.sub(r'(o+"\1")', script.replace("ws://localhost", "http://localhost"))
    socket = http.replace('EVENT:(o+"', 'EVENT:(o.replace(/^http/,"ws")+"')
    return f'const o=globalThis.location?.origin??"http://localhost";{socket}'


def translated(script: str) -> tuple[str, set[str]]:
    """Put the framework's own words into Spanish.

    Args:
        script: Text of a chunk.

    Returns:
        The text in Spanish and the English words that were found in it.
    """
    found = set()
    for english, spanish in SPANISH.items():
        literal = re.compile(rf"""([`"']){re.escape(english)}\1""")
        script, count = literal.subn(rf"\g<1>{spanish}\1", script)
        if count:
            found.add(english)
    return script, found


def relocate(static: Path) -> None:
    """Change a built front end in place.

    Args:
        static: Folder of the static site.

    Raises:
        RelocationError: If a place to change was not found, as after an upgrade of Reflex.
    """
    found: set[str] = set()
    relocated = ports = 0
    for chunk in sorted((static / "assets").glob("*.js")):
        script = chunk.read_text(encoding="utf-8")
        changed, words = translated(script)
        found |= words
        if chunk.name.startswith("reflex-env"):
            changed = relocated_addresses(changed)
            relocated += 1
        if _RUNTIME in changed:
            changed, count = _DROPPED_PORT.subn(".port=window.location.port", changed)
            ports += count
        if changed != script:
            chunk.write_text(changed, encoding="utf-8")
    missing = SPANISH.keys() - found
    if relocated != 1 or ports != 1 or missing:
        raise RelocationError(
            f"La interfaz construida cambió: {relocated} direcciones, {ports} puertos, "
            f"sin traducir {sorted(missing)}. Revise ser_app/web/relocate.py."
        )


class RelocatableBundlePlugin(Plugin):
    """Runs `relocate` after each build and before the files are compressed."""

    def post_build(self, **context: Any) -> None:
        """Make the build that has just ended relocatable."""
        relocate(Path(context["static_dir"]))
