"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/usuarios/firmantes": PageHelp(
        purpose="Registra quién firma por el operador en cada calidad, y desde qué día.",
        steps=(
            (
                "Mire quién firma hoy como representante legal y quién como contador o revisor "
                "fiscal."
            ),
            "Registre el cambio con su día y el documento que lo prueba.",
            "Desde ese día firma la persona nueva; lo ya firmado no cambia.",
        ),
        norms=(Norm("Decreto 2364 de 2012"),),
        job="usuarios",
    ),
    "/ponerse-al-dia": PageHelp(
        purpose=(
            "Reúne todos los períodos que faltan para presentarlos hoy y detener las sanciones."
        ),
        steps=(
            "Escriba los ingresos de cada período.",
            "Genere todos los FUR: se presentan hoy y se pueden pagar después.",
            ("El representante legal y el contador firman todos juntos, cada uno desde su cuenta."),
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
    "/estado-de-cuenta/pagar": PageHelp(
        purpose=("Muestra cómo se repartiría un pago entre sus deudas antes de generar el FUR."),
        steps=(
            "Revise las deudas que marcó y elija el día de pago.",
            ("Pague todo, o escriba otra suma: es un abono y va primero a la deuda más antigua."),
            "Genere el FUR de pago y páguelo por PSE o en un banco.",
        ),
        norms=(
            Norm("Decreto 4350 de 2009", "art. 27"),
            Norm("Decreto 1972 de 2003", "art. 66 par."),
            Norm("Decreto 1161 de 2010", "art. 11"),
            Norm("Decreto 1739 de 2010", "art. 8"),
            Norm("Decreto 4350 de 2009", "art. 26"),
            Norm("Decreto 1972 de 2003", "art. 66"),
        ),
        job="estado-de-cuenta",
    ),
    "/hoja-del-trimestre": PageHelp(
        purpose=("Declara, firma y paga todos los expedientes de un período en una sola hoja."),
        steps=(
            (
                "Elija el período y escriba los ingresos de cada fila, o péguelos desde una hoja "
                "de cálculo."
            ),
            "Corrija las filas que tengan un aviso y genere los FUR.",
            "Los firmantes firman todos juntos, y un solo pago los cubre.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
        ),
        job="hoja-del-trimestre",
    ),
    "/acuerdos": PageHelp(
        purpose=("Reúne los acuerdos de pago: lo que estaba en mora y ahora se paga por cuotas."),
        steps=(
            "Mire qué cuota sigue y cuándo vence.",
            "Abra un acuerdo para pagar su cuota o ver su plan.",
            "Si no tiene ninguno, simule uno con sus deudas vencidas.",
        ),
        norms=(
            Norm("Ley 1066 de 2006"),
            Norm("Decreto 4473 de 2006", "art. 3"),
            Norm("Decreto 4473 de 2006", "art. 4"),
        ),
        job="acuerdo-de-pago",
    ),
    "/acuerdos/nuevo": PageHelp(
        purpose=(
            "Calcula cómo quedaría un acuerdo de pago con las deudas que usted elija. Simular no "
            "obliga."
        ),
        steps=(
            "Elija las deudas que entran.",
            "Elija el número de cuotas y mire el plan con sus intereses.",
            (
                "El representante legal describe la garantía, acepta la cláusula aceleratoria y "
                "lo propone."
            ),
        ),
        norms=(
            Norm("Ley 1066 de 2006"),
            Norm("Decreto 4473 de 2006", "art. 3"),
            Norm("Decreto 4473 de 2006", "art. 4"),
            Norm("Estatuto Tributario", "art. 635"),
        ),
        job="acuerdo-de-pago",
    ),
    "/acuerdos/cartera": PageHelp(
        purpose=(
            "Muestra lo vencido de todos los operadores, por edad, y hasta cuándo se puede cobrar."
        ),
        steps=(
            "Elija la edad o el operador.",
            "Mire el día en que prescribe cada deuda.",
            "Registre un compromiso o remita la deuda a cobro coactivo.",
        ),
        norms=(
            Norm("Estatuto Tributario", "arts. 817 y 818"),
            Norm("Ley 1066 de 2006"),
        ),
        job="acuerdo-de-pago",
    ),
    "/acuerdos/[agreement_id]": PageHelp(
        purpose=(
            "Muestra un acuerdo de pago: sus deudas, su plan de cuotas, sus documentos y en qué va."
        ),
        steps=(
            "Mientras se estudia, adjunte los documentos de la garantía.",
            "Dos personas de Cartera lo aprueban, una después de la otra.",
            "Aprobado, cada cuota tiene su FUR: páguelas en su día.",
        ),
        norms=(
            Norm("Ley 1066 de 2006"),
            Norm("Decreto 4473 de 2006", "art. 3"),
            Norm("Decreto 4473 de 2006", "art. 4"),
        ),
        job="acuerdo-de-pago",
    ),
    "/declaraciones/[declaration_id]/revisar": PageHelp(
        purpose="Es la última mirada antes de generar el FUR que se firma.",
        steps=(
            "Compare las cifras con sus libros.",
            "Elija cómo se presenta: electrónica o en papel en un banco.",
            "Genere el FUR. Generarlo no es presentarlo: faltan las firmas.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
            Norm("Decreto 2364 de 2012"),
        ),
        job="declarar-y-pagar",
    ),
    "/furs": PageHelp(
        purpose=(
            "Guarda todos los FUR generados con su estado: por firmar, presentado, pagado o "
            "anulado."
        ),
        steps=(
            "Filtre por año, expediente o estado.",
            "Abra uno para firmarlo, pagarlo o descargarlo.",
            "Un FUR vale hasta su fecha de pago; después genere uno nuevo.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
        ),
        job="declarar-y-pagar",
    ),
    "/furs/[fur_number]": PageHelp(
        purpose="Muestra un FUR: qué declara, quién falta por firmar y cómo se paga.",
        steps=(
            "Firme con su cuenta: acepte el juramento y escriba su contraseña.",
            ("Con la última firma la declaración queda presentada y aparece la constancia."),
            "Pague por PSE, o imprima el FUR y páguelo en un banco autorizado.",
        ),
        norms=(
            Norm("Decreto 2364 de 2012"),
            Norm("Ley 527 de 1999", "art. 7"),
        ),
        job="declarar-y-pagar",
    ),
}
"""The help of each page of this room, by its route."""
