"""Which module answers each command; it is imported only when that command is called."""

from typing import NamedTuple


class Command(NamedTuple):
    """A command of the program.

    Attributes:
        module: The module with its `run(arguments: list[str]) -> int`.
        summary: What it does, one line in Spanish.
    """

    module: str
    summary: str


COMMANDS = {
    "serve": Command("ser_app.cli.serve", "Prepara todo y sirve la aplicación."),
    "worker": Command(
        "ser_app.cli.worker", "Trabaja en las tareas, junto a los servidores de páginas."
    ),
    "liquidate": Command(
        "ser_app.cli.liquidate", "Liquida contraprestación, sanción e intereses de un período."
    ),
    "accrue": Command("ser_app.cli.accrue", "Calcula los intereses de deudas hasta un día."),
    "impute": Command(
        "ser_app.cli.impute", "Reparte pagos entre deudas, con el orden de la norma."
    ),
    "verify": Command(
        "ser_app.cli.verify", "Comprueba un FUR en PDF sin conexión: cifras, firmas y cambios."
    ),
    "nit": Command("ser_app.cli.nit", "Calcula el dígito de verificación de un NIT."),
    "users": Command("ser_app.cli.users", "Crea el primer Administrador SER."),
    "demo": Command(
        "ser_app.cli.demo",
        "Carga los datos de demostración, mueve su fecha, o firma un FUR de prueba.",
    ),
    "replay": Command(
        "ser_app.cli.replay", "Vuelve a liquidar lo presentado y dice qué da distinto."
    ),
    "bank-file": Command(
        "ser_app.cli.bank_file", "Revisa, carga o fabrica archivos de recaudo de los bancos."
    ),
    "books": Command(
        "ser_app.cli.books", "Comprueba que los libros cuadren con lo presentado y pagado."
    ),
    "backup": Command(
        "ser_app.cli.backup", "Copia toda la base de datos en un archivo, sin detener nada."
    ),
    "restore": Command("ser_app.cli.restore", "Pone una copia de vuelta y la comprueba."),
    "audit": Command(
        "ser_app.cli.audit",
        "Comprueba o ancla la cadena de la auditoría; guarda un caso en un ZIP.",
    ),
    "rules-doc": Command(
        "ser_app.cli.rules_doc", "Escribe docs/rules.md a partir de los parámetros."
    ),
    "glossary-doc": Command(
        "ser_app.cli.glossary_doc", "Escribe en docs/glossary.md las palabras de la pantalla."
    ),
}
"""All commands by name."""
