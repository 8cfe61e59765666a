"""`books check`: whether the books say the same as declarations, FURs and balances."""

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import say


def run(arguments: list[str]) -> int:
    """Check; status 1 when something differs, with one line for each difference."""
    parser = Parser("books", "Comprueba que los libros digan lo mismo que lo presentado y pagado.")
    parser.add_argument("action", choices=["check"], metavar="check")
    parser.parse_args(arguments)

    from ser_app.base.resources import resources  # noqa: PLC0415  the database is only needed now
    from ser_app.oversight.books.parity import differences  # noqa: PLC0415  same reason

    found = differences(resources().database)
    for each in found:
        say(each.sentence)
    count = len(found)
    say(f"{count} diferencias." if count else "Los libros cuadran: 0 diferencias.")
    return 1 if found else 0
