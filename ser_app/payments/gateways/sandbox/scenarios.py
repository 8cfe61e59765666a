"""What a sandbox session will do, fixed when it is created."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BANKS: Final = (
    "Banco de pruebas Andino",
    "Banco de pruebas del Caribe",
    "Banco de pruebas Llanero",
    "Cooperativa de pruebas Cafetera",
)
SCENARIO_FIELD: Final = "sandbox_scenario"
NOTICES_FIELD: Final = "sandbox_notices"


class Outcome(StrEnum):
    """What one visit to the bank ends in."""

    APPROVE = "approve"
    REJECT = "reject"
    APPROVE_LATER = "approve_later"
    REJECT_LATER = "reject_later"
    STAY_PENDING = "stay_pending"
    OTHER_AMOUNT = "other_amount"
    TOO_MUCH = "too_much"
    OTHER_CURRENCY = "other_currency"
    APPROVE_TWICE = "approve_twice"
    """Two tries of one session are approved."""
    APPROVE_TOO_LATE = "approve_too_late"
    """The session expires, and is approved after all."""
    APPROVE_AND_GIVE_BACK = "approve_and_give_back"
    """Approved, and given back to the payer later."""
    ABANDON = "abandon"
    CANCEL = "cancel"


class Scenario(StrEnum):
    """Who decides: the person on the bank's page, or the scenario by itself."""

    PERSON = "person"
    APPROVED = "approved"
    REJECTED = "rejected"
    PENDING_THEN_APPROVED = "pending_then_approved"
    PENDING_THEN_REJECTED = "pending_then_rejected"
    OTHER_AMOUNT = "other_amount"
    ABANDONED = "abandoned"


class Notices(StrEnum):
    """What becomes of the notification of a session's end."""

    ONCE = "once"
    LOST = "lost"
    TWICE = "twice"
    LATE = "late"


SCRIPTED: Final = {
    Scenario.APPROVED: Outcome.APPROVE,
    Scenario.REJECTED: Outcome.REJECT,
    Scenario.PENDING_THEN_APPROVED: Outcome.APPROVE_LATER,
    Scenario.PENDING_THEN_REJECTED: Outcome.REJECT_LATER,
    Scenario.OTHER_AMOUNT: Outcome.OTHER_AMOUNT,
    Scenario.ABANDONED: Outcome.ABANDON,
}


@dataclass(frozen=True, slots=True)
class SandboxConfig:
    """How a sandbox behaves.

    Attributes:
        login: The only site that it knows.
        secret_key: That site's secret.
        own_url: Address under which people reach the sandbox, without a slash at the end.
        notify_url: Where it posts notifications.
        legacy_sha1: Take and give SHA-1 digests, as old sites do; nothing else then.
        scenario: For sessions whose create request names none.
        notices: Likewise.
        settle_seconds: How long a bank takes that decides later.
        late_seconds: By how much a late notification is late.
    """

    login: str
    secret_key: str
    own_url: str
    notify_url: str
    legacy_sha1: bool = False
    scenario: Scenario = Scenario.PERSON
    notices: Notices = Notices.ONCE
    settle_seconds: int = 20
    late_seconds: int = 30

    def __repr__(self) -> str:
        return f"SandboxConfig(login={self.login!r}, own_url={self.own_url!r})"
