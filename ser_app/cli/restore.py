"""`restore FILE`: put a copy back and prove that it is what was copied."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import grouped, unreadable


def run(arguments: list[str]) -> int:
    """Put a copy back; status 1 when it was refused, 3 when it is there and something differs."""
    parser = Parser(
        "restore",
        "Pone una copia en la base de datos configurada (SER_DATABASE_URL), que debe estar vacía, "
        "y comprueba la cadena de la auditoría, los libros y las filas de cada tabla.",
    )
    parser.add_argument("file", metavar="ARCHIVO", help="la copia")
    parser.add_argument("--sha256", metavar="HUELLA", default="", help="la huella que debe tener")
    parser.add_argument(
        "--replace", action="store_true",
        help="SQLite: aparta con otro nombre el archivo que hay, si ningún servidor lo usa",
    )  # fmt: skip
    given = parser.parse_args(arguments)

    from ser_app.base.backup.archive import file_hash  # noqa: PLC0415  others must not pay for it
    from ser_app.base.backup.putting_back import put_back  # noqa: PLC0415  same
    from ser_app.base.errors import SerError  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same
    from ser_app.oversight.backup.checking import problems  # noqa: PLC0415  same
    from ser_app.oversight.backup.recording import settle_restored  # noqa: PLC0415  same
    from ser_app.settings import settings  # noqa: PLC0415  same

    file, url = Path(given.file), settings().database_url
    try:
        manifest, aside = put_back(
            file, url, datetime.now(UTC), replace=given.replace, sha256=given.sha256
        )
    except OSError as error:
        return unreadable(given.file, error)
    except SerError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    if aside:
        sys.stdout.write(f"El archivo que había quedó en {aside}.\n")
    res = resources()
    found = problems(res.database, manifest)
    for each in found:
        sys.stdout.write(f"{each}\n")
    if found:
        sys.stdout.write("La copia se puso, pero no es lo que se copió: no la use.\n")
        return 3
    ended = settle_restored(res, manifest, file_hash(file))
    sys.stdout.write(
        f"Restaurada la copia de {manifest.taken_at.isoformat(timespec='seconds')}: "
        f"{len(manifest.counts)} tablas, {grouped(manifest.rows)} filas.\n"
        "La cadena de la auditoría está íntegra, los libros cuadran y las filas son las mismas.\n"
        f"Se cerraron {grouped(ended)} sesiones. Revise los permisos y claves que se quitaron "
        "después de esa copia, y vuelva a cargar los archivos de bancos posteriores.\n"
    )
    return 0
