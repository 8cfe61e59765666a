"""What the screen of the accounting codes shows, as text."""

from collections.abc import Iterable
from dataclasses import dataclass

from ser_app.ledger.journal import Concept
from ser_app.oversight.accounting.mapping import Coded
from ser_app.oversight.accounting.texts import ANY
from ser_app.oversight.closing.texts import ACCOUNT_WORDS
from ser_app.web.words import day


@dataclass(frozen=True)
class CodeView:
    """A code as text."""

    account: str
    concept: str
    regime: str
    code: str
    name: str
    valid_from: str
    word: str
    kind: str


def code_views(codes: Iterable[Coded]) -> list[CodeView]:
    """Every code, the newest first within its account and concept."""
    ordered = sorted(
        enumerate(codes), key=lambda pair: (pair[1].account, pair[1].concept, -pair[0])
    )
    return [_view(each) for _, each in ordered]


def _view(each: Coded) -> CodeView:
    return CodeView(
        account=ACCOUNT_WORDS[each.account],
        concept=Concept(each.concept).label if each.concept else ANY,
        regime=each.regime or ANY,
        code=each.code,
        name=each.name,
        valid_from=day(each.valid_from),
        word="Supuesto" if each.assumed else "Definido",
        kind="provisional" if each.assumed else "paid",
    )
