"""The Spanish words of the *Hoja del trimestre*."""

from typing import Final

ADDRESS: Final = "/hoja-del-trimestre"
NEGATIVE: Final = "«{text}» es negativo: escriba el valor sin signo. No se guardó en la fila."
WITH_CENTS: Final = (
    "«{text}» tiene centavos: escriba pesos enteros, redondeados. No se guardó en la fila."
)
NO_NUMBER: Final = "«{text}» no es un valor en pesos, como 1.234.567. No se guardó en la fila."
TOO_LARGE: Final = (
    "«{text}» pasa del valor más alto que se puede declarar. No se guardó en la fila."
)
NOT_OF_SHEET: Final = (
    "No se pegó «{text}»: su expediente no está en esta hoja. Lo demás quedó guardado."
)
RETURNS_ABOVE: Final = "Las devoluciones superan los ingresos: la base queda en $ 0."
ADJUSTMENT: Final = "El ajuste anual, si lo hay, se escribe en su formulario."
DETAILED: Final = "Tiene varias líneas: se cambia en su formulario."
ALREADY_FILED: Final = "Ya presentada el {day}. Si cambió, corríjala."
WAITS: Final = "FUR generado, NO presentado: faltan firmas."
READY: Final = "Completa"
COPIED: Final = "Copiado de {period}, constancia {receipt}. Revíselo."
NOTHING_TO_COPY: Final = (
    "No hay qué copiar: las filas vacías no tienen declaración presentada en {period}. Nada cambió."
)
COPIED_ALL: Final = (
    "Se copió lo presentado en {period} en {rows}. Revise cada fila antes de generar."
)
SAVED: Final = "Guardado a las {time}"
ISSUED: Final = "FUR generado, NO presentado: faltan las firmas"
SIGNED: Final = "Firmada: falta la otra firma"
FILE_TOO_BIG: Final = "El archivo pasa de 2 MB: use la plantilla. No se guardó nada."
FILE_UNKNOWN: Final = (
    "El archivo no es un libro de Excel (.xlsx) ni un CSV de texto. No se guardó nada: guárdelo "
    "en uno de esos formatos y cárguelo de nuevo."
)
FILE_EMPTY: Final = "El archivo no trae ningún valor. No se guardó nada."
FILE_LONG: Final = "El archivo tiene más líneas que cualquier hoja. No se guardó nada."
HEADINGS: Final = "En la primera línea faltan los títulos {missing}. Use la plantilla."
LOADED: Final = "Se cargaron los valores de {rows}."
LOADED_SOME: Final = "{cells} no se guardó: lea por qué en su fila."
LOADED_MANY: Final = "{cells} no se guardaron: lea por qué en sus filas."
LOADED_FOREIGN: Final = "No están en esta hoja: {numbers}."
