"""Steps of a contingency: two persons move due days, and what was filed is liquidated again."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.declarations.reliquidation.replaying import replay_reliquidations
from ser_app.declarations.replay import replay
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books.parity import differences
from ser_app.oversight.parameters import deciding, proposing
from ser_app.oversight.parameters.proposing import Source
from ser_app.people.actor import Scope
from ser_app.people.permissions import Role
from tests.factories import Company, ministry_actor

NORM = "Resolución 77 de 2013"
MOVED = date(2013, 4, 22)


def propose(
    res: Resources,
    new: date = MOVED,
    *,
    first: date = date(2013, 4, 15),
    regimes: Sequence[str] = ("PRST",),
) -> str:
    """Tesorería proposes that the due days from `first` to 15 April move; gives the proposal."""
    return proposing.propose_due_day(
        res,
        ministry_actor(res, Role.TREASURY),
        regimes=regimes,
        first=first.isoformat(),
        last="2013-04-15",
        new=new.isoformat(),
        kind="contingency",
        reason="el sistema no atendió la noche del vencimiento",
        source=Source(norm=NORM),
    )


def approve(res: Resources, proposal: str) -> None:
    """Another person puts it in force."""
    deciding.approve(res, ministry_actor(res, Role.SER_ADMIN), proposal)


def results(res: Resources) -> list[Reliquidation]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(Reliquidation).order_by(col(Reliquidation.id))))


def owed(res: Resources, declaration: Declaration) -> int:
    """What the books have left of a filing, in pesos."""
    with res.database.reading() as unit:
        return books.left_by_source(unit).get(f"filing:{declaration.public_id}", 0)


def in_favour(res: Resources, company: Company) -> int:
    with res.database.reading() as unit:
        return -books.balance(unit, Account.IN_FAVOUR, company.operator.id)


def assert_sound(res: Resources) -> None:
    """The books cuadran, and every filing and re-liquidation comes out as it was written."""
    assert [each.sentence for each in differences(res.database)] == []
    everybody = Scope(None)
    for again in (replay, replay_reliquidations):
        assert [
            each for each in again(res.database, res.rules, scope=everybody) if not each.equal
        ] == []
