"""Reads the worked examples of tests/cases, the one place where they are written.

The same files are the engine's tests. They are read from the checkout that serves the page; an
installation without them has no examples to show, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).parents[3] / "tests" / "cases"
FINES, PAYMENTS = "multas", "pagos"


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One example, as it is written.

    Attributes:
        key: File and place in it, `radio-3`.
        batch: The command whose item it is: `liquidate`, `accrue` or `impute`, or `firmness`.
        topic: The file's first line.
        name: What it shows, in Spanish.
        norm: The norm applied.
        given: The item.
        expected: The answer, or some of it.
        source: The arithmetic of the answer.
    """

    key: str
    batch: str
    topic: str
    name: str
    norm: str
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    source: str

    @property
    def group(self) -> str:
        """The regime, or `multas` and `pagos` for what belongs to none."""
        return str(self.given.get("regime") or (PAYMENTS if self.batch == "impute" else FINES))


@cache
def worked_examples(folder: Path = FOLDER) -> tuple[WorkedExample, ...]:
    """Every example, file by file; none when the folder is not there."""
    return tuple(
        example for file in sorted(folder.glob("*.yaml")) for example in _examples_of(file)
    )


def _examples_of(file: Path) -> list[WorkedExample]:
    text = file.read_text(encoding="utf-8")
    first_word = file.stem.partition("_")[0]
    batch = first_word if first_word in {"accrue", "firmness", "impute"} else "liquidate"
    topic = text.partition("\n")[0].lstrip("# ").rstrip(".")
    return [
        WorkedExample(
            key=f"{file.stem}-{place}",
            batch=batch,
            topic=topic,
            name=written["name"],
            norm=written["norm"],
            given=_plain(written["input"]),
            expected=_plain(written["expected"]),
            source=written["source"].strip(),
        )
        for place, written in enumerate(yaml.safe_load(text), start=1)
    ]


def _plain(value: Any) -> Any:
    """Days as the texts that JSON has; a year alone is a text too."""
    if isinstance(value, dict):
        return {
            name: str(inside) if name == "period" else _plain(inside)
            for name, inside in value.items()
        }
    if isinstance(value, list):
        return [_plain(inside) for inside in value]
    return value.isoformat() if isinstance(value, date) else value
