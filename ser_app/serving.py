"""Serve the application on one port: data first, front end next, then page, socket and API.

The steps tell the person what happens, since the first start takes most of a minute.
"""

import os
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ser_app.base.errors import SerError
from ser_app.base.migrations import upgrade
from ser_app.settings import PROJECT, Settings, settings

Report = Callable[[str], None]


class CannotServe(SerError):
    """The application cannot start; the message says what to do."""


def serve(report: Report) -> None:
    """Prepare everything and serve until interrupted.

    Raises:
        CannotServe: The port is taken or something is missing.
    """
    configuration = settings()
    os.chdir(PROJECT)
    require_free_port(configuration.port)
    report("Preparando la base de datos…")
    upgrade(configuration.database_url)
    accounts = _seed(configuration, report)
    bundle = import_module("ser_app.web.bundle")
    bundle.ensure_bundle(report)
    _announce(configuration, accounts, report)
    _run(configuration)


def require_free_port(port: int) -> None:
    """Check that nobody listens on the port yet.

    Raises:
        CannotServe: Somebody does.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104  the same address that will be served
        except OSError as error:
            raise CannotServe(
                "port_taken",
                f"El puerto {port} está ocupado: cierre el otro programa o elija uno libre, "
                f"por ejemplo «make run PORT={port + 1}».",
            ) from error


def _seed(configuration: Settings, report: Report) -> list[str]:
    if not configuration.demo:
        return []
    from ser_app.base.resources import resources  # noqa: PLC0415  opens the migrated database
    from ser_app.oversight.demo.seed import seed  # noqa: PLC0415  only a demonstration needs it

    return seed(resources(), report).lines


def _announce(configuration: Settings, accounts: list[str], report: Report) -> None:
    report("")
    report(f"SER está listo en {configuration.base_url}  (Ctrl-C lo detiene)")
    for line in accounts:
        report(line)


def _run(configuration: Settings) -> None:
    """Replace this process by the server, so that Ctrl-C reaches it and nothing else remains."""
    environment = dict(os.environ)
    environment.update(
        {
            "__REFLEX_SKIP_COMPILE": "yes",
            "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "yes",
            "REFLEX_ENV_MODE": "prod",
            "REFLEX_TELEMETRY_ENABLED": "false",
        }
    )
    command = [
        str(Path(sys.executable).parent / "granian"),
        "--interface", "asgi",
        "--factory",
        "--host", "0.0.0.0",  # noqa: S104  people reach it from other machines on purpose
        "--port", str(configuration.port),
        "--workers", "1",
        "--loop", "uvloop",
        "--no-log" if not os.environ.get("SER_LOG") else "--log",
        "ser_app.ser_app:app",
    ]  # fmt: skip
    os.execve(command[0], command, environment)  # noqa: S606  fixed program and arguments
