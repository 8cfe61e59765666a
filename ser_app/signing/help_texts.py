"""What the question mark tells on the pages of this room."""

from collections.abc import Mapping
from typing import Final

from ser_app.law.norms import Norm
from ser_app.web.help import PageHelp

HELP: Final[Mapping[str, PageHelp]] = {
    "/furs/[fur_number]/firma-digital": PageHelp(
        purpose=(
            "Aquí se presenta un FUR firmado fuera del sistema con certificados digitales propios."
        ),
        steps=(
            "Descargue el FUR: trae un campo para cada firma.",
            "Fírmelo en su equipo con su certificado; su llave nunca sale de él.",
            "Súbalo. El informe dice qué firmas son válidas y quién falta.",
        ),
        norms=(
            Norm("Ley 527 de 1999", "art. 7"),
            Norm("Ley 527 de 1999", "art. 28"),
        ),
        job="firma-digital",
    ),
    "/verificar": PageHelp(
        purpose=(
            "Cualquier persona comprueba aquí si un FUR o un paz y salvo es auténtico, sin usuario."
        ),
        steps=(
            ("Escriba el número y el código que están en el papel, o lea su código QR."),
            ("Si tiene el PDF, suéltelo en la página: se compara en su propio equipo."),
            "Si está firmado, envíelo para revisar sus firmas y los cambios.",
        ),
        norms=(Norm("Ley 527 de 1999", "art. 7"),),
        job="verificar",
    ),
}
"""The help of each page of this room, by its route."""
