"""The Spanish words of the people room."""

from typing import Final

from ser_app.base.password_rules import SENTENCES as PASSWORD_SENTENCES
from ser_app.people.errors import (
    NOT_ADMITTED,
    BadCode,
    InvitationExpired,
    LinkExpired,
    LockedOut,
    WaitedTooLong,
)

SIGN_IN_MESSAGES: Final = {
    "credenciales": NOT_ADMITTED,
    "bloqueo": LockedOut().message,
    "clave-actual": "La contraseña actual no coincide. No se cambió nada.",
    "codigo": BadCode().message,
    "espera": WaitedTooLong().message,
    "recuperar": "Si ese correo tiene una cuenta, le enviamos un enlace para elegir otra "
    "contraseña. Sirve una sola vez, durante 30 minutos. Revise también el correo no deseado.",
    "restablecida": "Su contraseña cambió y todas sus sesiones se cerraron. Ingrese con la nueva.",
    "enlace-vencido": LinkExpired().message,
    "invitacion": "Su cuenta está lista. Ingrese con su correo y la contraseña que eligió.",
    "invitacion-vencida": InvitationExpired().message,
    "salida": "Su sesión quedó cerrada.",
    "vencida": "Su sesión terminó. Ingrese de nuevo; lo que guardó sigue ahí.",
    **PASSWORD_SENTENCES,
}
GOOD_NEWS: Final = frozenset({"salida", "recuperar", "restablecida", "invitacion"})
"""Which of them tell that something went well."""

# The demonstration's accounts: fictitious, refused outside demo mode (oversight/demo seeds them).
DEMO_PASSWORD: Final = "demostracion-2026"  # noqa: S105  documented on purpose, fictitious data only
DEMO_API_KEY: Final = "ser_demo-andina-conecta-2026"  # documented too, refused elsewhere
"""The key of the demonstration's sandbox; it opens nothing outside demo mode."""
DEMO_LIMITED_API_KEY: Final = "ser_demo-internet-de-andina-2026"  # documented too, as the other
"""Another one, limited to one of the operator's expedientes."""
DEMO_API_KEYS: Final = frozenset({DEMO_API_KEY, DEMO_LIMITED_API_KEY})
DEMO_SIGNERS: Final = (
    ("Representante legal de Andina Conecta", "representante@demo.ser"),
    ("Contador de Andina Conecta", "contador@demo.ser"),
)
"""Whose test certificates the demonstration's page offers; each signer has one."""
DEMO_ACCOUNTS: Final = (
    ("Declarante", "Andina Conecta", "declarante@demo.ser"),
    ("Representante legal", "Andina Conecta", "representante@demo.ser"),
    ("Contador", "Andina Conecta", "contador@demo.ser"),
    ("Contador con doce expedientes", "Grupo Altiplano", "contador@altiplano.demo.ser"),
    ("Representante legal", "Grupo Altiplano", "representante@altiplano.demo.ser"),
    ("Declarante de dos expedientes", "Grupo Altiplano", "externa@altiplano.demo.ser"),
    ("Declarante de un operador postal", "Quindío Exprés", "declarante@postal.demo.ser"),
    (
        "Declarante, con trece trimestres sin presentar",
        "Sabana Digital",
        "declarante@sabana.demo.ser",
    ),
    ("Contador", "Sabana Digital", "contador@sabana.demo.ser"),
    ("Representante legal", "Sabana Digital", "representante@sabana.demo.ser"),
    ("Administrador del Operador", "Andina Conecta", "admin.operador@demo.ser"),
    ("Supervisor", "Ministerio", "supervisor@demo.ser"),
    ("Tesorería", "Ministerio", "tesoreria@demo.ser"),
    ("Tesorería, quien aprueba", "Ministerio", "jefe.tesoreria@demo.ser"),
    ("Cartera", "Ministerio", "cartera@demo.ser"),
    ("Cartera, quien aprueba", "Ministerio", "jefe.cartera@demo.ser"),
    ("Administrador SER", "Ministerio", "admin@demo.ser"),
    ("Administrador SER, quien aprueba", "Ministerio", "jefe.admin@demo.ser"),
    ("Auditor", "Ministerio", "auditor@demo.ser"),
)
