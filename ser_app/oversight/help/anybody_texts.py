"""The jobs of programs and of anybody, step by step."""

from typing import Final

from ser_app.law.norms import Norm
from ser_app.oversight.help.job import Job, Step

ANYBODY_JOBS: Final = (
    Job(
        anchor="verificar",
        title="Verificar un FUR o un paz y salvo",
        who="Cualquier persona, sin usuario.",
        summary="Saber si un documento es auténtico, si está presentado y si está pagado.",
        route="/verificar",
        norms=(Norm("Ley 527 de 1999", "art. 7"),),
        steps=(
            Step(
                ("Escriba el número y el código de verificación del papel, o lea su código QR."),
                alt="Página Verificar un documento con los campos de número y código.",
            ),
            Step(
                (
                    "La respuesta lo dice en una frase, con las cifras del documento para "
                    "compararlas con el papel."
                ),
                alt=("Respuesta de la verificación de un FUR, con su estado y sus cifras."),
            ),
        ),
    ),
    Job(
        anchor="api",
        title="Usar la API desde un programa",
        who="El Administrador del Operador o el representante legal crea la clave.",
        summary=(
            "Con una clave, un programa del operador liquida, prepara, paga y consulta. Nunca "
            "firma."
        ),
        route="/usuarios/claves",
        norms=(Norm("Decreto 2364 de 2012"),),
        steps=(
            Step(
                (
                    "Cree una clave con un nombre que diga para qué es y confírmelo con su "
                    "contraseña."
                ),
                alt="Página Claves de API con el formulario de una clave nueva.",
            ),
            Step(
                (
                    "Copie la clave en la configuración del programa y envíela en cada llamada: "
                    "«Authorization: Bearer …». La descripción de las operaciones está en "
                    "«Documentación (OpenAPI)»."
                ),
                alt=("Lista de claves con su alcance, su último uso y el botón Revocar."),
            ),
        ),
    ),
)
"""In the order in which the page shows them."""
