"""User administration: who may create, suspend and re-role whom.

The operator's administrator looks after the operator's people, Administrador SER after the
Ministry's. Nobody changes the own account here, and the last active administrator stays.
"""

from ser_app.people.administration.changing import (
    change_role,
    invite_again,
    reactivate,
    suspend,
    unlock,
)
from ser_app.people.administration.creating import (
    CreatedUser,
    NewUser,
    create_first_admin,
    create_user,
    temporary_password,
)
from ser_app.people.administration.factors import (
    remove_second_factor,
    remove_second_factor_of,
    with_second_factor,
)
from ser_app.people.administration.guarding import assignable_roles
from ser_app.people.administration.listing import locked_for, users_for

__all__ = [
    "CreatedUser",
    "NewUser",
    "assignable_roles",
    "change_role",
    "create_first_admin",
    "create_user",
    "invite_again",
    "locked_for",
    "reactivate",
    "remove_second_factor",
    "remove_second_factor_of",
    "suspend",
    "temporary_password",
    "unlock",
    "users_for",
    "with_second_factor",
]
