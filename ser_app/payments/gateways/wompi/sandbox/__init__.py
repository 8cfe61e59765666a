"""A gateway of our own for demonstrations and tests, speaking Wompi's wire.

A real other side, as the sandbox of PlacetoPay is: reached over HTTP only, with its own table,
checking keys, signatures, references and schemas. Nothing but the demonstration and the tests may
mount it.
"""

from typing import Final

from starlette.applications import Starlette

from ser_app.base.resources import Resources
from ser_app.payments.gateways.sandbox.scenarios import Notices, Scenario
from ser_app.payments.gateways.wompi.client import WompiKeys
from ser_app.payments.gateways.wompi.sandbox.app import WompiSandbox, application
from ser_app.payments.gateways.wompi.sandbox.config import WompiSandboxConfig
from ser_app.settings import Settings

WOMPI_SANDBOX_PATH: Final = "/pasarela-wompi-de-pruebas"

__all__ = ["WOMPI_SANDBOX_PATH", "WompiSandboxConfig", "wompi_sandbox_app", "wompi_sandbox_config"]


def wompi_sandbox_app(res: Resources, config: WompiSandboxConfig | None = None) -> Starlette:
    """The sandbox as an ASGI application, to be mounted under `WOMPI_SANDBOX_PATH`.

    Args:
        res: Its database and clock.
        config: How it behaves; by default as the settings of the demonstration say.

    Raises:
        ValueError: Outside the demonstration.
    """
    if not res.settings.demo:
        raise ValueError("The gateway sandbox belongs to the demonstration only")
    return application(WompiSandbox(res, config or wompi_sandbox_config(res.settings)))


def wompi_sandbox_config(settings: Settings) -> WompiSandboxConfig:
    """How the built-in sandbox of the demonstration behaves."""
    return WompiSandboxConfig(
        keys=WompiKeys.of(settings),
        own_url=settings.base_url + WOMPI_SANDBOX_PATH,
        notify_url=f"http://127.0.0.1:{settings.port}/webhooks/wompi",
        scenario=Scenario(settings.sandbox_scenario),
        notices=Notices(settings.sandbox_notices),
        settle_seconds=settings.sandbox_settle_seconds,
    )
