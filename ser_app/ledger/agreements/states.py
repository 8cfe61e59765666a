"""The states of a payment agreement."""

from enum import StrEnum
from typing import Final


class AgreementState(StrEnum):
    """Where an agreement stands, as it is stored; how it is met follows from the books.

    `proposed` → `reviewed` (one person of Cartera) → `in_force` (another one) → `fulfilled` when
    all is paid, or `accelerated` when an instalment was not. `rejected` and `withdrawn` end a
    proposal.
    """

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    IN_FORCE = "in_force"
    FULFILLED = "fulfilled"
    ACCELERATED = "accelerated"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


UNDECIDED: Final = (AgreementState.PROPOSED, AgreementState.REVIEWED)
"""Proposals that wait for Cartera."""
BEGUN: Final = (AgreementState.IN_FORCE, AgreementState.FULFILLED, AgreementState.ACCELERATED)
"""Agreements that have a schedule."""


class Guarantee(StrEnum):
    """What secures an agreement."""

    BANK = "bank"
    INSURANCE = "insurance"
    PERSONAL = "personal"
    MORTGAGE = "mortgage"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Its name in Spanish."""
        return _GUARANTEES[self]


_GUARANTEES: Final = {
    Guarantee.BANK: "Garantía bancaria",
    Guarantee.INSURANCE: "Póliza de seguro",
    Guarantee.PERSONAL: "Codeudor o fiador",
    Guarantee.MORTGAGE: "Hipoteca o prenda",
    Guarantee.OTHER: "Otra, que se describe",
}
