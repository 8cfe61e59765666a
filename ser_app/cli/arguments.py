"""Reading of arguments: the standard library's parser in Spanish."""

import argparse
import sys
from typing import NoReturn

from ser_app.cli.saying import complain

USAGE_ERROR = 2
"""Exit status for arguments that cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are in Spanish and whose options are never abbreviated."""

    def __init__(self, command: str, summary: str) -> None:
        super().__init__(
            prog=f"python -m ser_app {command}",
            description=summary,
            allow_abbrev=False,
            add_help=False,
        )
        self._positionals.title = "argumentos"
        self._optionals.title = "opciones"
        self.add_argument("-h", "--help", action="help", help="Muestra esta ayuda.")

    def format_usage(self) -> str:
        """How the command is called."""
        return super().format_usage().replace("usage:", "Uso:", 1)

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage:", "Uso:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is called, and leave with status 2."""
        sys.stderr.write(self.format_usage())
        complain(_in_spanish(message))
        raise SystemExit(USAGE_ERROR)


_PHRASES = (
    ("unrecognized arguments:", "no se conocen estos argumentos:"),
    ("the following arguments are required:", "faltan estos argumentos:"),
    ("expected one argument", "necesita un valor"),
    ("not allowed with argument", "no se puede usar junto con"),
    ("argument ", "argumento "),
    ("invalid int value:", "no es un número entero:"),
    ("invalid fromisoformat value:", "no es un día como 2013-06-20:"),
    ("invalid choice:", "no existe:"),
    ("(choose from ", "(elija entre "),
    ("ambiguous option:", "opción ambigua:"),
    ("expected at least one argument", "necesita al menos un valor"),
    ("one of the arguments", "falta uno de los argumentos"),
    (" is required", ""),
)


def _in_spanish(message: str) -> str:
    for english, spanish in _PHRASES:
        message = message.replace(english, spanish)
    return message
