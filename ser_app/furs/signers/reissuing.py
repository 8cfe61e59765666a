"""FURs that wait for a signature are issued anew when another person signs from now on.

Whoever signed already stays on the form and need not sign again: the signature swears to the
declaration's content, which is the same.
"""

from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.repository import lines_of
from ser_app.declarations.states import Use
from ser_app.furs import repository
from ser_app.furs.form import from_json
from ser_app.furs.issuing import Issue, expected_signatories, issue_fur
from ser_app.furs.liquidating import filing_day_of
from ser_app.furs.recording import record
from ser_app.furs.service.signing import todays_liquidation
from ser_app.furs.states import FurState
from ser_app.people.actor import Actor, Scope
from ser_app.people.signers.repository import operators_changed_between

_LOOKED_BACK: Final = timedelta(days=45)
"""A change of earlier days has been seen to long ago, also by a server that was off for weeks."""


def reissue_waiting(res: Resources, operator_id: int, author: Actor | None = None) -> list[str]:
    """Issue anew each FUR of an operator that names somebody who does not sign any more.

    Each is a transaction of its own; one that cannot be issued stays until somebody signs it.

    Returns:
        The new numbers.
    """
    with res.database.reading() as unit:
        waiting = repository.waiting_for_signatures(unit, Scope(operator_id))
    done = []
    for found in waiting:
        try:
            with res.database.unit() as unit:
                number = _reissue(unit, res, found.number, author)
        except Refused:  # nobody registered, or a rate that is not certified: told when opened
            continue
        done += [number] if number else []
    return done


def _reissue(unit: Unit, res: Resources, number: str, author: Actor | None) -> str:
    """The new FUR's number; empty where the form names whoever signs."""
    everybody, today = Scope(None), res.clock.today()
    fur = repository.fur_by_number(unit, everybody, number, for_update=True)
    declaration = repository.its_declaration(unit, everybody, fur)
    named = from_json(repository.form_of(unit, fur)).signatories
    if fur.state != FurState.ISSUED or named == expected_signatories(unit, declaration, today):
        return ""
    liquidation, payment_day = todays_liquidation(unit, res, declaration, fur)
    declaration.payment_day = payment_day
    new = issue_fur(
        unit,
        res,
        Issue(
            declaration=declaration,
            lines=lines_of(unit, declaration),
            liquidation=liquidation,
            use=Use(fur.use),
            filing_day=filing_day_of(declaration, payment_day, today),
            payment_day=payment_day,
            author_id=author.user_id if author else fur.issued_by_id,
            replaced=fur,
        ),
    )
    why = "another person signs"
    record(unit, res, author, fur, "fur.replaced", replaced_by=new.number, reason=why)
    record(unit, res, author, new, "fur.issued", declaration=declaration.public_id)
    return new.number


def reissue_begun(res: Resources) -> list[str]:
    """Do it for every operator of which a change has begun; a job calls it from time to time."""
    today = res.clock.today()
    with res.database.reading() as unit:
        operators = operators_changed_between(unit, today - _LOOKED_BACK, today)
    return [number for each in operators for number in reissue_waiting(res, each)]
