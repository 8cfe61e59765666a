"""The Spanish words of the people room."""

from typing import Final

SIGN_IN_MESSAGES: Final = {
    "credenciales": "El correo o la contraseña no coinciden. Revíselos y vuelva a intentar; "
    "si no los recuerda, pida ayuda al administrador de su operador.",
    "bloqueo": "Por seguridad bloqueamos esta cuenta durante 15 minutos tras varios intentos "
    "fallidos. Sus datos están a salvo; espere y vuelva a intentar.",
    "clave-actual": "La contraseña actual no coincide. No se cambió nada.",
    "clave-nueva": "Elija una contraseña nueva de al menos 12 caracteres, distinta de la actual.",
    "salida": "Su sesión quedó cerrada.",
    "vencida": "Su sesión terminó. Ingrese de nuevo; lo que guardó sigue ahí.",
}

# The demonstration's accounts: fictitious, refused outside demo mode (oversight/demo seeds them).
DEMO_PASSWORD: Final = "demostracion-2026"  # noqa: S105  documented on purpose, fictitious data only
DEMO_ACCOUNTS: Final = (
    ("Declarante", "Andina Conecta", "declarante@demo.ser"),
    ("Representante legal", "Andina Conecta", "representante@demo.ser"),
    ("Contador", "Andina Conecta", "contador@demo.ser"),
    ("Contador con doce expedientes", "Grupo Altiplano", "contador@altiplano.demo.ser"),
    ("Administrador del Operador", "Andina Conecta", "admin.operador@demo.ser"),
    ("Supervisor", "Ministerio", "supervisor@demo.ser"),
    ("Tesorería", "Ministerio", "tesoreria@demo.ser"),
    ("Tesorería, quien aprueba", "Ministerio", "jefe.tesoreria@demo.ser"),
    ("Administrador SER", "Ministerio", "admin@demo.ser"),
    ("Auditor", "Ministerio", "auditor@demo.ser"),
)
