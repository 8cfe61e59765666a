"""`worker`: works off the jobs in a process that serves no pages, beside any number that do."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Final

from ser_app.base.collector import calm_collector
from ser_app.base.errors import Unavailable
from ser_app.base.jobs.job import registered
from ser_app.base.jobs.running import TICK, Runner
from ser_app.base.logs import configure_logging
from ser_app.base.migrations import is_current
from ser_app.base.resources import resources
from ser_app.serving import refuse_demonstration
from ser_app.settings import PROJECT, settings
from ser_app.wiring import wire

_OUT_OF_DATE: Final = (
    "La base de datos no tiene las tablas de esta versión. No se cambió nada: inicie primero el "
    "servidor («python -m ser_app serve»), que las prepara, y luego este proceso."
)
Report = Callable[[str], None]


def work(report: Report) -> int:
    """Work until interrupted; gives the exit status.

    Raises:
        SerError: The database is not of this version, or belongs to a demonstration.
    """
    os.chdir(PROJECT)
    configuration = settings()
    if not is_current(configuration.database_url):
        raise Unavailable("schema_out_of_date", _OUT_OF_DATE)
    if not configuration.demo:
        refuse_demonstration()
    configure_logging()
    wire()
    calm_collector()
    asyncio.run(_until_stopped(report))
    report("Detenido: lo que quedó a medias lo retoma otro proceso, o este cuando vuelva.")
    return 0


async def _until_stopped(report: Report) -> None:
    runner = Runner()
    running = asyncio.create_task(runner.run())
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, running.cancel)
    count = len(registered(resources().settings))
    report(
        f"Trabajando: {count} tareas, como {runner.process.name}. Mira {TICK:g} segundos después "
        "de cada vez si hay algo que hacer; Ctrl-C lo detiene."
    )
    try:
        await running
    except asyncio.CancelledError:
        return
