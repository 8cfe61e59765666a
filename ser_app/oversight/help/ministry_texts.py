"""The jobs of the Ministry's people, step by step."""

from typing import Final

from ser_app.law.norms import Norm
from ser_app.oversight.help.job import Job, Step

MINISTRY_JOBS: Final = (
    Job(
        anchor="conciliacion",
        title="Cargar archivos de bancos y conciliar",
        who="Tesorería.",
        summary=(
            "Del archivo Asobancaria al dinero en su lugar: cargar, abonar y resolver lo que no "
            "coincide."
        ),
        route="/conciliacion/archivos",
        norms=(Norm("Ley 962 de 2005", "art. 43"),),
        steps=(
            Step(
                ("El tablero de bancos muestra qué archivo falta. Abra la celda para cargarlo."),
                alt=("Tablero de bancos con un renglón por banco y una columna por día."),
            ),
            Step(
                (
                    "Suba el archivo. Se revisa entero antes de abonar nada y la lista dice "
                    "cuántos pagos se abonaron."
                ),
                alt=("Página Archivos de recaudo con el campo para subir y los archivos cargados."),
            ),
            Step(
                ("Lo que no coincide con un FUR espera en «Por resolver», con su motivo."),
                alt="Lista de recaudos por resolver, con motivo, banco y valor.",
            ),
            Step(
                (
                    "Compare lo que dice el banco con lo que dice el FUR y decida a dónde va el "
                    "dinero. El motivo queda en la auditoría."
                ),
                alt=(
                    "Recaudo por resolver: comparación entre el banco y el FUR, y las maneras de "
                    "resolverlo."
                ),
            ),
        ),
    ),
    Job(
        anchor="cierre-del-dia",
        title="Cerrar el día de recaudo",
        who="Tesorería cierra; para reabrir hacen falta dos personas.",
        summary="Firmar un día sin diferencias y descargar sus asientos contables.",
        route="/conciliacion/cierre",
        steps=(
            Step(
                "Compare los depósitos de PSE con lo aprobado en cada ciclo.",
                alt="Depósitos de PSE con el estado de cada ciclo.",
            ),
            Step(
                (
                    "Elija el día. La página dice qué falta: archivos, diferencias o recaudos por"
                    " resolver."
                ),
                alt="Cierre del día con lo que falta o lo que ya se firmó.",
            ),
            Step(
                (
                    "Sin pendientes, escriba su contraseña y cierre. Después descargue la "
                    "exportación contable."
                ),
                alt="Día cerrado, con su historia y la exportación contable.",
            ),
        ),
    ),
    Job(
        anchor="usuarios",
        title="Pedir, revisar y administrar usuarios",
        who=(
            "El operador pide su Administrador; dos personas del Ministerio lo aprueban; el "
            "Administrador crea a los demás."
        ),
        summary="Quién puede entrar, con qué rol, y quién firma.",
        route="/usuarios",
        norms=(Norm("Decreto 2364 de 2012"),),
        steps=(
            Step(
                "El operador llena la solicitud pública y confirma su correo.",
                alt="Solicitud de usuario con los datos del operador y de la persona.",
            ),
            Step(
                ("En el Ministerio, una persona la revisa contra el registro y otra la aprueba."),
                alt=(
                    "Solicitud de usuario abierta por el Ministerio, con la comparación con el "
                    "registro."
                ),
            ),
            Step(
                ("El Administrador del Operador crea los usuarios y elige el rol de cada uno."),
                alt="Página Usuarios con la lista de personas y sus roles.",
            ),
            Step(
                (
                    "En «Quién firma» registra al representante legal y al contador o revisor "
                    "fiscal, desde su día."
                ),
                alt="Página Quién firma con los firmantes de hoy.",
            ),
        ),
    ),
    Job(
        anchor="parametros",
        title="Cambiar una regla o un valor de la norma",
        who="Tesorería o el Administrador SER propone; otra persona aprueba.",
        summary=(
            "Cada regla tiene su valor, su norma, su procedencia y sus días. Nada se cambia hacia"
            " atrás."
        ),
        route="/parametros",
        norms=(
            Norm("Decreto 1161 de 2010", "arts. 7 y 8"),
            Norm("Ley 1066 de 2006", "art. 12"),
            Norm("Estatuto Tributario", "art. 635"),
        ),
        steps=(
            Step(
                "Busque la regla por sus palabras, su norma o una cifra.",
                alt="Página Parámetros con la búsqueda y los capítulos de reglas.",
            ),
            Step(
                "Proponga el valor nuevo, desde qué día y con qué norma.",
                alt="Formulario para proponer el salario mínimo de un año.",
            ),
            Step(
                (
                    "Otra persona lo aprueba: desde ese momento rige, y la página dice a quién "
                    "alcanza."
                ),
                alt="Propuesta que espera la aprobación de otra persona.",
            ),
        ),
    ),
    Job(
        anchor="cartera",
        title="Cartera: cobrar lo vencido y decidir acuerdos de pago",
        who="Cartera; un acuerdo lo aprueban dos personas, una después de la otra.",
        summary="Qué deuda envejece, cuál se remite a cobro coactivo y qué propuesta espera.",
        route="/acuerdos/cartera",
        norms=(Norm("Ley 1066 de 2006"),),
        steps=(
            Step(
                (
                    "La cartera por edades dice qué se debe, desde cuándo y hasta cuándo se puede "
                    "cobrar. Lo que está en una propuesta lo dice, y no se remite mientras se "
                    "decide."
                ),
                alt="Suma de lo vencido por edades, con sus deudas debajo.",
            ),
            Step(
                (
                    "En la propuesta vea cada deuda con su valor, la garantía y sus documentos. "
                    "Una persona la revisa y otra la aprueba, o se rechaza con su razón."
                ),
                alt="Decisión sobre una propuesta: nota de la revisión, aprobarla o rechazarla.",
            ),
        ),
    ),
    Job(
        anchor="supervisar",
        title="Supervisar el recaudo",
        who="Supervisor, Tesorería, Cartera y Auditor.",
        summary="Qué entró, qué está vencido, quién hizo qué.",
        route="/tablero",
        steps=(
            Step(
                ("El tablero resume lo recaudado y lo vencido. Cada cifra abre sus filas."),
                alt="Tablero con sus cifras y sus gráficas.",
            ),
            Step(
                ("La cartera por edades dice desde cuándo se debe y hasta cuándo se puede cobrar."),
                alt="Cartera por edades de todos los operadores.",
            ),
            Step(
                ("La auditoría dice quién hizo qué y cuándo, y nadie puede cambiarla."),
                alt="Auditoría con los últimos eventos y sus filtros.",
            ),
        ),
    ),
)
"""In the order in which the page shows them."""
