"""The columns of a file of obligations, which are the fields of the form too. Pure."""

from dataclasses import dataclass
from typing import Final

from ser_app.web.words import plain


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        field: Its name in the form and in the code.
        title: Its heading in the file and its label in the form.
        expected: What it must hold, to be read after «se espera».
        needed: Who must fill it in.
    """

    field: str
    title: str
    expected: str
    needed: str = "siempre"


COLUMNS: Final = (
    Column("nit", "NIT", "el NIT de un operador registrado, como 899.999.053-1"),
    Column("kind", "Clase", "derecho, multa o cuota"),
    Column(
        "expediente",
        "Expediente",
        "el número de un expediente de ese operador",
        "en derechos; en multas, si la multa es de un expediente",
    ),
    Column(
        "right",
        "Derecho",
        "concesión, registro de cadena, registro postal o espectro",
        "en derechos",
    ),
    Column(
        "year",
        "Año",
        "el año que se paga, como 2026",
        "en espectro; vacío para el año en que el acto quedó en firme",
    ),
    Column(
        "units", "Unidades", "un número entero de estaciones, de 1 a 10.000", "en concesiones: 1"
    ),
    Column(
        "amount",
        "Valor",
        "un valor en pesos enteros, mayor que cero, como 1500000",
        "siempre; en concesiones y registros, vacío para liquidarlo en salarios mínimos",
    ),
    Column("act", "Acto", "el número del acto, de hasta 60 letras, como Resolución 1234"),
    Column("act_day", "Fecha del acto", "un día que ya pasó, como 2026-05-20 o 20/05/2026"),
    Column(
        "final_on",
        "En firme desde",
        "un día que ya pasó, igual o posterior al acto",
        "en concesiones y registros; en lo demás, si se conoce",
    ),
    Column(
        "due_on",
        "Vence",
        "un día igual o posterior al acto, como 2026-06-30",
        "en multas y cuotas; en derechos, vacío para el plazo de la norma",
    ),
    Column("norm", "Norma", "la norma en que se funda, de hasta 200 letras"),
    Column("description", "Descripción", "de qué se trata, en hasta 200 letras"),
    Column(
        "debts",
        "Deudas que asume",
        "el expediente y el período (96000123/2026-Q1) o el acto de cada deuda vencida, separados "
        "por punto y coma",
        "en cuotas",
    ),
)
BY_FIELD: Final = {column.field: column for column in COLUMNS}
FIELD_OF: Final = {plain(column.title): column.field for column in COLUMNS}
"""Which field a heading names, whatever its case and accents."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be entered as it is.

    Attributes:
        field: Its column; empty when it concerns the whole line.
        found: What was there.
        sentence: What is wrong and what to do.
    """

    field: str
    found: str
    sentence: str

    @property
    def column(self) -> str:
        """The heading of its column."""
        return BY_FIELD[self.field].title if self.field else "Toda la línea"


def unlike(field: str, found: str) -> Problem:
    """What was found is not what is expected there."""
    expected = BY_FIELD[field].expected
    told = f"«{found[:80]}» no sirve" if found else "Falta"
    return Problem(field, found[:80], f"{told}: se espera {expected}.")
