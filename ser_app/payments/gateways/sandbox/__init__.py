"""A payment gateway of our own for demonstrations and tests, speaking PlacetoPay's wire.

It is a real other side: it is reached over HTTP only, keeps its own tables, checks digests,
seeds, nonces and schemas, and knows nothing of the payments room. Nothing but the demonstration
and the tests may mount it.
"""

from typing import Final

from starlette.applications import Starlette

from ser_app.base.resources import Resources
from ser_app.payments.gateways.sandbox.app import Sandbox, application
from ser_app.payments.gateways.sandbox.scenarios import Notices, SandboxConfig, Scenario
from ser_app.settings import Settings

SANDBOX_PATH: Final = "/pasarela-de-pruebas"

__all__ = ["SANDBOX_PATH", "Notices", "SandboxConfig", "Scenario", "sandbox_app", "sandbox_config"]


def sandbox_app(res: Resources, config: SandboxConfig | None = None) -> Starlette:
    """The sandbox as an ASGI application, to be mounted under `SANDBOX_PATH`.

    Args:
        res: Its database and clock.
        config: How it behaves; by default as the settings of the demonstration say.

    Raises:
        ValueError: Outside the demonstration.
    """
    if not res.settings.demo:
        raise ValueError("The gateway sandbox belongs to the demonstration only")
    return application(Sandbox(res, config or sandbox_config(res.settings)))


def sandbox_config(settings: Settings) -> SandboxConfig:
    """How the built-in sandbox of the demonstration behaves."""
    return SandboxConfig(
        login=settings.placetopay_login,
        secret_key=settings.placetopay_secret_key.get_secret_value(),
        own_url=settings.base_url + SANDBOX_PATH,
        notify_url=f"http://127.0.0.1:{settings.port}/webhooks/placetopay",
        scenario=Scenario(settings.sandbox_scenario),
        notices=Notices(settings.sandbox_notices),
        settle_seconds=settings.sandbox_settle_seconds,
    )
