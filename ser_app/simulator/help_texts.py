"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/simulador": PageHelp(
        purpose=("Calcula cuánto se debe en cualquier caso. No guarda nada ni presenta nada."),
        steps=(
            "Elija el régimen, el período y los ingresos.",
            "Cambie el día en que presenta y el día en que paga.",
            "Pulse «¿por qué?» en una cifra para ver la fórmula y la norma.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
            Norm("Decreto 1161 de 2010", "art. 7"),
            Norm("Decreto 4350 de 2009", "art. 21"),
            Norm("Decreto 1972 de 2003", "arts. 64 y 65"),
            Norm("Decreto 1161 de 2010", "art. 11"),
            Norm("Decreto 1739 de 2010", "art. 8"),
            Norm("Decreto 4350 de 2009", "art. 26"),
            Norm("Decreto 1972 de 2003", "art. 66"),
        ),
        job="declarar-y-pagar",
    ),
    "/simulador/ejemplos": PageHelp(
        purpose=("Casos resueltos a mano, con su norma, que el motor vuelve a calcular cada vez."),
        steps=(
            "Busque un caso parecido al suyo.",
            "Ábralo para ver la cuenta y compararla con el motor.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 7"),
            Norm("Decreto 4350 de 2009", "art. 21"),
            Norm("Decreto 1972 de 2003", "arts. 64 y 65"),
            Norm("Decreto 1161 de 2010", "art. 11"),
            Norm("Decreto 1739 de 2010", "art. 8"),
            Norm("Decreto 4350 de 2009", "art. 26"),
            Norm("Decreto 1972 de 2003", "art. 66"),
        ),
        job="declarar-y-pagar",
    ),
}
"""The help of each page of this room, by its route."""
