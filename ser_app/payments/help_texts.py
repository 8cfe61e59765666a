"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/pagos": PageHelp(
        purpose="Guarda todos los pagos: aprobados, pendientes y rechazados.",
        steps=(
            "Filtre por fecha, estado o FUR.",
            "Abra un pago para ver su CUS, su banco y su comprobante.",
            "Un pago pendiente lo consulta el sistema solo: no pague otra vez.",
        ),
        job="declarar-y-pagar",
    ),
    "/pagos/[payment_id]": PageHelp(
        purpose="Dice qué pasó con un pago, cuál es su CUS y qué sigue.",
        steps=(
            "Si está aprobado, guarde o imprima el comprobante.",
            (
                "Si está pendiente, espere: el banco todavía no responde y el FUR no se puede "
                "pagar dos veces."
            ),
            "Si fue rechazado, su declaración sigue presentada: intente otra vez.",
        ),
        job="declarar-y-pagar",
    ),
    "/pagar/[fur_number]": PageHelp(
        purpose="Lleva a la página de su banco para pagar un FUR por PSE.",
        steps=(
            "Revise el valor y el FUR.",
            "Elija el banco y pague en la página de él.",
            "Vuelva: el resultado aparece solo, con su CUS.",
        ),
        job="declarar-y-pagar",
    ),
    "/conciliacion": PageHelp(
        purpose=(
            "Reúne los recaudos que ningún FUR explica exactamente, para que Tesorería los "
            "resuelva."
        ),
        steps=(
            "Filtre por motivo, banco o días.",
            "Abra uno: compara lo que dice el banco con lo que dice el FUR.",
            "Decida a dónde va el dinero y escriba el motivo.",
        ),
        job="conciliacion",
    ),
    "/conciliacion/archivos": PageHelp(
        purpose="Aquí se cargan los archivos Asobancaria 2001 de los bancos.",
        steps=(
            "Suba el archivo: se revisa entero antes de abonar nada.",
            ("Si tiene un defecto, se rechaza completo y dice la línea y la posición."),
            "Lo que no coincide con un FUR pasa a recaudos por resolver.",
        ),
        job="conciliacion",
    ),
    "/conciliacion/mover": PageHelp(
        purpose="Mueve un pago que se hizo para otro período o expediente, sin sanción.",
        steps=(
            "Busque el pago por su FUR o su referencia.",
            "Elija la deuda a la que debe ir y mire cómo queda cada una.",
            "Escriba el motivo y mueva el pago.",
        ),
        norms=(Norm("Ley 962 de 2005", "art. 43"),),
        job="conciliacion",
    ),
    "/conciliacion/recaudos/[exception_id]": PageHelp(
        purpose="Muestra un recaudo que no coincide, para decidir a dónde va.",
        steps=(
            "Compare lo que dice el banco con lo que dice el FUR.",
            (
                "Elija: abonarlo a un FUR, dejarlo a favor de un operador, devolverlo o esperar a"
                " su dueño."
            ),
            "Escriba el motivo; queda en la auditoría.",
            (
                "Si el banco devolvió el pago, adjunte su aviso y proponga cómo se debe;"
                " otra persona lo confirma."
            ),
        ),
        job="conciliacion",
    ),
    "/conciliacion/tablero": PageHelp(
        purpose=(
            "Muestra, banco por banco y día por día, qué archivo llegó, cuál falta y cuál tiene "
            "diferencias."
        ),
        steps=(
            "Busque los días en que falta un archivo.",
            ("Abra la celda para cargarlo, o anote que el banco no tuvo movimiento."),
            "Cuando todo coincide, el día se puede cerrar.",
        ),
        job="conciliacion",
    ),
    "/conciliacion/pse": PageHelp(
        purpose="Compara lo que la pasarela aprobó en cada ciclo con lo que consignó.",
        steps=(
            "Busque los ciclos sin depósito o con diferencia.",
            "Registre el depósito con su valor y su referencia.",
            "Explique la diferencia si la hay.",
        ),
        job="conciliacion",
    ),
    "/conciliacion/reclamaciones": PageHelp(
        purpose=("Aquí Tesorería decide sobre el dinero que un operador reclama con su soporte."),
        steps=(
            "Abra la reclamación y lea el soporte.",
            "Si coincide con el banco, acéptela: queda a favor del operador.",
            "Si no, recházela con su razón.",
        ),
        job="conciliacion",
    ),
    "/recaudos-por-identificar": PageHelp(
        purpose="Si usted pagó y no aparece abonado, aquí puede reclamar ese dinero.",
        steps=(
            "Si fue por PSE y Tesorería lo revisa, está en la lista: elija «Reclamar».",
            "Si fue en un banco, escriba el día, el banco y el valor exacto de su pago.",
            "Adjunte el comprobante.",
            "Tesorería lo revisa; si coincide, queda como saldo a favor.",
        ),
        job="pagar-en-banco",
    ),
}
"""The help of each page of this room, by its route."""
