"""`worker`: work off the jobs beside the processes that serve pages."""

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, say


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
        complain(error.message)
        return 1


def _report(line: str) -> None:
    say(line)
