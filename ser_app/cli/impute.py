"""`impute`: share out payments among debts, from JSON Lines."""

from ser_app.cli.arguments import Parser
from ser_app.cli.batch import answer_file
from ser_app.law.debt_wire import impute_json


def run(arguments: list[str]) -> int:
    """Impute; status 1 when a payment could not be shared out, 2 for an unreadable file."""
    parser = Parser(
        "impute",
        "Reparte pagos entre deudas. Cada línea: order (penalty_first, interest_first o "
        "proportional) o regime (su orden), payment y debts con id, due_on, penalty, interest y "
        "principal.",
    )
    parser.add_argument(
        "--batch", metavar="ARCHIVO", required=True, help="JSON Lines; - es la entrada estándar."
    )
    return answer_file(parser.parse_args(arguments).batch, impute_json)
