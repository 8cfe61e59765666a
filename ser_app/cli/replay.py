"""`replay`: compute every filing again and report what differs."""

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, say, say_json

if TYPE_CHECKING:
    from ser_app.declarations.replay import Replayed


def run(arguments: list[str]) -> int:
    """Replay; status 1 when a filing comes out otherwise or cannot be computed."""
    options = _parser().parse_args(arguments)

    from ser_app.base.errors import SerError  # noqa: PLC0415  the database is only needed now

    try:
        return _report(_replayed(options), as_json=options.json)
    except SerError as error:
        complain(error.message)
        return 1


def _parser() -> Parser:
    parser = Parser(
        "replay",
        "Vuelve a liquidar todas las declaraciones presentadas, cada una con sus reglas, y dice "
        "cuáles dan igual y cuáles no.",
    )
    parser.add_argument("--period", metavar="PERÍODO", default="", help="Solo ese, 2013-Q1.")
    parser.add_argument("--operator", metavar="NIT", default="", help="Solo las de ese NIT.")
    parser.add_argument(
        "--with-current-rules",
        action="store_true",
        help="Con las reglas de hoy: cuáles cambiarían. Nada se guarda.",
    )
    parser.add_argument("--json", action="store_true", help="Responde en JSON Lines.")
    return parser


def _replayed(options: Namespace) -> "Iterable[Replayed]":
    from ser_app.base.resources import resources  # noqa: PLC0415  same reason
    from ser_app.declarations.reliquidation.replaying import (  # noqa: PLC0415  same
        replay_reliquidations,
    )
    from ser_app.declarations.replay import Wanted, replay, replay_with  # noqa: PLC0415  same
    from ser_app.people.actor import Scope  # noqa: PLC0415  same reason
    from ser_app.people.repository import operator_by_nit  # noqa: PLC0415  same reason

    res = resources()
    operator_id = None
    if options.operator:
        with res.database.reading() as unit:
            operator_id = operator_by_nit(unit, options.operator).id
    wanted = Wanted(options.period, operator_id)
    everything = Scope(None)
    if options.with_current_rules:
        return replay_with(res.rules, res.database, wanted, scope=everything)
    return chain(
        replay(res.database, res.rules, wanted, scope=everything),
        replay_reliquidations(res.database, res.rules, wanted, scope=everything),
    )


def _report(found: "Iterable[Replayed]", *, as_json: bool) -> int:
    count = different = 0
    for each in found:
        count += 1
        different += not each.equal
        if as_json:
            say_json(_json(each), indent=None)
        elif not each.equal:
            say(_line(each))
    if not as_json:
        say(f"{count} liquidaciones: {count - different} iguales, {different} no.")
    return 1 if different else 0


def _json(each: "Replayed") -> dict[str, Any]:
    return {**asdict(each), "equal": each.equal}


def _line(each: "Replayed") -> str:
    what = each.problem or "; ".join(
        f"{change.name} {change.stored} → {change.computed}" for change in each.changes
    )
    return f"{each.receipt} {each.regime} {each.period}: {what}"
