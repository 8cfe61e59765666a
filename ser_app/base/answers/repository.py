"""Queries over kept answers."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ser_app.base.answers.models import KeptAnswer
from ser_app.base.database import FOR_CHANGE, Unit


def find(unit: Unit, owner: str, key: str) -> KeptAnswer | None:
    """What is known of a request, locked until the transaction ends."""
    query = select(KeptAnswer).where(KeptAnswer.owner == owner, KeptAnswer.key == key)
    return unit.session.exec(query.with_for_update(key_share=True)).first()


def begin(unit: Unit, answer: KeptAnswer) -> bool:
    """Write a new request down; False when another with the same key was a moment faster."""
    try:
        with unit.savepoint():
            unit.session.add(answer)
            unit.flush()
    except IntegrityError:
        return False
    return True


def begun(unit: Unit, answer_id: int) -> KeptAnswer | None:
    """A request that was begun, locked; None when it was forgotten meanwhile."""
    return unit.session.get(KeptAnswer, answer_id, with_for_update=FOR_CHANGE)


def forget(unit: Unit, answer: KeptAnswer) -> None:
    """Let a request be made anew."""
    unit.session.delete(answer)


def forget_before(unit: Unit, instant: datetime) -> None:
    """Take away what nobody asks for again."""
    unit.session.execute(delete(KeptAnswer).where(col(KeptAnswer.begun_at) < instant))
