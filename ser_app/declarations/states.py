"""The closed vocabularies of a declaration, as they are stored."""

from enum import StrEnum


class DeclarationState(StrEnum):
    """Where a declaration stands.

    `draft` → `prepared` (its FUR is issued, signatures are missing) → `filed`; a draft that
    nobody wants any more is `discarded`, a filing that a correction took the place of `replaced`.
    """

    DRAFT = "draft"
    PREPARED = "prepared"
    FILED = "filed"
    DISCARDED = "discarded"
    REPLACED = "replaced"


class Use(StrEnum):
    """What a form is for: the three uses of the FUR."""

    FILING = "filing"
    FILING_AND_PAYMENT = "filing_and_payment"
    PAYMENT = "payment"


class Channel(StrEnum):
    """How it is filed; decides the filing day (`draft.filing_day`)."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


class LineKind(StrEnum):
    """Whether a line adds to the income or is taken from it."""

    INCOME = "income"
    RETURN = "return"


class SignerRole(StrEnum):
    """The two persons who must sign (rules: who signs)."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    ACCOUNTANT = "accountant"
