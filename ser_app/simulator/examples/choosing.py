"""Which examples the page shows, read from its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from ser_app.simulator.examples import texts
from ser_app.simulator.examples.reading import WorkedExample
from ser_app.simulator.examples.views import matches

ADDRESS: Final = "/simulador/ejemplos"
PAGE_SIZE: Final = 25
_LONGEST_TEXT: Final = 80
# From the due day to what follows a declaration; a file that is not named comes last.
_FILES: Final = (
    "due_days", "prst_levy", "postal", "radio", "d1972", "rights",
    "prst_penalty", "wages", "interest", "corrections", "firmness",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Words to look for, a group or all of them (empty), and the page from 1."""

    words: str = ""
    group: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Take what is understood from an address."""
        group, page = query.get("grupo", ""), query.get("pagina", "")
        return cls(
            words=query.get("texto", "").strip()[:_LONGEST_TEXT],
            group=group if group in texts.GROUPS else "",
            page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 4 else 1,  # noqa: PLR2004  no page has four digits
        )

    def of(self, examples: Sequence[WorkedExample]) -> list[WorkedExample]:
        """The examples that it asks for, group by group."""
        wanted = (each for each in examples if self.group in {"", each.group})
        found = [each for each in wanted if matches(each, self.words)]
        return sorted(found, key=_place)

    def address(self, page: int, count: int) -> str:
        """The address of another page of the same choice; empty when there is none."""
        if page < 1 or (page - 1) * PAGE_SIZE >= count:
            return ""
        values = {"texto": self.words, "grupo": self.group, "pagina": str(page)}
        return f"{ADDRESS}?{urlencode({name: text for name, text in values.items() if text})}"


def _place(example: WorkedExample) -> tuple[int, int]:
    file = example.key.rpartition("-")[0]
    place = _FILES.index(file) if file in _FILES else len(_FILES)
    return list(texts.GROUPS).index(example.group), place
