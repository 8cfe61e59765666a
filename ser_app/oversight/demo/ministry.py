"""The Ministry's people and the banks of the demonstration, made up as its operators are."""

from datetime import date
from typing import Final

from ser_app.oversight.demo.cast import Person
from ser_app.people.permissions import Role

BANKS: Final = (
    ("901", "Banco Andino de Prueba", "04812345678"),
    ("902", "Banco del Altiplano de Prueba", "00523456789"),
    ("903", "Banco Agrícola de Prueba", "30650001234"),
)
"""Collection agreements: code, name and account of banks that do not exist."""

AUDIT_FROM: Final = date(2026, 1, 1)
AUDIT_TO: Final = date(2030, 12, 31)
"""Between these days the auditor's account works."""
MINISTRY: Final = (
    Person("Claudia Marcela Nieto Forero", "52111505", Role.SUPERVISOR, "supervisor@demo.ser"),
    Person("Rodrigo Alberto Casas Triana", "79222606", Role.TREASURY, "tesoreria@demo.ser"),
    Person("Amparo Lucía Vega Montoya", "51888909", Role.TREASURY, "jefe.tesoreria@demo.ser"),
    Person("Ingrid Johana Peralta Cruz", "52404417", Role.COLLECTIONS, "cartera@demo.ser"),
    Person("Manuel Eduardo Rincón Ávila", "79404418", Role.COLLECTIONS, "jefe.cartera@demo.ser"),
    Person("Paola Andrea Guzmán Leal", "53333707", Role.SER_ADMIN, "admin@demo.ser"),
    Person("Héctor Manuel Prada Silva", "79666101", Role.SER_ADMIN, "jefe.admin@demo.ser"),
    Person("Fernando José Acosta Ruiz", "19444808", Role.AUDITOR, "auditor@demo.ser"),
)
