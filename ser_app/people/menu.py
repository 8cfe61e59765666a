"""The jobs in the side bar, by what the person may do; the same order for everybody."""

from typing import Final

from ser_app.people.actor import Actor
from ser_app.people.permissions import LANDING_PAGE, Permission, Role
from ser_app.web.shell import MenuItem

HOME: Final = "/inicio"
"""The page that says what waits."""
MOST: Final = 7
"""How many jobs a menu has at most."""
_P = Permission
_JOBS: Final = (
    (MenuItem("Inicio", HOME, "home"), _P.HOME_VIEW, True),
    (MenuItem("Tablero", "/tablero", "chart"), _P.DASHBOARD_VIEW, False),
    (MenuItem("Declaraciones", "/declaraciones", "declaration"), _P.DECLARATION_VIEW, False),
    (MenuItem("FUR generados", "/furs", "receipt"), _P.FUR_VIEW, False),
    (MenuItem("Estado de pagos", "/pagos", "payment"), _P.PAYMENT_VIEW, False),
    (MenuItem("Conciliación", "/conciliacion", "bank"), _P.RECONCILIATION_RESOLVE, False),
    (MenuItem("Estado de cuenta", "/estado-de-cuenta", "statement"), _P.STATEMENT_VIEW, False),
    (MenuItem("Acuerdos de pago", "/acuerdos", "calendar"), _P.AGREEMENT_FOLLOW, False),
    (MenuItem("Usuarios", "/usuarios", "users"), _P.USERS_MANAGE, False),
    (MenuItem("Solicitudes", "/usuarios/solicitudes", "inbox"), _P.REQUEST_REVIEW, False),
    (MenuItem("Parámetros", "/parametros", "parameters"), _P.PARAMETERS_VIEW, False),
    (MenuItem("Tareas", "/tareas", "retry"), _P.JOB_WATCH, False),
    (MenuItem("Auditoría", "/auditoria", "audit"), _P.AUDIT_VIEW, False),
)


def menu_of(actor: Actor) -> list[MenuItem]:
    """The menu of a person: at most seven jobs.

    *Inicio* is there for whoever lands on it, and where one of the seven places is left. For the
    others the name of the service above leads there, and so does a reminder.
    """
    mine = [(item, lands) for item, permission, lands in _JOBS if actor.may(permission)]
    others = sum(not lands for _, lands in mine)
    return [
        item
        for item, lands in mine
        if not lands or landing_of(actor.role) == item.href or others < MOST
    ]


def landing_of(role: Role) -> str:
    """Where a person lands after signing in."""
    return LANDING_PAGE[role]
