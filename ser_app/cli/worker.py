"""`worker`: work off the jobs beside the processes that serve pages."""

import sys

from ser_app.cli.arguments import Parser


def run(arguments: list[str]) -> int:
    """Work until interrupted; status 1 with one sentence when it cannot start."""
    parser = Parser(
        "worker",
        "Trabaja en las tareas (correos, sondas, recordatorios…) sin servir páginas, junto a "
        "servidores iniciados con SER_JOBS=worker. Puede haber varios.",
    )
    parser.parse_args(arguments)

    from ser_app.base.errors import SerError  # noqa: PLC0415  others must not pay for it
    from ser_app.worker import work  # noqa: PLC0415  same reason

    try:
        return work(_report)
    except SerError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1


def _report(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
