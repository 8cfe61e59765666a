"""The pictures of the steps, which `make screenshots` takes from a running demonstration."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

PICTURES: Final = Path(__file__).parents[3] / "assets" / "help"
SIZES: Final = "sizes.json"
ENDING: Final = ".webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page needs it: its place is kept before it is loaded.

    Attributes:
        address: Where the browser finds it, with its content's hash.
        width: Pixels.
        height: Pixels.
    """

    address: str
    width: int
    height: int


def picture(name: str) -> Picture | None:
    """A picture by its name; None until `make screenshots` has taken it.

    The program that takes it needs the page to be there, so a new step is first shown without.

    Raises:
        FileNotFoundError: It is in the list and its file is gone.
    """
    if name not in _sizes():
        return None
    width, height = _sizes()[name]
    file = PICTURES / f"{name}{ENDING}"
    version = sha256(file.read_bytes()).hexdigest()[:8]
    return Picture(f"/{PICTURES.name}/{file.name}?v={version}", width, height)


@cache
def _sizes() -> dict[str, list[int]]:
    """Width and height of each picture, as they were taken."""
    if not (PICTURES / SIZES).is_file():
        return {}
    found: dict[str, list[int]] = json.loads((PICTURES / SIZES).read_text("utf-8"))
    return found
