"""Gateways: the neutral port, the real ones, and the sandboxes of the demonstration."""

from typing import Final, Literal

from ser_app.base.clock import Clock, SystemClock
from ser_app.payments.gateways.guarded import GuardedGateway, circuit_of
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
    return _guarded(_MAKERS[settings.gateway](settings, clock or SystemClock()), settings)


def gateway_named(name: str, settings: Settings, clock: Clock) -> PaymentGateway | None:
    """The gateway of that name, where this installation has it.

    A payment is asked about where it began, also after another gateway was chosen for new ones.
    """
    if name == "placetopay" and (settings.demo or settings.placetopay_url):
        return _guarded(_placetopay(settings, clock), settings)
    if name == "wompi" and (settings.demo or settings.wompi_url):
        return _guarded(_wompi(settings, clock), settings)
    return None


def is_resting(settings: Settings) -> bool:
    """Whether the gateway of new payments has not answered for a while, and is left alone."""
    return circuit_of(_address(settings.gateway, settings)).is_open


def _guarded(gateway: PaymentGateway, settings: Settings) -> PaymentGateway:
    return GuardedGateway(gateway, circuit_of(_address(gateway.name, settings)))


def _address(name: str, settings: Settings) -> str:
    own = settings.wompi_url if name == "wompi" else settings.placetopay_url
    return f"{name} {own or settings.port}"


def _placetopay(settings: Settings, clock: Clock) -> PaymentGateway:
    base_url = settings.placetopay_url or f"http://127.0.0.1:{settings.port}{SANDBOX_PATH}"
    secret = settings.placetopay_secret_key.get_secret_value()
    credentials = Credentials(settings.placetopay_login, secret)
    return PlacetopayGateway(base_url, credentials, clock, patience=settings.gateway_seconds)


def _wompi(settings: Settings, _clock: Clock) -> PaymentGateway:
    base_url = settings.wompi_url or f"http://127.0.0.1:{settings.port}{WOMPI_SANDBOX_PATH}/v1"
    return WompiGateway(base_url, WompiKeys.of(settings))


_MAKERS: Final = {"placetopay": _placetopay, "wompi": _wompi}
