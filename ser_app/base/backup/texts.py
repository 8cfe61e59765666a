"""The Spanish sentences of copies."""

from typing import Final

NOT_A_COPY: Final = (
    "Ese archivo no es una copia de seguridad de SER, o está incompleto. No se cambió nada: use "
    "otra copia."
)
DAMAGED: Final = (
    "La copia está dañada: {name} no coincide con la huella que se anotó al hacerla. No se cambió "
    "nada: use otra copia."
)
OTHER_HASH: Final = (
    "La huella del archivo no es la que usted dio. No se cambió nada: verifique que sea la copia "
    "que quiere restaurar."
)
NEWER: Final = (
    "La copia es de una versión más nueva de SER, que este programa no conoce. No se cambió nada: "
    "restaure con la versión que la hizo o una posterior."
)
OTHER_ENGINE: Final = (
    "La copia es de {copied} y la base de datos configurada es de {present}. No se cambió nada: "
    "ajuste SER_DATABASE_URL."
)
NOT_EMPTY: Final = (
    "La base de datos de destino ya tiene datos. No se cambió nada: use una base vacía{hint}."
)
HINT_SQLITE: Final = ", o --replace para apartar el archivo que hay"
SERVED: Final = (
    "Un servidor está usando la base de datos de destino. No se cambió nada: deténgalo primero."
)
NO_FILE: Final = (
    "Solo se copia una base de datos en un archivo o en un servidor; la de SER_DATABASE_URL vive "
    "en la memoria."
)
EXISTS: Final = "El archivo {name} ya existe. No se escribió nada: elija otro nombre."
