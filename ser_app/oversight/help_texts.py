"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/inicio": PageHelp(
        purpose=(
            "Dice qué le espera hoy: lo que vence, lo que falta firmar o pagar, y lo que no anda."
        ),
        steps=(
            ("Empiece por lo primero de la lista: tiene un botón que lleva a hacerlo."),
            "Mire después los borradores, las firmas y los pagos que esperan.",
            "Si la lista está vacía, no hay nada pendiente.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
        ),
        job="declarar-y-pagar",
    ),
    "/calendario": PageHelp(
        purpose=("Muestra qué vence y cuándo, cómo va cada período y cuánto costaría el retraso."),
        steps=(
            "Empiece por la lista: lo que falta por cumplir y lo que vence en seis meses.",
            "Pase a otro mes con las flechas si busca un vencimiento anterior o posterior.",
            "Elija qué recordatorios quiere recibir por correo.",
            ("Cree su dirección privada para verlo en el calendario de su teléfono."),
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 1972 de 2003", "art. 53, num. 1"),
            Norm("Ley 4 de 1913", "art. 62"),
        ),
        job="declarar-y-pagar",
    ),
    "/tablero": PageHelp(
        purpose=(
            "Muestra de un vistazo lo que se recaudó, lo que está por vencer y lo que está vencido."
        ),
        steps=(
            ("Elija el período y los filtros: quedan en la dirección, que puede compartir."),
            "Pulse una cifra para ver las filas de las que sale.",
            "Cada gráfica tiene su tabla debajo.",
        ),
        job="supervisar",
    ),
    "/tablero/detalle": PageHelp(
        purpose="Muestra las filas de las que sale una cifra del tablero.",
        steps=(
            "Revise los filtros que trae de la cifra.",
            "Abra una fila para ver la declaración, el FUR o el pago.",
        ),
        job="supervisar",
    ),
    "/tablero/alertas": PageHelp(
        purpose="Reúne las declaraciones y los períodos que merecen una mirada, y dice por qué.",
        steps=(
            "Filtre por la regla, el operador o el período.",
            "Lea la regla con sus cifras y la nota que dejó el operador.",
            "Abra la declaración si hace falta. Una alerta no impide presentar ni sanciona.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "art. 8"),
            Norm("Decreto 1161 de 2010", "art. 9"),
        ),
        job="supervisar",
    ),
    "/auditoria": PageHelp(
        purpose="Dice quién hizo qué y cuándo. Nadie puede cambiarlo ni borrarlo.",
        steps=(
            "Filtre por persona, clase de acto, objeto o días.",
            "Abra un evento para ver qué había antes y qué quedó.",
            "Descargue lo filtrado, o un caso completo con su prueba.",
        ),
        job="supervisar",
    ),
    "/parametros": PageHelp(
        purpose=(
            "Muestra las reglas con las que se liquida: valor, desde cuándo, norma y procedencia."
        ),
        steps=(
            "Busque una regla por sus palabras, su norma o una cifra.",
            "Proponga un valor nuevo con su norma y mire a quién alcanza.",
            "Otra persona lo aprueba: desde ese momento rige.",
        ),
        norms=(
            Norm("Decreto 1161 de 2010", "arts. 7 y 8"),
            Norm("Ley 1066 de 2006", "art. 12"),
            Norm("Estatuto Tributario", "art. 635"),
        ),
        job="parametros",
    ),
    "/parametros/interrupciones": PageHelp(
        purpose="Muestra cuándo dejó de atender el sistema y qué vencimientos alcanzó.",
        steps=(
            "Mire cuánto duró cada una y qué vencimientos alcanzó.",
            (
                "Si una justifica una contingencia, propóngala en Parámetros («Proponer un "
                "cambio») y cite su número."
            ),
        ),
        norms=(Norm("Ley 4 de 1913", "art. 62"),),
        job="parametros",
    ),
    "/parametros/reliquidaciones": PageHelp(
        purpose=("Muestra qué cambió en cada declaración cuando un vencimiento se trasladó."),
        steps=(
            "Abra la excepción que movió el vencimiento.",
            ("Compare lo presentado con lo que resulta: lo presentado no se cambia."),
        ),
        norms=(Norm("Ley 4 de 1913", "art. 62"),),
        job="parametros",
    ),
    "/tareas": PageHelp(
        purpose=(
            "Muestra lo que el sistema hace por su cuenta: consultas a bancos, correos, "
            "recordatorios."
        ),
        steps=(
            "Mire si alguna tarea falló y por qué.",
            "Pida que se haga ahora: nunca se hace dos veces lo mismo.",
        ),
        job="supervisar",
    ),
    "/conciliacion/cierre": PageHelp(
        purpose=("Cierra un día de recaudo cuando todo coincide, con la firma de Tesorería."),
        steps=(
            "Elija el día y mire qué falta.",
            "Si no hay diferencias, escriba su contraseña y ciérrelo.",
            "Reabrirlo exige a dos personas y una razón.",
        ),
        job="cierre-del-dia",
    ),
    "/conciliacion/cuentas": PageHelp(
        purpose=("Dice a qué código contable va cada cuenta de los libros, y desde qué día."),
        steps=(
            "Busque la cuenta.",
            ("Defina el código nuevo y el día desde el que rige: lo anterior no cambia."),
        ),
        job="cierre-del-dia",
    ),
    "/ayuda": PageHelp(
        purpose=(
            "Reúne el camino de cada trabajo, paso a paso y con imágenes, y las palabras del "
            "recaudo."
        ),
        steps=(
            "Escriba lo que busca, con o sin tildes.",
            "Abra el resultado: la página va a ese lugar.",
            "Si no lo encuentra, escríbanos.",
        ),
        job="",
    ),
}
"""The help of each page of this room, by its route."""
