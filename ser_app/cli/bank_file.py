"""`bank-file`: check a bank's collection file (Asobancaria 2001), load it, or make one."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, grouped, say, unreadable

if TYPE_CHECKING:
    from ser_app.payments.bank_files.models import BankFile
    from ser_app.payments.bank_files.reading import Found

_ABOUT: Final = (
    "Revisa, carga o fabrica un archivo de recaudo de un banco (Asobancaria 2001), o registra el "
    "convenio con un banco."
)


def run(arguments: list[str]) -> int:
    """Do it; status 1 when the file cannot be accepted, with one line for each defect."""
    parser = Parser("bank-file", _ABOUT)
    parser.add_argument(
        "action", choices=["check", "load", "generate", "agreement"],
        metavar="check|load|generate|agreement",
    )  # fmt: skip
    parser.add_argument("file", nargs="?", metavar="ARCHIVO", help="El archivo, salvo en agreement")
    parser.add_argument(
        "--bank", metavar="CÓDIGO", default="", help="Código del banco, tres cifras: 007"
    )
    parser.add_argument("--name", metavar="NOMBRE", default="", help="agreement: nombre del banco")
    parser.add_argument(
        "--account", metavar="CUENTA", default="", help="agreement: cuenta del convenio"
    )
    parser.add_argument(
        "--day", metavar="DÍA", type=date.fromisoformat, help="generate: día de recaudo"
    )
    parser.add_argument(
        "--most", metavar="NÚMERO", type=int, default=50, help="generate: cuántos pagos, a lo sumo"
    )
    parser.add_argument(
        "--kind", choices=["clean", "exceptions", "defects"], default="clean",
        help="generate: limpio, con excepciones o con defectos",
    )  # fmt: skip
    given = parser.parse_args(arguments)
    if (given.file is None) is not (given.action == "agreement"):
        parser.error("diga el archivo; agreement no lleva ninguno")
    return _ACTIONS[given.action](given)


def _check(given: Namespace) -> int:
    from ser_app.payments.bank_files.reading import read  # noqa: PLC0415  others must not pay

    try:
        with open(given.file, "rb") as lines:  # noqa: PTH123  streamed, whatever its size
            return _report(read(lines))
    except OSError as error:
        return unreadable(given.file, error)


def _report(found: "Iterable[Found]") -> int:
    from ser_app.payments.bank_files.records import Defect, Header, Totals  # noqa: PLC0415  same

    serious = 0
    for each in found:
        if isinstance(each, Header):
            day = each.collected_on.isoformat()
            say(f"Banco {each.bank}, recaudo del {day}, NIT {each.nit}.")
        elif isinstance(each, Defect):
            serious += not each.tolerated
            mark = "Aviso. " if each.tolerated else ""
            say(f"{mark}{each.sentence}")
        elif isinstance(each, Totals):
            pesos, cents = divmod(each.cents, 100)
            sys.stdout.write(f"{each.payments} pagos por $ {pesos:,}".replace(",", "."))
            sys.stdout.write(f",{cents:02d}.\n" if cents else ".\n")
    say(f"{serious} defectos." if serious else "El archivo cumple el estándar.")
    return 1 if serious else 0


def _load(given: Namespace) -> int:
    from getpass import getuser  # noqa: PLC0415  same

    from ser_app.base.collector import calm_collector  # noqa: PLC0415  same
    from ser_app.base.errors import SerError  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same
    from ser_app.payments.bank_files.loading import Loader, load  # noqa: PLC0415  same
    from ser_app.payments.bank_files.posting import post_file  # noqa: PLC0415  same
    from ser_app.payments.bank_files.repository import REFUSED  # noqa: PLC0415  same

    calm_collector()
    path = Path(given.file)
    by = Loader(None, f"Línea de órdenes ({getuser()})", "cli")
    res = resources()
    try:
        file = load(res, by, path, path.name)
    except OSError as error:
        return unreadable(given.file, error)
    except SerError as error:
        complain(error.message)
        return 1
    _tell_defects(file)
    if file.state == REFUSED:
        return 1
    done = post_file(res, file.id or 0, told=_tell_progress)
    sys.stdout.write(
        f"Abonados {grouped(done.credited)} pagos por {_pesos(done.credited_amount)}; por resolver "
        f"{grouped(done.exceptions)} por {_pesos(done.exceptions_amount)}.\n"
    )
    return 0


def _tell_defects(file: "BankFile") -> None:
    from ser_app.base.resources import resources  # noqa: PLC0415  same
    from ser_app.payments.bank_files import repository  # noqa: PLC0415  same
    from ser_app.payments.bank_files.records import Defect  # noqa: PLC0415  same

    with resources().database.reading() as unit:
        for each in repository.all_defects(unit, file.id or 0):
            defect = Defect(each.line, each.first, each.found, each.expected, each.tolerated)
            mark = "Aviso. " if each.tolerated else ""
            say(f"{mark}{defect.sentence}")
    if file.state == repository.REFUSED:
        say("El archivo se rechazó completo: no se abonó nada.")


def _tell_progress(file: "BankFile") -> None:
    done = file.credited + file.exceptions
    sys.stderr.write(f"\r{grouped(done)} de {grouped(file.payments)} pagos")
    if file.finished_at is not None:
        sys.stderr.write("\n")
    sys.stderr.flush()


def _agreement(given: Namespace) -> int:
    from ser_app.base.errors import SerError  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same
    from ser_app.payments.bank_files.agreements import agree  # noqa: PLC0415  same

    try:
        agree(resources(), given.bank, given.name, given.account)
    except SerError as error:
        complain(error.message)
        return 1
    say(f"Convenio registrado: {given.bank} {given.name}, cuenta {given.account}.")
    return 0


def _generate(given: Namespace) -> int:
    from ser_app.base.errors import SerError  # noqa: PLC0415  same
    from ser_app.base.resources import resources  # noqa: PLC0415  same
    from ser_app.payments.bank_files.generating import Wanted, generate  # noqa: PLC0415  same

    wanted = Wanted(given.kind, given.bank, given.day, given.most)
    try:
        count = generate(resources(), wanted, Path(given.file))
    except OSError as error:
        return unreadable(given.file, error)
    except SerError as error:
        complain(error.message)
        return 1
    say(f"{given.file}: {grouped(count)} pagos.")
    return 0


def _pesos(amount: int) -> str:
    return f"$ {grouped(amount)}"


_ACTIONS: Final[dict[str, Callable[[Namespace], int]]] = {
    "check": _check,
    "load": _load,
    "generate": _generate,
    "agreement": _agreement,
}
