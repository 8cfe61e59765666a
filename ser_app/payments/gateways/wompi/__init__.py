"""Wompi (Bancolombia), a second gateway for PSE behind the same port."""

from ser_app.payments.gateways.wompi.client import WompiGateway, WompiKeys
from ser_app.payments.gateways.wompi.signatures import event_checksum, integrity_signature

__all__ = ["WompiGateway", "WompiKeys", "event_checksum", "integrity_signature"]
