"""`nit NUMBER`: the check digit of a tax number."""

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, say
from ser_app.people.nit import InvalidNit, parse_nit


def run(arguments: list[str]) -> int:
    """Print the check digit of the number given; status 1 when it is no NIT."""
    parser = Parser("nit", "Calcula el dígito de verificación de un NIT.")
    parser.add_argument("number", metavar="NÚMERO", help="Con o sin puntos y dígito: 899999053.")
    try:
        found = parse_nit(parser.parse_args(arguments).number)
    except InvalidNit as error:
        complain(str(error))
        return 1
    say(str(found.check_digit))
    return 0
