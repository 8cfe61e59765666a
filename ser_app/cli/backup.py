"""`backup FILE`: a copy of the whole database, taken while the application runs."""

import sys
from pathlib import Path

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import grouped, unreadable


def run(arguments: list[str]) -> int:
    """Take a copy; status 1 when that did not work, with one sentence, and no file then."""
    parser = Parser(
        "backup",
        "Copia toda la base de datos en un archivo nuevo, sin detener el servidor, y lo lee de "
        "nuevo para comprobarlo. No copia la configuración ni sus secretos.",
    )
    parser.add_argument("file", metavar="ARCHIVO", help="dónde escribir la copia; no debe existir")
    given = parser.parse_args(arguments)

    from ser_app.base.backup.taking import take  # noqa: PLC0415  others must not pay for it
    from ser_app.base.errors import SerError  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same
    from ser_app.oversight.backup.recording import record_taken  # noqa: PLC0415  same

    res, file = resources(), Path(given.file)
    try:
        taken = take(res.database, file, res.clock.now())
    except OSError as error:
        return unreadable(given.file, error)
    except SerError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    record_taken(res, taken, file)
    found = taken.manifest
    sys.stdout.write(
        f"{given.file}: {grouped(taken.size)} bytes, {len(found.counts)} tablas, "
        f"{grouped(found.rows)} filas, auditoría hasta el eslabón {found.audit_sequence}.\n"
        f"SHA-256 {taken.sha256}\n"
        "Leída de nuevo: completa. Guárdela fuera de esta máquina, junto con su huella.\n"
    )
    return 0
