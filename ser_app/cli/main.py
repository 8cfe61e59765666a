"""The root of the command line: finds the module of a command and imports nothing else."""

import sys
from difflib import get_close_matches
from importlib import import_module

from ser_app.base.correlation import correlated
from ser_app.cli.arguments import USAGE_ERROR
from ser_app.cli.registry import COMMANDS
from ser_app.cli.saying import complain


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments name.

    Args:
        arguments: Without the program's name; by default those of the process.

    Returns:
        The exit status: 0 when all went well, 2 when the arguments cannot be understood.
    """
    _write_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] in {"-h", "--help"}:
        sys.stdout.write(_help())
        return 0 if given else USAGE_ERROR
    name, rest = given[0], given[1:]
    command = COMMANDS.get(name)
    if command is None:
        for line in _unknown(name).splitlines():
            complain(line)
        return USAGE_ERROR
    try:
        with correlated():
            status: int = import_module(command.module).run(rest)
    except BrokenPipeError:  # the reader of a pipe, `head` for instance, has left
        sys.stderr.close()
        return 0
    return status


def _help() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            "SER: Sistema Electrónico de Recaudo.",
            "",
            "Uso: python -m ser_app ORDEN …   (ORDEN --help explica cada una)",
            "",
            *lines,
            "",
        ]
    )


def _unknown(name: str) -> str:
    near = get_close_matches(name, COMMANDS, n=1)
    hint = f" ¿Quiso decir «{near[0]}»?" if near else ""
    return f"La orden «{name}» no existe.{hint}\nLas órdenes son: {', '.join(COMMANDS)}.\n"


def _write_utf8() -> None:
    """Write UTF-8 whatever the terminal says: an accent must never stop a command."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
