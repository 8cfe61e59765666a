"""`demo seed` and `demo clock`: the demonstration's data and its business day."""

import sys
from argparse import Namespace
from datetime import date

from ser_app.cli.arguments import Parser

_REAL = "real"


def run(arguments: list[str]) -> int:
    """Seed the demonstration or move its day; status 1 when that is refused."""
    parser = Parser("demo", "Carga los datos de demostración o mueve su fecha de negocio.")
    parser.add_argument("action", choices=["seed", "clock"], metavar="seed|clock")
    parser.add_argument(
        "day",
        nargs="?",
        metavar="DÍA",
        help="Con clock: un día, como 2013-06-20, o «real» para la fecha real.",
    )
    given = parser.parse_args(arguments)
    if (given.action == "clock") is not (given.day is not None):
        parser.error("escriba «demo seed» o «demo clock DÍA»")

    from ser_app.base.errors import SerError  # noqa: PLC0415  the database is only needed now

    try:
        return _seed() if given.action == "seed" else _clock(given)
    except SerError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1


def _seed() -> int:
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
        day = None if given.day == _REAL else date.fromisoformat(given.day)
    except ValueError as error:
        raise Refused(
            "invalid_day", f"«{given.day}» no es un día: escriba año-mes-día, o «real»."
        ) from error
    upgrade(settings().database_url)
    with resources().database.unit() as unit:
        move_demo_day(unit, resources().clock.now(), day, author=None, source="cli")
    _say(f"La demostración trabaja con la fecha {day or _REAL}.")
    _say("Si el servidor está en marcha, muévala en /demostracion o vuelva a iniciarlo.")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
