"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/paz-y-salvo": PageHelp(
        purpose=(
            "Certifica que en un día el operador no tiene nada vencido ni períodos sin declarar."
        ),
        steps=(
            ("Mire si aparece algo por resolver: deudas vencidas o períodos sin declarar."),
            "Si no hay nada, expida el certificado y descárguelo.",
            "Quien lo reciba puede comprobarlo en Verificar con su código.",
        ),
        norms=(Norm("Decreto 1161 de 2010", "art. 18"),),
        job="paz-y-salvo",
    ),
    "/declaraciones": PageHelp(
        purpose=("Reúne los períodos por declarar, los borradores y todo lo que se presentó."),
        steps=(
            ("Empiece por los períodos que faltan: cada uno dice cuándo venció o vence."),
            (
                "Abra un borrador para seguirlo, o una presentada para ver su constancia o "
                "corregirla."
            ),
            "Filtre por año, expediente o estado.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
        ),
        job="declarar-y-pagar",
    ),
    "/declaraciones/nueva": PageHelp(
        purpose="Aquí empieza la declaración de un período de un expediente.",
        steps=(
            "Elija el expediente y el año.",
            "Elija el período en la lista: dice cuáles faltan y cuándo vencen.",
            "Si tiene varios expedientes, use la hoja del trimestre.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
        ),
        job="declarar-y-pagar",
    ),
    "/declaraciones/[declaration_id]": PageHelp(
        purpose=(
            "Calcula lo que se debe por el período mientras usted escribe. Presenta solo cuando "
            "se firma."
        ),
        steps=(
            ("Escriba los ingresos y las devoluciones del período; el borrador se guarda solo."),
            (
                "Mire a la derecha la contraprestación, la sanción y los intereses; «¿por qué?» "
                "explica cada cifra."
            ),
            "Elija el día de pago y, si tiene, el saldo a favor que aplica.",
            "Revise y presente: allí se genera el FUR para firmar.",
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
}
"""The help of each page of this room, by its route."""
