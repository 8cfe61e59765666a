"""Icons: one small sprite, drawn in the colour of the text beside them."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from re import findall

import reflex as rx

from ser_app.web.kinds import Text, classes

SPRITE = Path(__file__).parents[2] / "assets" / "icons.svg"


@cache
def icon_names() -> frozenset[str]:
    """Names of the icons in the sprite."""
    return frozenset(findall(r'<symbol id="([a-z]+)"', SPRITE.read_text(encoding="utf-8")))


@cache
def _address() -> str:
    """Address of the sprite, with its content's hash so that browsers may keep it."""
    return f"/icons.svg?v={sha256(SPRITE.read_bytes()).hexdigest()[:8]}"


def icon(name: Text, *, class_name: str = "") -> rx.Component:
    """Draw an icon that only decorates: a word always stands beside it.

    Args:
        name: One of `icon_names`, or a variable with such a name.
        class_name: Further classes, for the size.

    Raises:
        ValueError: If a fixed name is not in the sprite.
    """
    if isinstance(name, str) and name not in icon_names():
        raise ValueError(f"there is no icon «{name}» in assets/icons.svg")
    return rx.el.svg(
        rx.el.svg.use(custom_attrs={"href": f"{_address()}#{name}"}),
        class_name=classes("icon", class_name),
        custom_attrs={"aria-hidden": "true", "focusable": "false"},
    )
