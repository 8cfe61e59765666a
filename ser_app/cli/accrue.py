"""`accrue`: the interest of one debt from options, or of many from JSON Lines."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from ser_app.cli.arguments import Parser
from ser_app.cli.batch import answer_file
from ser_app.cli.rules import add_database_option, rules_of
from ser_app.cli.saying import complain
from ser_app.law.debt_wire import ACCRUE_FIELDS, accrue_json
from ser_app.law.errors import LawError
from ser_app.law.money import format_pesos
from ser_app.law.texts import plural


def run(arguments: list[str]) -> int:
    """Accrue; status 1 when a debt could not be brought to its day, 2 for an unreadable file."""
    options = _parser().parse_args(arguments)
    rules = rules_of(options.database)
    if options.batch is not None:
        return answer_file(options.batch, lambda item: accrue_json(item, rules))
    given = {field: getattr(options, field) for field in ACCRUE_FIELDS - {"id"}}
    try:
        found = accrue_json(given, rules)
    except LawError as error:
        complain(error.message)
        return 1
    sys.stdout.write(json.dumps(found) + "\n" if options.json else _table(given, found))
    return 0


def _parser() -> Parser:
    parser = Parser("accrue", "Calcula los intereses de una deuda hasta un día.")
    parser.add_argument(
        "--concept", metavar="TEXTO", default="levy", help="levy (contraprestación) o fine (multa)."
    )
    parser.add_argument("--regime", metavar="TEXTO", help="PRST, POSTAL, RADIO o D1972.")
    parser.add_argument("--principal", metavar="PESOS", type=int, help="Capital, en pesos.")
    parser.add_argument(
        "--due-on", metavar="DÍA", help="Vencimiento, 2013-04-15; se toma tal cual."
    )
    parser.add_argument("--to", metavar="DÍA", help="Hasta qué día, 2013-06-20.")
    parser.add_argument("--json", action="store_true", help="Responde en JSON.")
    parser.add_argument("--batch", metavar="ARCHIVO", help="JSON Lines; - es la entrada estándar.")
    add_database_option(parser)
    return parser


def _table(given: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    interest = found["interest"]
    note = (
        "Provisional: falta certificar la tasa de algunos días.\n" if found["provisional"] else ""
    )
    return (
        f"Capital                {format_pesos(given['principal'])}\n"
        f"Retardo                {plural(found['days'], 'día', 'días')}\n"
        f"Intereses de mora      {format_pesos(interest)}\n"
        f"Sin redondear          {found['exact']}\n{note}"
    )
