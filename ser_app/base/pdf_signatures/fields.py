"""The names and places of the signature fields of a document of ours; imports nothing."""

from dataclasses import dataclass
from typing import Final

SEAL_FIELD: Final = "SelloSER"
"""The field of the system's own certification."""


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A prepared field on the first page.

    Attributes:
        name: As programs list it.
        label: As people read it.
        box: Left, lower, right and upper edge in points from the page's lower left corner.
    """

    name: str
    label: str
    box: tuple[float, float, float, float]
