"""The two digests of Wompi's wire: one binds what we ask for, the other proves who notifies us.

Source: docs.wompi.co, *Widget y Checkout Web* (firma de integridad) and *Eventos*.
"""

import hashlib
from collections.abc import Sequence


def integrity_signature(
    reference: str,
    amount_in_cents: int,
    currency: str,
    integrity_secret: str,
    expiration_time: str | None = None,
) -> str:
    """The `signature` of a transaction: SHA-256 in lower-case hexadecimal.

    Args:
        reference: As it is sent.
        amount_in_cents: Hundredths of a peso.
        currency: `COP`.
        integrity_secret: The merchant's secret for this.
        expiration_time: As it is sent; None where none is.
    """
    parts = (reference, str(amount_in_cents), currency, expiration_time or "", integrity_secret)
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def event_checksum(values: Sequence[str], timestamp: int, events_secret: str) -> str:
    """The checksum of an event: SHA-256 of the signed values, its timestamp and the secret.

    Args:
        values: What stands at the paths of `signature.properties`, in their order.
        timestamp: The event's own.
        events_secret: The merchant's secret for events.
    """
    return hashlib.sha256(f"{''.join(values)}{timestamp}{events_secret}".encode()).hexdigest()
