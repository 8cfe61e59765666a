"""`users create-admin`: the first Administrador SER of an installation."""

import sys

from ser_app.cli.arguments import Parser


def run(arguments: list[str]) -> int:
    """Open the account and print its temporary password once; status 1 when it is refused."""
    parser = Parser("users", "Crea el primer Administrador SER de una instalación.")
    parser.add_argument("action", choices=["create-admin"], metavar="create-admin")
    parser.add_argument("--email", required=True, help="Correo con el que ingresará.")
    parser.add_argument("--name", required=True, help="Nombre y apellidos.")
    parser.add_argument("--document", required=True, help="Cédula, solo números.")
    given = parser.parse_args(arguments)

    from ser_app.base.errors import SerError  # noqa: PLC0415  the database is only needed now
    from ser_app.base.migrations import upgrade  # noqa: PLC0415  same reason
    from ser_app.base.resources import resources  # noqa: PLC0415  same reason
    from ser_app.people.administration import create_first_admin  # noqa: PLC0415  same reason
    from ser_app.settings import settings  # noqa: PLC0415  same reason

    upgrade(settings().database_url)
    try:
        created = create_first_admin(resources(), given.email, given.name, given.document)
    except SerError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    sys.stdout.write(
        f"Usuario {created.email} creado. Contraseña temporal (se muestra solo ahora): "
        f"{created.temporary_password}\n"
    )
    return 0
