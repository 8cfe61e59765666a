"""Serve the application on one port: data first, front end next, then page, socket and API.

The steps tell the person what happens, since the first start takes most of a minute.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import monotonic, sleep
from typing import Final
from urllib.request import urlopen

from ser_app.base.errors import SerError
from ser_app.base.migrations import upgrade
from ser_app.settings import PROJECT, Settings, settings

Report = Callable[[str], None]
_PATIENCE_SECONDS: Final = 60
_GOODBYE_SECONDS: Final = 20
_PREBUILT: Final = {
    # The front end is built and mounted as it is: the framework must not compile it again.
    "__REFLEX_SKIP_COMPILE": "yes",
    "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "yes",
    "REFLEX_ENV_MODE": "prod",
    "REFLEX_TELEMETRY_ENABLED": "false",
}


class CannotServe(SerError):
    """The application cannot start; the message says what to do."""


def serve(report: Report) -> int:
    """Prepare everything and serve until interrupted; returns the server's exit status.

    Raises:
        SerError: The port is taken, or something is missing; the message says what to do.
    """
    configuration = settings()
    os.chdir(PROJECT)
    require_free_port(configuration.port, configuration.host)
    accounts = _prepare(configuration, report)
    with _running(configuration) as server:
        if _answers(configuration, server):
            _announce(configuration, accounts, report)
        return server.wait()


def _prepare(configuration: Settings, report: Report) -> list[str]:
    """Build the front end and fill the database side by side: each keeps one core busy."""
    bundle = import_module("ser_app.web.bundle")
    with ThreadPoolExecutor(max_workers=1) as pool:
        building = pool.submit(bundle.ensure_bundle, report)
        report("Preparando la base de datos…")
        upgrade(configuration.database_url)
        accounts = _seed(configuration, report)
        _complete_books()
        building.result()
    return accounts


def require_free_port(port: int, host: str = "127.0.0.1") -> None:
    """Check that nobody listens on the port yet.

    Raises:
        CannotServe: Somebody does.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(
                "port_taken",
                f"El puerto {port} está ocupado: cierre el otro programa o elija uno libre, "
                f"por ejemplo «make run PORT={port + 1}».",
            ) from error


def _seed(configuration: Settings, report: Report) -> list[str]:
    if not configuration.demo:
        refuse_demonstration()
        return []
    from ser_app.base.resources import resources  # noqa: PLC0415  opens the migrated database
    from ser_app.oversight.demo.seed import seed  # noqa: PLC0415  only a demonstration needs it

    return seed(resources(), report).lines


def refuse_demonstration() -> None:
    """Keep the demonstration's accounts, whose password is published, out of production.

    Raises:
        CannotServe: The database is that of a demonstration.
    """
    from ser_app.base.resources import resources  # noqa: PLC0415  opens the migrated database
    from ser_app.oversight.demo.repository import has_made_up_people  # noqa: PLC0415  same reason

    with resources().database.reading() as unit:
        if has_made_up_people(unit):
            raise CannotServe(
                "demonstration_database",
                "La base de datos es la de una demostración: sus cuentas tienen una contraseña "
                "publicada. No se cambió nada; en producción use una base de datos propia "
                "(SER_DATABASE_URL).",
            )


def _complete_books() -> None:
    """Enter what an older version filed and collected without books."""
    from ser_app.base.resources import resources  # noqa: PLC0415  opens the migrated database
    from ser_app.oversight.books.entering import enter_missing  # noqa: PLC0415  same reason

    enter_missing(resources())


def _announce(configuration: Settings, accounts: list[str], report: Report) -> None:
    report("")
    report(f"SER está listo en {configuration.base_url}  (Ctrl-C lo detiene)")
    for line in accounts:
        report(line)


@contextmanager
def _running(configuration: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """The server as a child process that ends with this one, however this one ends."""
    environment = {**os.environ, **_PREBUILT}
    server = subprocess.Popen(_command(configuration), env=environment)  # noqa: S603  our own

    def stop(*_: object) -> None:
        server.terminate()

    previous = signal.signal(signal.SIGTERM, stop)
    try:
        yield server
    except KeyboardInterrupt:
        stop()  # a terminal's Ctrl-C has reached the server too, a plain signal has not
    finally:
        signal.signal(signal.SIGTERM, previous)
        if server.poll() is None:
            server.terminate()
            server.wait(timeout=_GOODBYE_SECONDS)


def _command(configuration: Settings) -> list[str]:
    return [
        str(Path(sys.executable).parent / "granian"),
        "--interface", "asgi",
        "--factory",
        "--host", configuration.host,
        "--port", str(configuration.port),
        "--workers", "1",
        "--loop", "uvloop",
        "--log" if os.environ.get("SER_LOG") else "--no-log",
        "ser_app.ser_app:app",
    ]  # fmt: skip


def _answers(configuration: Settings, server: subprocess.Popen[bytes]) -> bool:
    """Wait until the server answers; False when it ended instead."""
    address = f"http://127.0.0.1:{configuration.port}/ping"
    deadline = monotonic() + _PATIENCE_SECONDS
    while server.poll() is None and monotonic() < deadline:
        try:
            with urlopen(address, timeout=2):
                return True
        except OSError:
            sleep(0.1)
    return False
