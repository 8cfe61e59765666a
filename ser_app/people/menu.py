"""The jobs in the side bar, by what the person may do; the same order for everybody."""

from dataclasses import replace
from typing import Final

from ser_app.people.actor import Actor
from ser_app.people.permissions import LANDING_PAGE, Permission, Role
from ser_app.web.shell import MenuItem

HOME: Final = "/inicio"
"""The page that says what waits."""
MOST: Final = 7
"""How many jobs a menu has at most."""
GIVES_WAY: Final = "/parametros"
"""The job that is left out first where they are more: `HOME` leads there."""
_P = Permission
_JOBS: Final = (
    (MenuItem("Inicio", HOME, "home"), _P.HOME_VIEW),
    (MenuItem("Tablero", "/tablero", "chart"), _P.DASHBOARD_VIEW),
    (MenuItem("Declaraciones", "/declaraciones", "declaration"), _P.DECLARATION_VIEW),
    (MenuItem("FUR generados", "/furs", "receipt"), _P.FUR_VIEW),
    (MenuItem("Estado de pagos", "/pagos", "payment"), _P.PAYMENT_VIEW),
    (MenuItem("Conciliación", "/conciliacion", "bank"), _P.RECONCILIATION_RESOLVE),
    (MenuItem("Estado de cuenta", "/estado-de-cuenta", "statement"), _P.STATEMENT_VIEW),
    (MenuItem("Acuerdos de pago", "/acuerdos", "calendar"), _P.AGREEMENT_FOLLOW),
    (MenuItem("Usuarios", "/usuarios", "users"), _P.USERS_MANAGE),
    (MenuItem("Solicitudes", "/usuarios/solicitudes", "inbox"), _P.REQUEST_REVIEW),
    (MenuItem("Parámetros", "/parametros", "parameters"), _P.PARAMETERS_VIEW),
    (MenuItem("Tareas", "/tareas", "retry"), _P.JOB_WATCH),
    (MenuItem("Auditoría", "/auditoria", "audit"), _P.AUDIT_VIEW),
)


def menu_of(actor: Actor) -> list[MenuItem]:
    """The menu of a person: at most seven jobs, the first *Inicio*, among them where it lands.

    A page whose job was left out belongs to *Inicio*, which leads to it.
    """
    mine = [item for item, permission in _JOBS if actor.may(permission)]
    if len(mine) > MOST:
        mine = [item for item in mine if item.href != GIVES_WAY]
    away = [item.href for item, _ in _JOBS if item not in mine]
    return [replace(item, others=away) if item.href == HOME else item for item in mine]


def left_out(actor: Actor) -> bool:
    """Whether the menu has no place for what gives way, and *Inicio* has to lead there."""
    shown = {item.href for item in menu_of(actor)}
    return actor.may(Permission.PARAMETERS_VIEW) and GIVES_WAY not in shown


def landing_of(role: Role) -> str:
    """Where a person lands after signing in."""
    return LANDING_PAGE[role]
