"""`users`: the first Administrador SER, and a second factor that was lost with its codes."""

import argparse

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, say


def run(arguments: list[str]) -> int:
    """Do one of the two; status 1 when it is refused."""
    parser = Parser("users", "Crea el primer Administrador SER, o quita un segundo factor perdido.")
    parser.add_argument(
        "action",
        choices=["create-admin", "remove-second-factor"],
        metavar="create-admin|remove-second-factor",
    )
    parser.add_argument(
        "--email", metavar="CORREO", required=True, help="Correo con el que ingresa."
    )
    parser.add_argument(
        "--name", metavar="NOMBRE", default="", help="Nombre y apellidos (create-admin)."
    )
    parser.add_argument(
        "--document", metavar="CÉDULA", default="", help="Cédula, solo números (create-admin)."
    )
    given = parser.parse_args(arguments)

    from ser_app.base.errors import SerError  # noqa: PLC0415  the database is only needed now
    from ser_app.base.migrations import upgrade  # noqa: PLC0415  same reason
    from ser_app.settings import settings  # noqa: PLC0415  same reason

    upgrade(settings().database_url)
    try:
        say(_done(given))
    except SerError as error:
        complain(error.message)
        return 1
    return 0


def _done(given: argparse.Namespace) -> str:
    from ser_app.base.resources import resources  # noqa: PLC0415  the database is only needed now
    from ser_app.people import administration  # noqa: PLC0415  same reason

    if given.action == "remove-second-factor":
        administration.remove_second_factor_of(resources(), given.email)
        return f"Segundo factor de {given.email} quitado; sus sesiones se cerraron."
    created = administration.create_first_admin(
        resources(), given.email, given.name, given.document
    )
    return (
        f"Usuario {created.email} creado. Contraseña temporal (se muestra solo ahora): "
        f"{created.temporary_password}"
    )
