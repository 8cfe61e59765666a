"""What is wrong with a field, in plain Spanish."""

from collections.abc import Mapping
from typing import Any, Final

_SENTENCES: Final = {
    "missing": "Falta este campo.",
    "extra_forbidden": "Este campo no existe.",
    "int_type": "Escriba un número entero, sin comillas ni decimales.",
    "int_parsing": "Escriba un número entero.",
    "int_parsing_size": "El número es demasiado grande.",
    "int_from_float": "Escriba un número entero, sin decimales.",
    "string_type": "Escriba un texto.",
    "string_unicode": "El texto no es UTF-8 válido.",
    "bool_type": "Escriba true o false.",
    "list_type": "Escriba una lista […].",
    "model_type": "Escriba un objeto {…}.",
    "string_pattern_mismatch": "No tiene la forma que debe: {pattern}.",
    "string_too_long": "Son demasiados caracteres: como máximo {max_length}.",
    "too_long": "Son demasiados: como máximo {max_length}.",
    "greater_than_equal": "El menor valor es {ge}.",
    "less_than_equal": "El mayor valor es {le}.",
    "enum": "Debe ser uno de: {expected}.",
    "value_error": "{error}",
}
_OTHER: Final = "El valor no sirve aquí."


def sentence_of(found: Mapping[str, Any]) -> str:
    """The sentence for what pydantic found wrong."""
    values = {name: str(value) for name, value in found.get("ctx", {}).items()}
    if "expected" in values:
        values["expected"] = values["expected"].replace(" or ", " o ")
    return _SENTENCES.get(found["type"], _OTHER).format_map(_Lenient(values))


class _Lenient(dict[str, str]):
    """A value that a sentence names and nobody gave is left out."""

    def __missing__(self, key: str) -> str:
        return ""
