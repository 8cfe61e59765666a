"""Gateways: the neutral port, the real ones, and the sandboxes of the demonstration."""

from typing import Final, Literal

from ser_app.base.clock import Clock, SystemClock
from ser_app.payments.gateways.placetopay import Credentials, PlacetopayGateway
from ser_app.payments.gateways.port import PaymentGateway
from ser_app.payments.gateways.sandbox import SANDBOX_PATH
from ser_app.payments.gateways.wompi import WompiGateway, WompiKeys
from ser_app.payments.gateways.wompi.sandbox import WOMPI_SANDBOX_PATH
from ser_app.settings import Settings

GatewayName = Literal["placetopay", "wompi"]
GATEWAY_NAMES: Final[tuple[GatewayName, ...]] = ("placetopay", "wompi")


def gateway_of(settings: Settings, clock: Clock | None = None) -> PaymentGateway:
    """The gateway in which the settings let new payments begin.

    In the demonstration, without an address of a real gateway, it is the sandbox in this same
    process, reached over the loopback like any other server.

    Args:
        settings: Which gateway, and who we are there.
        clock: Gives the seeds; real time by default.
    """
    return _MAKERS[settings.gateway](settings, clock or SystemClock())


def gateway_named(name: str, settings: Settings, clock: Clock) -> PaymentGateway | None:
    """The gateway of that name, where this installation has it.

    A payment is asked about where it began, also after another gateway was chosen for new ones.
    """
    if name == "placetopay" and (settings.demo or settings.placetopay_url):
        return _placetopay(settings, clock)
    if name == "wompi" and (settings.demo or settings.wompi_url):
        return _wompi(settings, clock)
    return None


def _placetopay(settings: Settings, clock: Clock) -> PaymentGateway:
    base_url = settings.placetopay_url or f"http://127.0.0.1:{settings.port}{SANDBOX_PATH}"
    secret = settings.placetopay_secret_key.get_secret_value()
    credentials = Credentials(settings.placetopay_login, secret)
    return PlacetopayGateway(base_url, credentials, clock, patience=settings.gateway_seconds)


def _wompi(settings: Settings, _clock: Clock) -> PaymentGateway:
    base_url = settings.wompi_url or f"http://127.0.0.1:{settings.port}{WOMPI_SANDBOX_PATH}/v1"
    return WompiGateway(base_url, WompiKeys.of(settings))


_MAKERS: Final = {"placetopay": _placetopay, "wompi": _wompi}
