"""How far a key may reach: what a *Declarante* does, and nothing that a person swears.

A key proves a program and no person: it never signs, asks for refunds, or looks after users.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from ser_app.people.limits import WITHIN_EXPEDIENTES
from ser_app.people.permissions import Permission

KEY_PERMISSIONS: Final = (
    Permission.DECLARATION_VIEW,
    Permission.DECLARATION_PREPARE,
    Permission.ALERT_NOTE,
    Permission.FUR_VIEW,
    Permission.FUR_ISSUE,
    Permission.PAYMENT_VIEW,
    Permission.PAYMENT_START,
    Permission.STATEMENT_VIEW,
)
"""All that a key can be given, in the order of the page; each is one that a *Declarante* has."""

_NEEDS: Final[Mapping[Permission, frozenset[Permission]]] = MappingProxyType(
    {
        Permission.DECLARATION_PREPARE: frozenset({Permission.DECLARATION_VIEW}),
        Permission.ALERT_NOTE: frozenset({Permission.DECLARATION_VIEW}),
        Permission.FUR_ISSUE: frozenset({Permission.FUR_VIEW, Permission.DECLARATION_VIEW}),
        Permission.PAYMENT_START: frozenset({Permission.PAYMENT_VIEW, Permission.FUR_VIEW}),
    }
)


def reach_of(names: Iterable[str]) -> frozenset[Permission]:
    """What a key may do that was given these permissions: what it changes it also sees.

    Args:
        names: Values of `Permission`; anything that no key can be given is left out.
    """
    wanted = set(names)
    given = {each for each in KEY_PERMISSIONS if each.value in wanted}
    return frozenset(given.union(*(_NEEDS.get(each, frozenset()) for each in given)))


def beyond_expedientes(reach: Iterable[Permission]) -> list[Permission]:
    """What of a reach is of the whole operator, so that no limited key can have it."""
    wanted = set(reach) - WITHIN_EXPEDIENTES
    return [each for each in KEY_PERMISSIONS if each in wanted]
