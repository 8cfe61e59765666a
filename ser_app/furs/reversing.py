"""Taking back what the payment of a FUR did, because the bank gave the money back."""

from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.states import DeclarationState
from ser_app.furs.debts import repository as covering
from ser_app.furs.models import Fur
from ser_app.furs.money_without_fur import reopen
from ser_app.furs.recording import record
from ser_app.furs.states import FurState
from ser_app.furs.texts import GIVEN_BACK, given_back_words, without_given_back
from ser_app.ledger.journal import Account, Journal, Kind, Line
from ser_app.ledger.models import Obligation
from ser_app.ledger.posting import post_again, post_all
from ser_app.ledger.reimputing import Because, can_be_shared_again
from ser_app.ledger.repository import (
    balance,
    channel_of,
    lines_of,
    moved_from,
    movements_of,
    obligations_by_id,
)
from ser_app.ledger.texts import debt_name, recharged_words, reimputed_words

_SHARED_AGAIN: Final = frozenset({Kind.RELIQUIDATION, Kind.EXCESS, Kind.RECHARGED, Kind.REIMPUTED})
_UNDONE: Final = (
    ("payment", Kind.MOVED, "reversed"),
    ("interest", Kind.INTEREST, "uncharged"),
)


def take_back(unit: Unit, res: Resources, fur: Fur) -> bool:
    """Let the debts of a paid FUR stand as if it had never been paid, by entries of their own.

    The FUR, whose day is over, is annulled, and a new one pays what is owed again.

    Args:
        unit: The caller's transaction, which has locked the FUR.
        res: Rules and clock.
        fur: A paid FUR.

    Returns:
        False when it cannot be undone by itself, and nothing was changed: a part of the money was
        shared out again, moved to another debt, or is in favour and spent; a filing that it paid
        was corrected since, or an agreement took over what it had left of a debt.
    """
    corrected = _is_corrected(unit, fur)
    lines = lines_of(unit, f"payment:{fur.number}")
    ids = {line.obligation_id for line in lines} - {None}
    debts = obligations_by_id(unit, [each for each in ids if each is not None])
    if fur.state != FurState.PAID or not lines or corrected:
        return False
    if _is_tangled(unit, fur, lines, debts):
        return False
    value_day = fur.paid_on or res.clock.today()
    channel = channel_of(unit, f"payment:{fur.number}")
    # The payment first, then the interest that it charged: the order in which they count.
    for source, kind, mark in _UNDONE:
        undone = [
            Line(each.account, each.concept, -each.amount, each.obligation_id)
            for each in lines_of(unit, f"{source}:{fur.number}")
        ]
        if undone:
            journal = Journal(
                source=f"{mark}:{fur.number}",
                kind=kind,
                operator_id=fur.operator_id,
                posted_on=max(res.clock.today(), value_day),
                value_day=value_day,
                description=given_back_words(fur.number),
                lines=undone,
                reason={"because": GIVEN_BACK},
                channel=channel,
            )
            post_all(unit, res, [journal])
    for debt in debts:
        post_again(unit, res, debt, value_day - timedelta(days=1), _because(res, fur, debt))
        reopen(unit, debt.source)
    fur.state, fur.annulled_because = FurState.ANNULLED, GIVEN_BACK
    unit.session.add(fur)
    record(unit, res, None, fur, "fur.annulled", reason=GIVEN_BACK)
    unit.flush()
    return True


def _is_corrected(unit: Unit, fur: Fur) -> bool:
    """Whether a correction measured what it settles on the payment of this FUR."""
    filings = covering.declarations_of(unit, covering.covered_sources(unit, fur))
    return any(each.state == DeclarationState.REPLACED for each in filings)


def _is_tangled(unit: Unit, fur: Fur, lines: list[Line], debts: list[Obligation]) -> bool:
    if moved_from(unit, fur.number):
        return True
    in_favour = -sum(each.amount for each in lines if each.account is Account.IN_FAVOUR)
    if in_favour and -balance(unit, Account.IN_FAVOUR, fur.operator_id) < in_favour:
        return True
    own = [*lines, *lines_of(unit, f"interest:{fur.number}")]
    return any(_is_changed(unit, debt.id or 0, fur, own) for debt in debts)


def _is_changed(unit: Unit, debt_id: int, fur: Fur, own: list[Line]) -> bool:
    """Whether what the payment did to a debt was changed since, other than by later payments."""
    movements = movements_of(unit, debt_id)
    since = [each for each in movements if fur.paid_on and each.value_day >= fur.paid_on]
    if any(each.kind in _SHARED_AGAIN and each.value_day == fur.paid_on for each in since):
        return True
    mine = [each for each in own if each.obligation_id == debt_id]
    ours = sum(each.account is Account.DEBTOR for each in mine)
    return not can_be_shared_again(movements) and len(since) > ours


def _because(res: Resources, fur: Fur, debt: Obligation) -> Because:
    name = debt_name(debt.kind, debt.period, debt.description)
    return Because(
        key=f"reversed:{fur.number}",
        operator_id=debt.operator_id,
        posted_on=res.clock.today(),
        recharged=recharged_words(name, without_given_back(fur.number)),
        reimputed=reimputed_words(name, without_given_back(fur.number)),
        reason={"because": f"reversed:{fur.number}"},
    )
