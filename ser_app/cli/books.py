"""`books check`: whether the books say the same as declarations, FURs and balances."""

import sys

from ser_app.cli.arguments import Parser


def run(arguments: list[str]) -> int:
    """Check; status 1 when something differs, with one line for each difference."""
    parser = Parser("books", "Comprueba que los libros digan lo mismo que lo presentado y pagado.")
    parser.add_argument("action", choices=["check"], metavar="check")
    parser.parse_args(arguments)

    from ser_app.base.resources import resources  # noqa: PLC0415  the database is only needed now
    from ser_app.oversight.books.parity import differences  # noqa: PLC0415  same reason

    found = differences(resources().database)
    for each in found:
        sys.stdout.write(f"{each.sentence}\n")
    count = len(found)
    sys.stdout.write(f"{count} diferencias.\n" if count else "Los libros cuadran: 0 diferencias.\n")
    return 1 if found else 0
