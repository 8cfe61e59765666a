"""How a sandbox of Wompi behaves, and the banks that it has."""

from dataclasses import dataclass
from typing import Final

from ser_app.payments.gateways.sandbox.scenarios import Notices, Outcome, Scenario
from ser_app.payments.gateways.wompi.client import WompiKeys

BANKS: Final = {
    "1": "Banco de pruebas que aprueba",
    "2": "Banco de pruebas que rechaza",
    "3": "Banco de pruebas que simula un error",
    "1040": "Banco de pruebas Andino",
    "1051": "Banco de pruebas del Caribe",
}
"""The first three decide by themselves, as those of Wompi's own sandbox; the others let the person
choose."""
SCRIPTED_BANKS: Final = {"1": Outcome.APPROVE, "2": Outcome.REJECT, "3": Outcome.ABANDON}


@dataclass(frozen=True, slots=True)
class WompiSandboxConfig:
    """How a sandbox behaves.

    Attributes:
        keys: Of the only merchant that it knows.
        own_url: Address under which people reach the sandbox, without a slash at the end.
        notify_url: Where it posts events.
        scenario: What banks do that let the person choose; `person` lets them.
        notices: What becomes of events: `once`, `lost`, `twice` or `late`.
        settle_seconds: How long a bank takes that decides later.
        late_seconds: By how much a late event is late.
        again_after: Waits before an event that was not answered 200 is posted again, in seconds.
        looks_before_address: How often a transaction is asked about before its bank answers.
    """

    keys: WompiKeys
    own_url: str
    notify_url: str
    scenario: Scenario = Scenario.PERSON
    notices: Notices = Notices.ONCE
    settle_seconds: int = 20
    late_seconds: int = 30
    again_after: tuple[float, ...] = (1800, 10_800, 86_400)
    looks_before_address: int = 1
