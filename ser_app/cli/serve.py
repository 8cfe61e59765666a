"""`serve`: prepare everything and serve page, socket and API on one port."""

import sys

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, say


def run(arguments: list[str]) -> int:
    """Serve until interrupted; status 1 with one sentence when it cannot start."""
    parser = Parser("serve", "Sirve la aplicación en un puerto (PORT, 3000 si no se dice otro).")
    parser.parse_args(arguments)
    try:
        from ser_app.base.errors import SerError  # noqa: PLC0415  others must not pay for it
        from ser_app.serving import serve  # noqa: PLC0415  same reason
    except ModuleNotFoundError as error:
        complain(f"Falta el módulo {error.name}: ejecute «make run», que lo instala.")
        return 1
    try:
        return serve(_report)
    except SerError as error:
        complain(error.message)
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nDetenido antes de terminar de prepararse; nada se perdió.\n")
        return 130


def _report(line: str) -> None:
    say(line)
