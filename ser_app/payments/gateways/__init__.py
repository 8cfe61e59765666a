"""Gateways: the neutral port, the real one, and the sandbox of the demonstration."""

from ser_app.base.clock import Clock, SystemClock
from ser_app.payments.gateways.placetopay import Credentials, PlacetopayGateway
from ser_app.payments.gateways.port import PaymentGateway
from ser_app.payments.gateways.sandbox import SANDBOX_PATH
from ser_app.settings import Settings


def gateway_of(settings: Settings, clock: Clock | None = None) -> PaymentGateway:
    """The gateway that the settings choose.

    In the demonstration, without an address of a real gateway, it is the sandbox in this same
    process, reached over the loopback like any other server.

    Args:
        settings: Which gateway, and who we are there.
        clock: Gives the seeds; real time by default.
    """
    base_url = settings.placetopay_url or f"http://127.0.0.1:{settings.port}{SANDBOX_PATH}"
    secret = settings.placetopay_secret_key.get_secret_value()
    return PlacetopayGateway(
        base_url, Credentials(settings.placetopay_login, secret), clock or SystemClock()
    )
