"""What the application tells the framework about its look, in one place."""

from typing import Any, Final

import reflex as rx

from ser_app.web.fallbacks import error_boundary, overlay

STYLESHEETS: Final = (
    "/styles/tokens.css",
    "/styles/base.css",
    "/styles/frame.css",
    "/styles/controls.css",
    "/styles/blocks.css",
    "/styles/tables.css",
    "/styles/waiting.css",
    "/styles/words.css",
    "/styles/print.css",
)
"""Style sheets in the order in which they apply; all of them become one file."""


def _theme_colour(colour: str, scheme: str) -> rx.Component:
    """Colour of the browser's own frame; `media` as a plain prop would become a style."""
    return rx.el.meta(
        name="theme-color",
        content=colour,
        custom_attrs={"media": f"(prefers-color-scheme: {scheme})"},
    )


def head_components() -> list[rx.Component]:
    """What stands in the head of every page: the typeface first, then the icon and colours."""
    return [
        rx.el.link(
            rel="preload",
            href="/fonts/public-sans-latin.woff2",
            custom_attrs={"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"},
        ),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        _theme_colour("#ffffff", "light"),
        _theme_colour("#151d29", "dark"),
        rx.el.meta(name="color-scheme", content="light dark"),
    ]


def app_options() -> dict[str, Any]:
    """Arguments for ``rx.App``: Spanish, our look, nothing of the framework's own.

    The wraps replace the framework's English messages: the connection's toast and the page of
    a script that failed. There is no toaster, since state-driven blocks say everything.
    """
    return {
        "html_lang": "es",
        "theme": None,
        "toaster": None,
        "reset_style": False,  # Tailwind's preflight does it
        "stylesheets": list(STYLESHEETS),
        "head_components": head_components(),
        "app_wraps": {
            (55, "ErrorBoundary"): lambda stateful: error_boundary(stateful=stateful),
            (5, "Overlay"): lambda stateful: overlay() if stateful else None,
        },
    }
