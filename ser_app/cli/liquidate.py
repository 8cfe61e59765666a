"""`liquidate`: one case from options, or many from JSON Lines."""

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from ser_app.cli.arguments import Parser
from ser_app.cli.batch import answer_file
from ser_app.cli.rules import add_database_option, rules_of
from ser_app.cli.saying import complain, say, say_json
from ser_app.cli.table import liquidation_table
from ser_app.law.dependencies import dependencies_of
from ser_app.law.errors import LawError
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import RuleBook
from ser_app.law.wire import FIELDS, case_from_json, error_to_json, liquidation_to_json

_TEXTS = {
    "regime": "PRST, POSTAL, RADIO o D1972.",
    "period": "2013-Q1, o 2013 para un año.",
    "levy_rate": "Tarifa del título, 0.03 es el 3 %% (D1972).",
    "filed_on": "Día en que se presenta, 2013-06-20.",
    "paid_on": "Día en que se paga; si falta, el mismo.",
    "corrects_filed_on": "Día en que se presentó la declaración que se corrige, sin pagar.",
    "right": "concession, chain_registration, postal_registration o spectrum.",
    "final_on": "Día en que el acto de ese derecho quedó en firme.",
}
_AMOUNTS = {
    "gross_income": "Ingresos brutos, en pesos.",
    "returns": "Devoluciones, en pesos.",
    "levy_amount": "Valor del acto o de la fórmula, en pesos (RADIO, espectro).",
    "corrects_levy": "Contraprestación de la declaración que se corrige.",
    "balance_applied": "Saldo a favor que se aplica, en pesos.",
    "yearly_adjustment": "Ajuste anual, con el primer trimestre (D1972).",
    "units": "Estaciones de la concesión.",
}
_FLAGS = {
    "act_issued": "El acto del Ministerio fue antes de presentar.",
    "corrects_unpaid": "La declaración que se corrige no se ha pagado.",
    "found_by_ministry": "La diferencia la halló el Ministerio.",
    "accepts_charge": "Se acepta el cargo y se paga.",
}


def run(arguments: list[str]) -> int:
    """Liquidate; status 1 when a case could not be liquidated, 2 when a file cannot be read."""
    options = _parser().parse_args(arguments)
    figures = not options.no_figures
    rules = rules_of(options.database)
    if options.batch is not None:
        return _run_batch(options.batch, rules, figures=figures)
    return _run_one(_item(options), rules, as_json=options.json, figures=figures)


def _parser() -> Parser:
    parser = Parser(
        "liquidate", "Liquida lo que se debe por un período, con la razón de cada cifra."
    )
    for field, summary in _TEXTS.items():
        parser.add_argument(_option(field), metavar="TEXTO", help=summary)
    for field, summary in _AMOUNTS.items():
        parser.add_argument(_option(field), metavar="PESOS", type=int, help=summary)
    for field, summary in _FLAGS.items():
        parser.add_argument(_option(field), action="store_true", help=summary)
    parser.add_argument("--json", action="store_true", help="Responde en JSON.")
    parser.add_argument("--batch", metavar="ARCHIVO", help="JSON Lines; - es la entrada estándar.")
    parser.add_argument("--no-figures", action="store_true", help="Sin la explicación.")
    add_database_option(parser)
    return parser


def _option(field: str) -> str:
    return "--" + field.replace("_", "-")


def _item(options: Namespace) -> dict[str, Any]:
    given = vars(options)
    return {field: given[field] for field in FIELDS if field in given}


def _run_one(item: Mapping[str, Any], rules: RuleBook, *, as_json: bool, figures: bool) -> int:
    try:
        case = case_from_json(item)
        liquidation = liquidate(case, rules, explain=figures)
        rests_on = dependencies_of(case, rules) if figures else ()
    except LawError as error:
        if as_json:
            say_json({"id": None, "error": error_to_json(error)})
        else:
            complain(error.message)
        return 1
    if as_json:
        say_json({"id": None, **liquidation_to_json(liquidation, figures=figures)})
    else:
        for line in liquidation_table(liquidation, rests_on).split("\n"):
            say(line)
    return 0


def _run_batch(file: str, rules: RuleBook, *, figures: bool) -> int:
    def answer(item: Mapping[str, Any]) -> dict[str, Any]:
        liquidation = liquidate(case_from_json(item), rules, explain=figures)
        return liquidation_to_json(liquidation, figures=figures)

    return answer_file(file, answer)
