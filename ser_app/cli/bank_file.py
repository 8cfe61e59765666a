"""`bank-file check FILE`: whether a bank's collection file follows Asobancaria 2001."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ser_app.cli.arguments import Parser

if TYPE_CHECKING:
    from ser_app.payments.bank_files.reading import Found


def run(arguments: list[str]) -> int:
    """Check; status 1 when the file cannot be accepted, with one line for each defect."""
    parser = Parser("bank-file", "Revisa un archivo de recaudo de un banco (Asobancaria 2001).")
    parser.add_argument("action", choices=["check"], metavar="check")
    parser.add_argument("file", metavar="ARCHIVO")
    given = parser.parse_args(arguments)

    from ser_app.payments.bank_files.reading import read  # noqa: PLC0415  others must not pay

    try:
        with open(given.file, "rb") as lines:  # noqa: PTH123  streamed, whatever its size
            return _report(read(lines))
    except OSError as error:
        sys.stderr.write(f"No se pudo leer {given.file}: {error.strerror}.\n")
        return 1


def _report(found: "Iterable[Found]") -> int:
    from ser_app.payments.bank_files.records import Defect, Header, Totals  # noqa: PLC0415  same

    serious = 0
    for each in found:
        if isinstance(each, Header):
            day = each.collected_on.isoformat()
            sys.stdout.write(f"Banco {each.bank}, recaudo del {day}, NIT {each.nit}.\n")
        elif isinstance(each, Defect):
            serious += not each.tolerated
            mark = "Aviso. " if each.tolerated else ""
            sys.stdout.write(f"{mark}{each.sentence}\n")
        elif isinstance(each, Totals):
            pesos, cents = divmod(each.cents, 100)
            sys.stdout.write(f"{each.payments} pagos por $ {pesos:,}".replace(",", "."))
            sys.stdout.write(f",{cents:02d}.\n" if cents else ".\n")
    sys.stdout.write(f"{serious} defectos.\n" if serious else "El archivo cumple el estándar.\n")
    return 1 if serious else 0
