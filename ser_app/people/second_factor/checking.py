"""Believing a code: of the telephone or of the recovery list, once, and not too often."""

from enum import StrEnum
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.sealing import CannotOpen, unseal
from ser_app.base.tokens import keyed_hash
from ser_app.people.attempts import service as attempts
from ser_app.people.attempts.rules import Kind
from ser_app.people.mails import tell_of_lock, tell_of_recovery_code
from ser_app.people.models import User
from ser_app.people.second_factor import repository
from ser_app.people.second_factor.models import SecondFactor
from ser_app.people.second_factor.totp import DIGITS, matching_step

PURPOSE: Final = "second-factor"
_MISREAD: Final = str.maketrans("OIL", "011")
_LONGEST: Final = 64


class Way(StrEnum):
    """What proved that the person has the second factor."""

    TELEPHONE = "totp"
    RECOVERY = "recovery"


def is_telephone_code(text: str) -> bool:
    """Whether a text has the shape of a code of the telephone."""
    bare = "".join(text.split())
    return len(bare) == DIGITS and bare.isascii() and bare.isdigit()


def spend(res: Resources, unit: Unit, user: User, text: str) -> Way | None:
    """Use a code up; None when it is not right, was used, or too many were wrong.

    The factor's row stays locked until the transaction ends, so that two who send the same code
    at once do not both get in.
    """
    if not attempts.admitted_for_change(res, unit, Kind.FACTOR, user.public_id):
        return None
    way = _spend(res, unit, user, text[:_LONGEST])
    if way is not None:
        attempts.succeeded(res, unit, Kind.FACTOR, user.public_id)
        return way
    counted = attempts.failed(res, unit, Kind.FACTOR, user.public_id, user.id)
    if counted.tell:
        tell_of_lock(res, unit, user)
    return None


def _spend(res: Resources, unit: Unit, user: User, text: str) -> Way | None:
    factor = repository.factor_of(unit, user.id or 0, for_update=True)
    if factor is None or factor.confirmed_at is None:
        return None
    if is_telephone_code(text):
        return _spend_telephone(res, factor, user, "".join(text.split()))
    found = repository.recovery_code(unit, user.id or 0, recovery_hash(res, user, text))
    if found is None:
        return None
    found.used_at = res.clock.now()
    unit.flush()
    tell_of_recovery_code(res, unit, user, repository.codes_left(unit, user.id or 0))
    return Way.RECOVERY


def _spend_telephone(res: Resources, factor: SecondFactor, user: User, code: str) -> Way | None:
    secret = open_secret(res, user, factor.sealed_secret)
    step = secret and matching_step(secret, code, res.clock.now(), after=factor.last_step)
    if not step:
        return None
    factor.last_step = step
    return Way.TELEPHONE


def open_secret(res: Resources, user: User, sealed: str) -> bytes | None:
    """A sealed secret; None when there is none, or the application's secret is another one now."""
    if not sealed:
        return None
    key = res.settings.secret_key.get_secret_value()
    try:
        return unseal(key, PURPOSE, user.public_id, sealed)
    except CannotOpen:
        return None


def recovery_hash(res: Resources, user: User, code: str) -> str:
    """What is kept of a recovery code: 60 random bits under a key need no slow hash."""
    bare = "".join(each for each in code.upper() if each.isalnum()).translate(_MISREAD)
    key = res.settings.secret_key.get_secret_value()
    return keyed_hash(key, "recovery-code", f"{user.public_id}:{bare}")
