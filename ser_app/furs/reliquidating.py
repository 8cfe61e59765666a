"""One filing liquidated again after its due day moved, with the FURs that could pay it.

All of it happens in one transaction, or nothing. A FUR with which somebody is paying at this moment
is never touched: the filing waits until that ends, and is then paid or still owed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation import repository as results
from ser_app.declarations.reliquidation.affected import Act
from ser_app.declarations.reliquidation.computing import Effect, effect_of
from ser_app.declarations.reliquidation.texts import annulled_by_reliquidation
from ser_app.declarations.reliquidation.writing import enter, in_books, write
from ser_app.declarations.repository import declaration_by_id, lines_of
from ser_app.declarations.states import Use
from ser_app.furs import repository
from ser_app.furs.debts import repository as covering
from ser_app.furs.issuing import Issue, issue_fur
from ser_app.furs.liquidating import liquidate
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.furs.texts import NOTHING_TO_PAY
from ser_app.people.actor import Scope

_EVERYBODY: Final = Scope(None)


@dataclass(frozen=True, slots=True)
class Waits:
    """A filing that cannot be liquidated again yet, with the FUR that is being paid."""

    fur: str


def waits(unit: Unit, declaration: Declaration) -> Waits | None:
    """Whether somebody is paying a filing at this moment."""
    for fur in (
        *repository.of_declaration(unit, declaration.id or 0),
        *_of_debts(unit, declaration),
    ):
        if fur.payment_pending:
            return Waits(fur.number)
    return None


def _of_debts(unit: Unit, declaration: Declaration) -> list[Fur]:
    """The payable FURs of several debts of which its debt is one."""
    found = covering.payable_covering(unit, [covering.filing_source(declaration.public_id)])
    return [fur for fur in found if fur.declaration_id is None]


def reliquidate_filing(
    unit: Unit, res: Resources, declaration_id: int, act: Act, new_due_on: date
) -> Effect | Waits | None:
    """Liquidate a filing again; once more changes nothing.

    Args:
        unit: A transaction of its own.
        res: Rules with the act in force, and clock.
        declaration_id: A filing that the act reaches.
        act: The act.
        new_due_on: The moved due day.

    Returns:
        What changed, or that it waits; None when it was done before.
    """
    declaration = declaration_by_id(unit, _EVERYBODY, declaration_id, for_update=True)
    furs_of_it = [
        repository.fur_by_id(unit, fur.id or 0, for_update=True)
        for fur in reversed(repository.of_declaration(unit, declaration_id))
    ]
    if results.done(unit, declaration, act.key):
        return None
    waiting = waits(unit, declaration)
    if waiting is not None:
        return waiting
    in_books(unit, res, declaration)
    effect = effect_of(unit, res, declaration, new_due_on, explain=True)
    enter(unit, res, declaration, act, effect)
    furs = ("", "")
    if not effect.review:
        furs = _renewed(unit, res, declaration, act, effect, furs_of_it)
        if effect.taken:
            for fur in _of_debts(unit, declaration):
                _annul(unit, res, fur, act, effect)
    write(unit, res, declaration, act, effect, furs=furs)
    return effect


def _renewed(
    unit: Unit,
    res: Resources,
    declaration: Declaration,
    act: Act,
    effect: Effect,
    furs: list[Fur],
) -> tuple[str, str]:
    """Replace the FUR that could be paid until now; gives its number and that of its successor."""
    found = next((fur for fur in furs if fur.state == FurState.FILED and fur.reference), None)
    if found is None:
        return "", ""
    if declaration.paid_on is None and found.payment_day < res.clock.today():
        return "", ""  # expired: whoever asks for another one gets the new figures
    if declaration.paid_on is None and not effect.partly_paid:
        try:
            with unit.session.begin_nested():
                new = _issued(unit, res, declaration, found)
        except Refused:
            new = None
        if new is found:
            return "", ""  # it asks for what is owed: in time then, in time now
        if new is not None:
            _record(unit, res, found, act, "fur.replaced", new.number)
            return found.number, new.number
    _annul(unit, res, found, act, effect)
    return found.number, ""


def _annul(unit: Unit, res: Resources, fur: Fur, act: Act, effect: Effect) -> None:
    """Let a FUR that asks for too much be paid no more."""
    fur.state = FurState.ANNULLED
    fur.annulled_because = annulled_by_reliquidation(act.exception.citation.text, effect.new_due_on)
    unit.session.add(fur)
    unit.flush()
    _record(unit, res, fur, act, "fur.annulled", "")


def _issued(unit: Unit, res: Resources, declaration: Declaration, old: Fur) -> Fur:
    lines = lines_of(unit, declaration)
    liquidation = liquidate(
        unit,
        declaration,
        lines,
        res,
        filing_day=declaration.filed_on or old.filing_day,
        payment_day=old.payment_day,
    )
    if liquidation.total == old.total:
        return old
    if not liquidation.total:
        raise Refused("nothing_to_pay", NOTHING_TO_PAY)
    return issue_fur(
        unit,
        res,
        Issue(
            declaration=declaration,
            lines=lines,
            liquidation=liquidation,
            use=Use.PAYMENT,
            filing_day=declaration.filed_on or old.filing_day,
            payment_day=old.payment_day,
            author_id=old.issued_by_id,
            replaced=old,
        ),
    )


def _record(unit: Unit, res: Resources, fur: Fur, act: Act, action: str, successor: str) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"fur:{fur.number}",
        action=action,
        author=None,
        operator_id=fur.operator_id,
        source="job",
        detail={
            "total": fur.total,
            "reference": fur.reference,
            "replaced_by": successor,
            "reason": act.exception.citation.text,
            "exception": act.key,
        },
        of=fur,
    )
