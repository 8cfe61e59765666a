"""`rules-doc`: writes docs/rules.md from the parameters, so that it cannot drift from them."""

import sys
from pathlib import Path

from ser_app.cli.arguments import Parser
from ser_app.law.document import rules_document
from ser_app.law.parameters import packaged_rules

_DEFAULT = Path("docs") / "rules.md"


def run(arguments: list[str]) -> int:
    """Write the document; with `--check`, only say whether it is current (status 1 if not)."""
    parser = Parser("rules-doc", "Escribe docs/rules.md a partir de los parámetros.")
    parser.add_argument("--check", action="store_true", help="Solo comprueba que está al día.")
    parser.add_argument("--file", default=str(_DEFAULT), metavar="ARCHIVO", help="Dónde.")
    options = parser.parse_args(arguments)
    file, text = Path(options.file), rules_document(packaged_rules())
    if options.check:
        if file.exists() and file.read_text("utf-8") == text:
            return 0
        sys.stderr.write(f"{file} no está al día: corra «python -m ser_app rules-doc».\n")
        return 1
    file.write_text(text, "utf-8")
    sys.stdout.write(f"{file} escrito.\n")
    return 0
