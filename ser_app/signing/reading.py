"""Sentences of the validator for whoever reads a copy and uploads nothing."""

import re
from typing import Final

# What only helps who uploads: which file to sign again, and that nothing was filed.
_ADVICE: Final = re.compile(
    r" (?:Descargue el FUR|No se presentó nada|Fírmelo con|Firme |Renuévelo|Espere a|Pida otro|"
    r"Use |Consulte con|Cargue el archivo).*$",
    re.DOTALL,
)


def in_a_copy(sentence: str) -> str:
    """A sentence without the advice for who uploads: what was found alone."""
    return _ADVICE.sub("", sentence)
