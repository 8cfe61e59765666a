"""Queries over second factors."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.people.second_factor.models import PendingSignIn, RecoveryCode, SecondFactor


def factor_of(unit: Unit, user_id: int, *, for_update: bool = False) -> SecondFactor | None:
    """A person's second factor, confirmed or not; locked when it will change."""
    return unit.session.get(
        SecondFactor,
        user_id,
        with_for_update=FOR_CHANGE if for_update else None,
        populate_existing=for_update,
    )


def has_factor(unit: Unit, user_id: int) -> bool:
    """Whether a person has a confirmed second factor."""
    factor = factor_of(unit, user_id)
    return factor is not None and factor.confirmed_at is not None


def people_with_factor(unit: Unit, user_ids: Sequence[int]) -> set[int]:
    """Which of these people have a confirmed second factor."""
    query = select(SecondFactor.user_id).where(
        col(SecondFactor.user_id).in_(user_ids), col(SecondFactor.confirmed_at).is_not(None)
    )
    return set(unit.session.exec(query))


def recovery_code(unit: Unit, user_id: int, code_hash: str) -> RecoveryCode | None:
    """A recovery code that was not used yet, locked for its use."""
    query = select(RecoveryCode).where(
        RecoveryCode.user_id == user_id,
        RecoveryCode.code_hash == code_hash,
        col(RecoveryCode.used_at).is_(None),
    )
    locked = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return unit.session.exec(locked).first()


def codes_left(unit: Unit, user_id: int) -> int:
    """How many recovery codes were not used yet."""
    query = select(func.count()).where(
        RecoveryCode.user_id == user_id, col(RecoveryCode.used_at).is_(None)
    )
    return unit.session.exec(query).one()


def replace_codes(unit: Unit, user_id: int, hashes: Sequence[str], now: datetime) -> None:
    """Put new recovery codes in the place of all earlier ones."""
    unit.session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    unit.session.add_all(
        RecoveryCode(user_id=user_id, code_hash=each, created_at=now) for each in hashes
    )


def remove(unit: Unit, user_id: int) -> None:
    """Take away a person's second factor with its recovery codes."""
    unit.session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    unit.session.exec(delete(SecondFactor).where(col(SecondFactor.user_id) == user_id))


def pending(unit: Unit, token_hash: str) -> PendingSignIn | None:
    """A sign-in that waits for its code, locked until the transaction ends."""
    query = select(PendingSignIn).where(PendingSignIn.token_hash == token_hash)
    return unit.session.exec(query.with_for_update(key_share=True)).first()


def end_pending(unit: Unit, user_id: int) -> None:
    """End all sign-ins of a person that wait for a code."""
    unit.session.exec(delete(PendingSignIn).where(col(PendingSignIn.user_id) == user_id))


def forget_expired(unit: Unit, now: datetime) -> None:
    """Take away sign-ins whose code never came."""
    unit.session.exec(delete(PendingSignIn).where(col(PendingSignIn.expires_at) < now))
