"""The jobs of an operator's people, step by step."""

from typing import Final

from ser_app.law.norms import Norm
from ser_app.oversight.help.job import Job, Step

OPERATOR_JOBS: Final = (
    Job(
        anchor="declarar-y-pagar",
        title="Declarar y pagar un período",
        who=(
            "El declarante o el contador prepara; firman el representante legal y el contador o "
            "revisor fiscal; paga cualquiera de ellos."
        ),
        summary=(
            "Del primer número al comprobante: escribir los ingresos, generar el FUR, firmarlo "
            "entre dos y pagarlo por PSE."
        ),
        route="/declaraciones/nueva",
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
            Norm("Decreto 4350 de 2009", "arts. 15 y 16"),
            Norm("Decreto 2364 de 2012"),
        ),
        steps=(
            Step(
                (
                    "Elija el expediente y el año. La lista dice qué períodos faltan y cuándo "
                    "vencieron o vencen."
                ),
                alt=(
                    "Página Nueva declaración con el expediente elegido y la lista de períodos "
                    "del año."
                ),
            ),
            Step(
                (
                    "Escriba los ingresos y las devoluciones. A la derecha se calculan la "
                    "contraprestación, la sanción y los intereses; «¿por qué?» explica cada "
                    "cifra. El borrador se guarda solo."
                ),
                alt=(
                    "Formulario con los ingresos escritos y, a la derecha, el panel Su "
                    "liquidación con el total."
                ),
            ),
            Step(
                (
                    "Pulse «Revisar y presentar», compare las cifras y genere el FUR. Generarlo "
                    "no es presentarlo: faltan las firmas."
                ),
                alt=("Página Revise su declaración con las cifras y el botón para generar el FUR."),
            ),
            Step(
                (
                    "El representante legal y el contador abren el FUR, cada uno con su cuenta, "
                    "aceptan el juramento y escriben su contraseña."
                ),
                alt=("FUR con el recuadro para firmar: juramento, contraseña y botón Firmar."),
            ),
            Step(
                (
                    "Con la última firma la declaración queda presentada, con la hora exacta, y "
                    "recibe su constancia."
                ),
                alt="FUR presentado, con la constancia y la hora de presentación.",
            ),
            Step(
                "Pulse «Pagar», elija el banco y pague en la página de él.",
                alt="Página Pagar por PSE con el valor del FUR y la lista de bancos.",
            ),
            Step(
                (
                    "Al volver, el resultado dice si se aprobó, con su CUS. Si se rechaza, la "
                    "declaración sigue presentada: intente otra vez."
                ),
                alt="Resultado del pago aprobado, con valor, CUS, banco y hora.",
            ),
        ),
    ),
    Job(
        anchor="firma-digital",
        title="Firmar con un certificado digital",
        who=(
            "El representante legal y el contador o revisor fiscal que tengan certificado de una "
            "entidad acreditada."
        ),
        summary=(
            "Otra manera de presentar: firmar el PDF fuera del sistema, con certificados propios,"
            " y subirlo."
        ),
        route="/furs",
        norms=(
            Norm("Ley 527 de 1999", "art. 7"),
            Norm("Ley 527 de 1999", "art. 28"),
        ),
        steps=(
            Step(
                ("En el FUR sin presentar, siga el enlace «Firmar con certificado digital»."),
                alt="FUR con el enlace Firmar con certificado digital señalado.",
            ),
            Step(
                (
                    "Descargue el FUR: trae un campo para cada firma. Fírmelo en su equipo; su "
                    "llave nunca sale de él."
                ),
                alt=(
                    "Página de la firma digital con el botón para descargar el FUR y el lugar "
                    "para subirlo firmado."
                ),
            ),
            Step(
                (
                    "Súbalo firmado. El informe dice qué firmas son válidas y quién falta. La "
                    "otra persona firma sobre ese mismo archivo."
                ),
                alt=("Informe del archivo: una firma válida y el aviso de quién falta por firmar."),
            ),
            Step(
                (
                    "Con la última firma válida, la declaración queda presentada en el instante "
                    "en que el archivo llegó."
                ),
                alt=(
                    "Informe del archivo con las dos firmas y el aviso de que la declaración "
                    "quedó presentada."
                ),
            ),
        ),
    ),
    Job(
        anchor="corregir",
        title="Corregir una declaración",
        who="El declarante o el contador prepara; firman los mismos dos.",
        summary=(
            "Reemplazar lo declarado mientras no esté en firme: se debe la diferencia, o queda un"
            " saldo a favor."
        ),
        route="/declaraciones",
        norms=(
            Norm("Decreto 1739 de 2010", "art. 2"),
            Norm("Decreto 4350 de 2009", "art. 18"),
            Norm("Decreto 1972 de 2003", "art. 59"),
            Norm("Decreto 1161 de 2010", "art. 5, lit. b"),
        ),
        steps=(
            Step(
                "Busque la declaración presentada y pulse «Corregir».",
                alt=("Lista de declaraciones presentadas con el botón Corregir señalado."),
            ),
            Step(
                (
                    "Escriba los valores correctos. La tabla compara lo de antes con lo de ahora;"
                    " abajo está la diferencia que se debe o el saldo que queda."
                ),
                alt=("Corrección con la tabla que compara antes, ahora y la diferencia."),
            ),
            Step(
                ("Revise, genere el FUR de la corrección y fírmelo como cualquier otro."),
                alt=("Página Revise su declaración de una corrección, con la diferencia."),
            ),
        ),
    ),
    Job(
        anchor="pagar-en-banco",
        title="Presentar y pagar en un banco",
        who=("El declarante o el contador genera; se lleva impreso a un banco autorizado."),
        summary=(
            "En papel, el día en que el banco recauda cuenta como día de presentación y como día "
            "de pago."
        ),
        route="/furs",
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Ley 962 de 2005", "art. 43"),
        ),
        steps=(
            Step(
                ("Al revisar la declaración, elija «En papel, en un banco» y genere el FUR."),
                alt=("Página de revisión con la opción de presentar en papel, en un banco."),
            ),
            Step(
                (
                    "Descargue el FUR, imprímalo y fírmelo a mano. Páguelo antes de su fecha: "
                    "después hay que generar otro."
                ),
                alt=(
                    "FUR para pagar en un banco, con el botón para descargarlo y su fecha límite."
                ),
            ),
            Step(
                (
                    "Si pagó y no aparece, búsquelo entre los recaudos por identificar y adjunte "
                    "el comprobante."
                ),
                alt=("Página Recaudos por identificar con los campos de día, banco y valor."),
            ),
        ),
    ),
    Job(
        anchor="hoja-del-trimestre",
        title="Declarar todos los expedientes en una hoja",
        who="El contador o el declarante de un operador con varios expedientes.",
        summary=(
            "La hoja del trimestre: una fila por expediente, se escriben o se pegan los ingresos,"
            " se firman y se pagan juntos."
        ),
        route="/hoja-del-trimestre",
        norms=(
            Norm("Decreto 1161 de 2010", "art. 5"),
            Norm("Decreto 1739 de 2010", "art. 6"),
        ),
        steps=(
            Step(
                "Elija el período. Hay una fila por expediente.",
                alt="Hoja del trimestre con una fila para cada expediente.",
            ),
            Step(
                (
                    "Escriba los ingresos o péguelos desde una hoja de cálculo. Cada fila se "
                    "calcula y avisa si algo no se entiende."
                ),
                alt=("Hoja con los ingresos pegados, las cifras de cada fila y el total."),
            ),
            Step(
                (
                    "Genere los formularios y firme todos con una sola contraseña; el otro "
                    "firmante hace lo mismo desde su cuenta."
                ),
                alt=("Hoja con los FUR generados y el recuadro para firmarlos todos juntos."),
            ),
        ),
    ),
    Job(
        anchor="estado-de-cuenta",
        title="Ver el estado de cuenta y abonar",
        who=(
            "Cualquier usuario del operador lo consulta; el declarante, el contador o el "
            "representante genera el FUR de pago."
        ),
        summary=("Lo que se debe hasta el día que usted elija, y cómo pagar todo o una parte."),
        route="/estado-de-cuenta",
        norms=(
            Norm("Decreto 1161 de 2010", "art. 18"),
            Norm("Decreto 4350 de 2009", "art. 27"),
            Norm("Decreto 1161 de 2010", "art. 11"),
        ),
        steps=(
            Step(
                (
                    "Elija el día. Arriba está lo que se debe; abajo, deuda por deuda, con sus "
                    "intereses hasta ese día."
                ),
                alt="Estado de cuenta con el día, el total y las deudas abiertas.",
            ),
            Step(
                "Marque las deudas y pulse «Pagar lo marcado».",
                alt="Deudas marcadas y, debajo, el botón Pagar lo marcado.",
            ),
            Step(
                (
                    "Pague todo, o escriba otra suma. La tabla muestra qué parte va a sanción, a "
                    "intereses y a capital antes de generar el FUR."
                ),
                alt=("Página Pagar deudas con un abono y la tabla de cómo se imputaría."),
            ),
        ),
    ),
    Job(
        anchor="paz-y-salvo",
        title="Expedir un paz y salvo",
        who="Cualquier usuario del operador, y Tesorería.",
        summary=("El certificado de que en un día no hay nada vencido ni períodos sin declarar."),
        route="/paz-y-salvo",
        norms=(Norm("Decreto 1161 de 2010", "art. 18"),),
        steps=(
            Step(
                "Si falta algo, la página dice qué y lleva a resolverlo.",
                alt=("Paz y salvo que no se puede expedir todavía, con la lista de lo que falta."),
            ),
            Step(
                ("Si no falta nada, expídalo. Queda en la lista con su código, para descargarlo."),
                alt="Paz y salvo de un operador al día, con el botón para expedirlo.",
            ),
        ),
    ),
    Job(
        anchor="ponerse-al-dia",
        title="Póngase al día: presentar todo lo que falta",
        who="El declarante escribe y genera; el contador y el representante legal firman.",
        summary="Todos los períodos sin presentar en una página, para que la sanción no crezca.",
        route="/ponerse-al-dia",
        steps=(
            Step(
                (
                    "Escriba el ingreso de cada período, o marque que no hubo. Cada renglón dice "
                    "qué cuesta hoy y qué costaría esperar un mes."
                ),
                alt="Póngase al día con un renglón por período que falta y lo que cuesta.",
            ),
            Step(
                (
                    "Genere los FUR. Cada firmante los firma todos de una vez en esta misma "
                    "página; después se pagan en el estado de cuenta, o en cuotas con un acuerdo."
                ),
                alt="Suma de todos los períodos con el botón para generar los FUR.",
            ),
        ),
    ),
    Job(
        anchor="acuerdo-de-pago",
        title="Pedir un acuerdo de pago",
        who=(
            "Cualquier usuario simula; el representante legal propone; dos personas de Cartera "
            "aprueban."
        ),
        summary=("Pagar en cuotas lo que está en mora, con garantía y cláusula aceleratoria."),
        route="/acuerdos",
        norms=(
            Norm("Ley 1066 de 2006"),
            Norm("Decreto 4473 de 2006", "art. 3"),
            Norm("Decreto 4473 de 2006", "art. 4"),
        ),
        steps=(
            Step(
                ("Elija las deudas que entran y el número de cuotas. Simular no obliga a nada."),
                alt="Simulación de un acuerdo: deudas que entran y número de cuotas.",
            ),
            Step(
                (
                    "Mire el plan: cada cuota con su día, su capital y sus intereses. El "
                    "representante legal describe la garantía, acepta la cláusula y propone el "
                    "acuerdo."
                ),
                alt="Plan de pagos de la simulación, cuota por cuota.",
            ),
            Step(
                "Dos personas de Cartera lo estudian, una después de la otra.",
                alt=(
                    "Acuerdo propuesto visto por Cartera, con sus documentos y el botón de la "
                    "primera aprobación."
                ),
            ),
            Step(
                (
                    "Aprobado, el FUR de cada cuota se genera cuando se conoce la tasa de su mes. "
                    "Páguelas en su día: una cuota incumplida hace exigible todo lo que falta."
                ),
                alt="Acuerdo en curso con las cuotas pagadas y las que siguen.",
            ),
        ),
    ),
    Job(
        anchor="devolucion",
        title="Pedir de vuelta un saldo a favor",
        who=("El representante legal pide; en Tesorería una persona revisa y otra aprueba."),
        summary=(
            "Lo que se pagó de más se aplica a otra declaración o se pide de vuelta a una cuenta "
            "del operador."
        ),
        route="/saldo-a-favor",
        norms=(Norm("Decreto 1161 de 2010", "art. 5, lit. b"),),
        steps=(
            Step(
                "Mire el saldo y de dónde vino cada peso.",
                alt="Saldo a favor del operador con sus movimientos.",
            ),
            Step(
                (
                    "Llene la solicitud con la suma y la cuenta del operador. Desde ese momento "
                    "esa suma queda apartada."
                ),
                alt="Solicitud de devolución con la suma y la cuenta bancaria.",
            ),
            Step(
                (
                    "Tesorería la revisa y la aprueba entre dos personas, y registra el giro. El "
                    "estado se ve en la lista."
                ),
                alt="Lista de devoluciones con su estado, vista por Tesorería.",
            ),
        ),
    ),
)
"""In the order in which the page shows them."""
