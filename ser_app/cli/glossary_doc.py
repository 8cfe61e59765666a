"""`glossary-doc`: writes the screen's definitions into docs/glossary.md, so that both agree."""

import sys
from pathlib import Path

from ser_app.cli.arguments import Parser
from ser_app.web.definitions import with_definitions

_DEFAULT = Path("docs") / "glossary.md"


def run(arguments: list[str]) -> int:
    """Write the definitions; with `--check`, only say whether they are current (else status 1)."""
    parser = Parser("glossary-doc", "Escribe en docs/glossary.md las definiciones de la pantalla.")
    parser.add_argument("--check", action="store_true", help="Solo comprueba que está al día.")
    parser.add_argument("--file", default=str(_DEFAULT), metavar="ARCHIVO", help="Dónde.")
    options = parser.parse_args(arguments)
    file = Path(options.file)
    text = file.read_text("utf-8")
    current = with_definitions(text)
    if options.check:
        if text == current:
            return 0
        sys.stderr.write(f"{file} no está al día: corra «python -m ser_app glossary-doc».\n")
        return 1
    file.write_text(current, "utf-8")
    sys.stdout.write(f"{file} escrito.\n")
    return 0
