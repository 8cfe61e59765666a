"""Read YAML strictly: every value stays text, every refusal knows its file and line."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import yaml

from ser_app.law.errors import InvalidParameters

T = TypeVar("T")
Node = yaml.nodes.Node
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Source:
    """A YAML file being read.

    Attributes:
        file: Its name, as messages give it.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text

    def root(self) -> Node:
        """The whole document.

        Raises:
            InvalidParameters: The file is no YAML, or empty.
        """
        try:
            node = yaml.compose(self._text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            raise InvalidParameters(
                f"el archivo no es YAML ({error.problem})",
                file=self.file,
                line=line,
                expected="un archivo YAML bien formado",
            ) from error
        if node is None:
            raise InvalidParameters(
                "el archivo está vacío", file=self.file, line=1, expected="al menos un parámetro"
            )
        return node

    def refuse(self, node: Node, problem: str, expected: str) -> InvalidParameters:
        """The error to raise about a node."""
        return InvalidParameters(
            problem, file=self.file, line=node.start_mark.line + 1, expected=expected
        )

    def mapping(
        self, node: Node, *, required: Iterable[str] = (), optional: Iterable[str] | None = ()
    ) -> dict[str, Node]:
        """The entries of a mapping; `optional=None` lets any key in."""
        if not isinstance(node, yaml.MappingNode):
            raise self.refuse(node, "no es una lista de campos", "campos con su valor")
        found: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key = self.text(key_node)
            if key in found:
                raise self.refuse(key_node, f"el campo «{key}» está repetido", "cada campo una vez")
            found[key] = value_node
        required = list(required)
        if optional is not None:
            allowed = [*required, *optional]
            for key_node, _ in node.value:
                if key_node.value not in allowed:
                    raise self.refuse(
                        key_node,
                        f"el campo «{key_node.value}» no se conoce",
                        "alguno de: " + ", ".join(allowed),
                    )
        for key in required:
            if key not in found:
                raise self.refuse(node, f"falta el campo «{key}»", f"el campo «{key}»")
        return found

    def items(self, node: Node) -> list[Node]:
        """The elements of a list."""
        if not isinstance(node, yaml.SequenceNode):
            raise self.refuse(node, "no es una lista", "una lista de elementos")
        return list(node.value)

    def text(self, node: Node) -> str:
        """A scalar, as written."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.refuse(node, "no es un texto", "un texto o número")
        return str(node.value)

    def day(self, node: Node) -> date:
        """A day written as 2013-04-15."""
        return self.read(node, read_day, "un día como 2013-04-15")

    def read(self, node: Node, reader: Callable[[str], T], expected: str) -> T:
        """A scalar turned into a value by `reader`, which raises ValueError on a bad one."""
        text = self.text(node)
        try:
            return reader(text)
        except ValueError as error:
            raise self.refuse(node, f"el valor «{text}» no es válido", expected) from error


def read_day(text: str) -> date:
    """A day in the long ISO form only.

    Raises:
        ValueError: The text is no such day.
    """
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day
