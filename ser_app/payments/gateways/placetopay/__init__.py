"""PlacetoPay WebCheckout (Evertec), the gateway that serves PSE."""

from ser_app.payments.gateways.placetopay.client import Credentials, PlacetopayGateway
from ser_app.payments.gateways.placetopay.signatures import notification_signature, tran_key

__all__ = ["Credentials", "PlacetopayGateway", "notification_signature", "tran_key"]
