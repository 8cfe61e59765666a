"""Who may do what: roles, permissions, and the one file that joins them (`matrix.yaml`).

The guard, the services and the API ask the same table, `PERMISSIONS_OF`; it is read strictly when
the program starts, so that a file with a mistake starts nothing.
"""

from typing import Final

from ser_app.people.permissions.matrix import packaged_matrix
from ser_app.people.permissions.names import (
    LANDING_PAGE,
    MINISTRY_ROLES,
    OPERATOR_ROLES,
    Permission,
    Role,
)

MATRIX: Final = packaged_matrix()
PERMISSIONS_OF: Final = MATRIX.by_role()

__all__ = [
    "LANDING_PAGE",
    "MATRIX",
    "MINISTRY_ROLES",
    "OPERATOR_ROLES",
    "PERMISSIONS_OF",
    "Permission",
    "Role",
]
