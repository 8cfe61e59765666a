"""`demo seed`, `demo clock` and `demo sign`: the demonstration's data, its day, its signers."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Final

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, say

_REAL = "real"


_USAGE: Final = "escriba «demo seed», «demo clock DÍA» o «demo sign FUR.pdf»"
_SIGNED: Final = "-firmado"


def run(arguments: list[str]) -> int:
    """Seed the demonstration, move its day or sign as one of its people; status 1 when refused."""
    given = _parser().parse_args(arguments)
    if (given.action == "seed") is not (given.what is None):
        _parser().error(_USAGE)
    if given.action != "sign" and (given.people or given.certificate):
        _parser().error(_USAGE)

    from ser_app.base.errors import SerError  # noqa: PLC0415  the database is only needed now

    try:
        return {"seed": _seed, "clock": _clock, "sign": _sign}[given.action](given)
    except SerError as error:
        complain(error.message)
        return 1


def _parser() -> Parser:
    parser = Parser(
        "demo",
        "Carga los datos de demostración, mueve su fecha de negocio, o firma un FUR en este "
        "equipo con los certificados de prueba.",
    )
    parser.add_argument("action", choices=["seed", "clock", "sign"], metavar="seed|clock|sign")
    parser.add_argument(
        "what", nargs="?", metavar="DÍA|FUR.pdf",
        help="clock: un día, como 2013-06-20, o «real»; sign: el FUR que se descargó",
    )  # fmt: skip
    parser.add_argument(
        "--as", dest="people", action="append", metavar="CORREO",
        help="sign: quién firma, como representante@demo.ser; se puede repetir. Si falta, firman "
        "quienes faltan en el archivo.",
    )  # fmt: skip
    parser.add_argument(
        "--certificate", metavar="ARCHIVO.p12",
        help="sign: el certificado que descargó de /demostracion, en vez del de esta instalación",
    )  # fmt: skip
    parser.add_argument("--out", metavar="ARCHIVO", help="sign: dónde guardar el FUR firmado")
    return parser


def _seed(_given: Namespace) -> int:
    from ser_app.base.migrations import upgrade  # noqa: PLC0415  same reason
    from ser_app.base.resources import resources  # noqa: PLC0415  same reason
    from ser_app.oversight.demo.seed import seed  # noqa: PLC0415  same reason
    from ser_app.settings import settings  # noqa: PLC0415  same reason

    upgrade(settings().database_url)
    accounts = seed(resources(), _say)
    if not accounts.seeded:
        _say("La base de datos ya tiene usuarios: no se cambió nada.")
    for line in accounts.lines:
        _say(line)
    return 0


def _clock(given: Namespace) -> int:
    from ser_app.base.demo import move_demo_day  # noqa: PLC0415  same reason
    from ser_app.base.errors import Refused  # noqa: PLC0415  same reason
    from ser_app.base.migrations import upgrade  # noqa: PLC0415  same reason
    from ser_app.base.resources import resources  # noqa: PLC0415  same reason
    from ser_app.settings import settings  # noqa: PLC0415  same reason

    if not settings().demo:
        raise Refused("not_a_demonstration", "La fecha solo se mueve con SER_MODE=demo.")
    try:
        day = None if given.what == _REAL else date.fromisoformat(given.what)
    except ValueError as error:
        raise Refused(
            "invalid_day", f"«{given.what}» no es un día: escriba año-mes-día, o «real»."
        ) from error
    upgrade(settings().database_url)
    with resources().database.unit() as unit:
        move_demo_day(unit, resources().clock.now(), day, author=None, source="cli")
    _say(f"La demostración trabaja con la fecha {day or _REAL}.")
    _say("Si el servidor está en marcha, muévala en /demostracion o vuelva a iniciarlo.")
    return 0


def _sign(given: Namespace) -> int:
    from ser_app.base.errors import Refused  # noqa: PLC0415  same reason
    from ser_app.signing.demo_folder import CERTIFICATE_PASSWORD  # noqa: PLC0415  same reason
    from ser_app.signing.demo_signing import sign_as  # noqa: PLC0415  same reason

    source = Path(given.what)
    stem = source.stem.removesuffix(_SIGNED)
    target = Path(given.out) if given.out else source.with_name(f"{stem}{_SIGNED}.pdf")
    try:
        content, missing = source.read_bytes(), ""
        for certificate in _certificates(given, content):
            signed = sign_as(content, certificate, CERTIFICATE_PASSWORD)
            content, missing = signed.content, signed.missing
            _say(f"Firmó {signed.name} ({signed.title.lower()}).")
        target.write_bytes(content)
    except OSError as error:
        name = error.filename or given.what
        raise Refused("unreadable", f"No se pudo leer ni escribir {name}.") from error
    _say(f"Guardado en {target}: cárguelo en la página del FUR, en «Firma digital».")
    if missing:
        _say(f"Falta que firme {missing}, en este mismo archivo o en el original.")
    return 0


def _certificates(given: Namespace, content: bytes) -> list[Path]:
    """The certificate files on this machine; those of the demonstration are made when missing."""
    from ser_app.base.resources import resources  # noqa: PLC0415  same reason
    from ser_app.signing.demo_folder import (  # noqa: PLC0415  same reason
        demo_certificate_file,
        demo_people,
    )
    from ser_app.signing.demo_signing import who_is_missing  # noqa: PLC0415  same reason

    if given.certificate:
        return [Path(given.certificate)]
    people = given.people or demo_people(resources(), who_is_missing(content))
    return [demo_certificate_file(resources(), email) for email in people]


def _say(line: str) -> None:
    say(line)
