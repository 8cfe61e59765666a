"""Reading Wompi's events: which values are signed is part of the event itself.

`signature.properties` lists paths; their values in that order, the timestamp and our secret make
the checksum. The list is data, so that Wompi may sign more one day; what we use must be on it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ser_app.payments.gateways.port import NotificationRefused
from ser_app.payments.gateways.wompi.answers import mapping
from ser_app.payments.gateways.wompi.signatures import event_checksum

_KIND: Final = "transaction.updated"
_NEEDED: Final = frozenset({"transaction.id", "transaction.status"})
_MOST_PROPERTIES: Final = 32


@dataclass(frozen=True, slots=True)
class Event:
    """An event whose checksum is still to be compared.

    Attributes:
        request_id: The transaction.
        status: What it became.
        checksum: As it came.
        expected: As it must be.
    """

    request_id: str
    status: str
    checksum: str
    expected: str


def read_event(body: bytes, events_secret: str) -> Event:
    """Read an event and work out its checksum.

    Raises:
        NotificationRefused: Malformed, of another kind, or what we use of it is not signed.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotificationRefused("Not JSON") from error
    found = mapping(document)
    signature, timestamp = mapping(found.get("signature")), found.get("timestamp")
    properties, checksum = signature.get("properties"), signature.get("checksum")
    if found.get("event") != _KIND:
        raise NotificationRefused("Not an event about a transaction")
    if (
        not isinstance(properties, list)
        or len(properties) > _MOST_PROPERTIES
        or not {each for each in properties if isinstance(each, str)} >= _NEEDED
        or not isinstance(checksum, str)
        or isinstance(timestamp, bool)
        or not isinstance(timestamp, int)
    ):
        raise NotificationRefused("Fields are missing, or what matters is not signed")
    data = mapping(found.get("data"))
    values = [_value(data, path) for path in properties]
    request_id, status = (_value(data, path) for path in ("transaction.id", "transaction.status"))
    expected = event_checksum(values, timestamp, events_secret)
    return Event(request_id, status, checksum.lower(), expected)


def _value(data: Mapping[str, Any], path: object) -> str:
    value: object = data
    for name in str(path).split("."):
        value = mapping(value).get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotificationRefused("A signed value is missing")
    return str(value)
