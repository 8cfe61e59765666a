"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/estado-de-cuenta": PageHelp(
        purpose=(
            "Muestra lo que el operador debe en el día que usted elija, y cómo se llegó a ello."
        ),
        steps=(
            "Elija el día: los intereses se calculan hasta él.",
            "Marque las deudas que quiere pagar y siga a «Pagar lo marcado».",
            "Baje a los movimientos para ver de dónde sale cada peso.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 18"),
            Norm("Decreto 1161 de 2010", "art. 11"),
            Norm("Decreto 1739 de 2010", "art. 8"),
            Norm("Decreto 4350 de 2009", "art. 26"),
            Norm("Decreto 1972 de 2003", "art. 66"),
        ),
        job="estado-de-cuenta",
    ),
    "/saldo-a-favor": PageHelp(
        purpose="Muestra lo que el operador pagó de más, de dónde vino y adónde fue.",
        steps=(
            "Mire el saldo y sus movimientos.",
            "Aplíquelo a una declaración por presentar.",
            ("O el representante legal pide la devolución a una cuenta del operador."),
        ),
        norms=(Norm("Decreto 1161 de 2010", "art. 5, lit. b"),),
        job="devolucion",
    ),
    "/devoluciones": PageHelp(
        purpose="Muestra los saldos a favor que se piden de vuelta y en qué van.",
        steps=(
            "Una persona de Tesorería revisa la solicitud y otra la aprueba.",
            "Aprobada, se registra el giro con el número de la transferencia.",
            "Mientras tanto ese saldo está apartado y no se puede usar dos veces.",
        ),
        norms=(Norm("Decreto 1161 de 2010", "art. 5, lit. b"),),
        job="devolucion",
    ),
    "/obligaciones": PageHelp(
        purpose="Reúne lo que nace de un acto del Ministerio: derechos, multas y cuotas.",
        steps=(
            "Filtre por operador, clase o estado.",
            "Abra una para ver su acto, sus intereses y sus pagos.",
            "Tesorería registra una nueva, o varias en un archivo.",
        ),
        norms=(
            Norm("Ley 1341 de 2009", "art. 13"),
            Norm("Decreto 4350 de 2009", "arts. 6 a 10"),
            Norm("Ley 1369 de 2009", "art. 14"),
            Norm("Ley 68 de 1923", "art. 9"),
        ),
        job="estado-de-cuenta",
    ),
    "/obligaciones/nueva": PageHelp(
        purpose="Registra lo que un acto del Ministerio manda pagar a un operador.",
        steps=(
            "Escriba el acto, su fecha y el día en que quedó en firme.",
            "Escriba el concepto y el valor.",
            "Mire cómo queda, con su vencimiento, y regístrela.",
        ),
        norms=(
            Norm("Ley 1341 de 2009", "art. 13"),
            Norm("Decreto 4350 de 2009", "arts. 6 a 10"),
            Norm("Ley 1369 de 2009", "art. 14"),
            Norm("Ley 68 de 1923", "art. 9"),
        ),
        job="estado-de-cuenta",
    ),
    "/obligaciones/cargar": PageHelp(
        purpose="Registra muchas obligaciones de una vez, desde un archivo CSV.",
        steps=(
            "Descargue la plantilla y llénela.",
            "Súbala: se revisa entera y se registra todo o nada.",
            "Si hay un error, el reporte dice la línea y qué se esperaba.",
        ),
        norms=(
            Norm("Ley 1341 de 2009", "art. 13"),
            Norm("Decreto 4350 de 2009", "arts. 6 a 10"),
            Norm("Ley 1369 de 2009", "art. 14"),
            Norm("Ley 68 de 1923", "art. 9"),
        ),
        job="estado-de-cuenta",
    ),
    "/obligaciones/cargas/[file_id]": PageHelp(
        purpose=(
            "Dice qué pasó con un archivo de obligaciones: qué se registró o por qué se rechazó."
        ),
        steps=(
            "Lea las líneas con error.",
            "Corrija el archivo y cárguelo de nuevo.",
        ),
        norms=(
            Norm("Ley 1341 de 2009", "art. 13"),
            Norm("Decreto 4350 de 2009", "arts. 6 a 10"),
            Norm("Ley 1369 de 2009", "art. 14"),
            Norm("Ley 68 de 1923", "art. 9"),
        ),
        job="estado-de-cuenta",
    ),
    "/obligaciones/[debt_id]": PageHelp(
        purpose=("Muestra una obligación: su acto, lo que se debe hoy y lo que se ha pagado."),
        steps=(
            "Mire el capital, los intereses y desde cuándo corren.",
            "Registre un compromiso de pago, si lo hay.",
            "Para anularla hacen falta una razón y otra persona.",
        ),
        norms=(
            Norm("Ley 1341 de 2009", "art. 13"),
            Norm("Decreto 4350 de 2009", "arts. 6 a 10"),
            Norm("Ley 1369 de 2009", "art. 14"),
            Norm("Ley 68 de 1923", "art. 9"),
        ),
        job="estado-de-cuenta",
    ),
}
"""The help of each page of this room, by its route."""
