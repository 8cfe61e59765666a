"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/ingresar": PageHelp(
        purpose="Aquí entra quien ya tiene un usuario de su operador o del Ministerio.",
        steps=(
            "Escriba su correo y su contraseña.",
            ("Si su cuenta tiene segundo factor, escriba después el código de su teléfono."),
            "Si olvidó la contraseña, pida el enlace para elegir otra.",
        ),
        norms=(Norm("Decreto 2364 de 2012"),),
        job="usuarios",
    ),
    "/ingresar/codigo": PageHelp(
        purpose=(
            "El segundo factor comprueba que, además de saber la contraseña, usted tiene su "
            "teléfono."
        ),
        steps=(
            ("Abra en su teléfono la aplicación con la que activó el segundo factor."),
            ("Escriba las seis cifras que muestra ahora; cambian cada treinta segundos."),
            ("Sin el teléfono, use uno de sus códigos de recuperación: cada uno sirve una vez."),
        ),
        norms=(Norm("Decreto 2364 de 2012"),),
        job="usuarios",
    ),
    "/cambiar-clave": PageHelp(
        purpose=("Con su contraseña usted ingresa y firma, así que solo usted debe conocerla."),
        steps=(
            "Escriba la contraseña que tiene hoy.",
            ("Escriba una nueva de doce caracteres o más: una frase larga es fácil de recordar."),
        ),
        norms=(Norm("Decreto 2364 de 2012"),),
        job="usuarios",
    ),
    "/recuperar-contrasena": PageHelp(
        purpose="Sirve para elegir otra contraseña cuando olvidó la suya.",
        steps=(
            "Escriba el correo de su usuario.",
            "Abra el enlace que le llega y elija una contraseña nueva.",
            ("Si no llega ningún correo, revise la dirección: por seguridad no decimos si existe."),
        ),
        job="usuarios",
    ),
    "/restablecer-contrasena": PageHelp(
        purpose="Es la segunda mitad de la recuperación: elegir la contraseña nueva.",
        steps=(
            "Escriba una contraseña de doce caracteres o más.",
            (
                "Al guardarla se cierran todas sus sesiones; el segundo factor sigue siendo el "
                "mismo."
            ),
        ),
        job="usuarios",
    ),
    "/invitacion": PageHelp(
        purpose=(
            "Quien fue invitado acepta aquí su cuenta y elige la contraseña que solo él conoce."
        ),
        steps=(
            "Escriba la contraseña con la que va a ingresar.",
            ("Si el enlace ya no sirve, pida otra invitación a quien administra los usuarios."),
        ),
        norms=(Norm("Decreto 2364 de 2012"),),
        job="usuarios",
    ),
    "/demostracion": PageHelp(
        purpose=(
            "Muestra las cuentas y la fecha de esta demostración, para probar plazos y sanciones."
        ),
        steps=(
            ("Elija una cuenta de la lista e ingrese con la contraseña que está a su lado."),
            "Cambie la fecha para ver qué pasa en otro día.",
            "Nada de lo que haga aquí tiene efectos.",
        ),
        job="",
    ),
    "/demostracion/correo": PageHelp(
        purpose="Una demostración no envía correos: aquí se leen los que habría enviado.",
        steps=(
            "Escriba la dirección a la que habría llegado el correo.",
            "Abra el correo y use su enlace como si lo hubiera recibido.",
        ),
        job="",
    ),
    "/sin-permiso": PageHelp(
        purpose=(
            "Aparece cuando una página o una acción no forma parte de los permisos de su rol."
        ),
        steps=(
            "Vuelva a su página: no se cambió nada.",
            "Consulte qué puede hacer cada rol.",
            ("Si lo necesita para su trabajo, pídalo al administrador de su operador."),
        ),
        job="usuarios",
    ),
    "/usuarios": PageHelp(
        purpose="Aquí se decide quién actúa por el operador y con qué rol.",
        steps=(
            "Cree un usuario con el nombre, el correo y el rol de la persona.",
            "Entréguele la contraseña temporal: al ingresar debe elegir la suya.",
            "Suspenda a quien se va: rige desde su siguiente clic.",
        ),
        norms=(Norm("Decreto 2364 de 2012"),),
        job="usuarios",
    ),
    "/usuarios/permisos": PageHelp(
        purpose=(
            "Dice qué puede hacer cada rol. La misma tabla decide en las páginas, las descargas y"
            " la API."
        ),
        steps=(
            "Busque en la fila lo que quiere hacer.",
            "Mire en qué columnas tiene la marca: esos roles pueden hacerlo.",
        ),
        job="usuarios",
    ),
    "/usuarios/claves": PageHelp(
        purpose=(
            "Con una clave, un programa de su operador prepara, paga y consulta. Nunca firma."
        ),
        steps=(
            "Cree una clave con un nombre que diga para qué es.",
            "Si el programa lleva solo unos expedientes, limítela a ellos.",
            ("Cópiela en ese momento en la configuración del programa: no se vuelve a mostrar."),
            "Revóquela cuando el programa deje de usarla.",
        ),
        norms=(
            Norm("Decreto 2364 de 2012"),
            Norm("Ley 527 de 1999", "art. 28"),
        ),
        job="api",
    ),
    "/usuarios/[user_id]": PageHelp(
        purpose="Limita a una persona a algunos expedientes, y dice entre qué días.",
        steps=(
            "Elija los expedientes en los que la persona puede actuar.",
            "Ponga el primer y el último día de cada uno.",
            "Quite el límite para que vuelva a ver todos los del operador.",
        ),
        job="usuarios",
    ),
    "/solicitud-de-usuario": PageHelp(
        purpose=(
            "El operador pide aquí que se cree, se cambie o se retire su usuario Administrador."
        ),
        steps=(
            "Llene los datos del operador y de la persona.",
            "Confirme su correo con el enlace que recibe.",
            ("Adjunte los anexos y envíela: recibe un número y un código para seguirla."),
        ),
        job="usuarios",
    ),
    "/solicitud-de-usuario/completar": PageHelp(
        purpose="Es el segundo paso de la solicitud: anexos, revisión y envío.",
        steps=(
            "Descargue el formulario, fírmelo y adjúntelo con los demás anexos.",
            "Revise los datos.",
            "Envíela: nada se envía antes de ese botón.",
        ),
        job="usuarios",
    ),
    "/solicitud-de-usuario/seguimiento": PageHelp(
        purpose="Dice en qué va una solicitud de usuario y qué falta.",
        steps=(
            "Escriba el número y el código secreto que recibió por correo.",
            "Si le pidieron más datos, complétela desde aquí.",
        ),
        job="usuarios",
    ),
    "/usuarios/solicitudes": PageHelp(
        purpose=(
            "El Ministerio revisa aquí las solicitudes de los operadores; las más antiguas van "
            "primero."
        ),
        steps=(
            "Abra la que espera.",
            "Una persona dice si está conforme y otra la aprueba.",
            "Si falta algo, pida que la completen.",
        ),
        job="usuarios",
    ),
    "/usuarios/solicitudes/[request_id]": PageHelp(
        purpose=(
            "Compara lo que pide el operador con el registro, para decidir entre dos personas."
        ),
        steps=(
            "Lea los anexos y la comparación con el registro.",
            ("Si todo coincide, marque que está conforme; otra persona la aprueba e invita."),
            "Si algo no coincide, pida que la completen o recházela con su razón.",
        ),
        job="usuarios",
    ),
    "/correos": PageHelp(
        purpose="Muestra los correos que todavía no han podido salir, y por qué.",
        steps=(
            "Mire el motivo del último intento.",
            (
                "Corrija la dirección o el servicio de correo: el sistema vuelve a intentar "
                "durante un día."
            ),
        ),
        job="usuarios",
    ),
    "/mi-cuenta/seguridad": PageHelp(
        purpose="Aquí cuida su cuenta: contraseña, segundo factor y sesiones abiertas.",
        steps=(
            ("Active el segundo factor con la aplicación de códigos de su teléfono."),
            "Guarde los códigos de recuperación donde solo usted los encuentre.",
            "Cierre las sesiones que no reconozca y cambie la contraseña.",
        ),
        norms=(Norm("Decreto 2364 de 2012"),),
        job="usuarios",
    ),
}
"""The help of each page of this room, by its route."""
