"""What an approved request does: the account is made, changed or suspended."""

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.administration.guarding import keep_an_administrator
from ser_app.people.invitations.service import invite, unusable_password
from ser_app.people.mails import tell_of_new_address
from ser_app.people.models import Operator, User
from ser_app.people.permissions import Role
from ser_app.people.requests import repository
from ser_app.people.requests.form import Asked
from ser_app.people.requests.states import RequestKind
from ser_app.people.requests.texts import EMAIL_TAKEN, UNKNOWN_ADMIN, UNKNOWN_OPERATOR


def operator_for(unit: Unit, asked: Asked) -> Operator:
    """The operator of a request.

    Raises:
        Refused: The registry has none by that NIT.
    """
    operator = repository.operator_with(unit, asked.tax_number.number)
    if operator is None:
        raise Refused("unknown_operator", UNKNOWN_OPERATOR)
    return operator


def administrator_of(unit: Unit, operator: Operator, asked: Asked) -> User:
    """The administrator that a request is about.

    Raises:
        Refused: The operator has none with that document.
    """
    for user in repository.administrators(unit, operator.id or 0):
        if user.document_number == asked.admin_document:
            return user
    raise Refused("unknown_admin", UNKNOWN_ADMIN)


def require_possible(unit: Unit, asked: Asked) -> None:
    """Refuse what could not be done if it were approved now.

    Raises:
        Refused: No such operator or administrator, or the last one would be removed.
        Conflict: The mail has an account.
    """
    operator = operator_for(unit, asked)
    if asked.wanted is RequestKind.CREATION:
        _require_free(unit, asked.admin_email, None)
        return
    user = administrator_of(unit, operator, asked)
    if asked.wanted is RequestKind.MODIFICATION:
        _require_free(unit, asked.admin_email, user)
    else:
        keep_an_administrator(unit, user)


def _require_free(unit: Unit, email: str, owner: User | None) -> None:
    found = people.user_by_email(unit, email)
    if found is not None and (owner is None or found.id != owner.id):
        raise Conflict("email_taken", EMAIL_TAKEN)


def grant(res: Resources, unit: Unit, actor: Actor, asked: Asked) -> User:
    """Do what a request asks, in the transaction of its approval; gives the account.

    Raises:
        Refused: No such operator or administrator, or the last one would be removed.
        Conflict: The mail has an account.
    """
    operator = operator_for(unit, asked)
    people.lock_users_of(unit, operator.id)
    require_possible(unit, asked)
    if asked.wanted is RequestKind.CREATION:
        return _create(res, unit, actor, operator, asked)
    user = administrator_of(unit, operator, asked)
    if asked.wanted is RequestKind.MODIFICATION:
        return _modify(res, unit, actor, user, asked)
    user.suspended_at = user.suspended_at or res.clock.now()
    people.end_sessions(unit, user.id or 0, res.clock.now())
    _record(res, unit, actor, user, "user.suspended")
    return user


def _create(res: Resources, unit: Unit, actor: Actor, operator: Operator, asked: Asked) -> User:
    user = User(
        public_id=public_id(),
        operator_id=operator.id,
        email=asked.admin_email,
        full_name=asked.admin_name,
        document_number=asked.admin_document,
        role=Role.OPERATOR_ADMIN,
        password_hash=unusable_password(),
        invited=True,
        suspended_at=res.clock.now(),
        created_at=res.clock.now(),
    )
    unit.session.add(user)
    unit.flush()
    _record(res, unit, actor, user, "user.created")
    invite(res, unit, user)
    return user


def _modify(res: Resources, unit: Unit, actor: Actor, user: User, asked: Asked) -> User:
    before, user.full_name = user.email, asked.admin_name
    if asked.admin_email != before:
        # Whoever reads the new mail must choose the password: the old one was somebody's who may
        # no longer act.
        user.email, user.password_hash = asked.admin_email, unusable_password()
        people.end_sessions(unit, user.id or 0, res.clock.now())
        tell_of_new_address(res, unit, user, before)
        invite(res, unit, user)
    _record(res, unit, actor, user, "user.changed")
    return user


def _record(res: Resources, unit: Unit, actor: Actor, user: User, action: str) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"user:{user.public_id}",
        action=action,
        author=actor,
        operator_id=user.operator_id,
        detail={"email": user.email, "role": user.role},
        of=user,
    )
