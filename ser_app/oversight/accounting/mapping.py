"""Which code of the chart an entry of the books goes to. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from ser_app.ledger.journal import Account, Concept


class Coded(Protocol):
    """A row of the mapping, packaged or written by somebody."""

    @property
    def account(self) -> str:
        """An `Account`."""
        ...

    @property
    def concept(self) -> str:
        """A `Concept`; empty for any."""
        ...

    @property
    def regime(self) -> str:
        """A regime; empty for any."""
        ...

    @property
    def valid_from(self) -> date:
        """First posting day."""
        ...

    @property
    def code(self) -> str:
        """Digits of the chart."""
        ...

    @property
    def name(self) -> str:
        """As the chart has it."""
        ...

    @property
    def assumed(self) -> bool:
        """Whether nobody of the accounting has confirmed it."""
        ...


@dataclass(frozen=True, slots=True)
class Packaged:
    """A code that comes with the program; assumed until the Ministry's accounting confirms it."""

    account: str
    concept: str
    code: str
    name: str
    regime: str = ""
    valid_from: date = date(2012, 1, 1)
    assumed: bool = True


DEFAULTS: Final = (
    Packaged(Account.COLLECTED, "", "111005", "Depósitos en instituciones financieras"),
    Packaged(Account.DEBTOR, "", "131101", "Cuentas por cobrar: tasas"),
    Packaged(Account.DEBTOR, Concept.FINE, "131102", "Cuentas por cobrar: multas"),
    Packaged(Account.DEBTOR, Concept.INTEREST, "131103", "Cuentas por cobrar: intereses"),
    Packaged(Account.DEBTOR, Concept.PENALTY, "131104", "Cuentas por cobrar: sanciones"),
    Packaged(Account.REVENUE, "", "411001", "Ingresos no tributarios: tasas"),
    Packaged(Account.REVENUE, Concept.FINE, "411002", "Ingresos no tributarios: multas"),
    Packaged(Account.REVENUE, Concept.INTEREST, "411003", "Ingresos no tributarios: intereses"),
    Packaged(Account.REVENUE, Concept.PENALTY, "411004", "Ingresos no tributarios: sanciones"),
    Packaged(Account.UNIDENTIFIED, "", "240720", "Recaudos por clasificar"),
    Packaged(Account.IN_FAVOUR, "", "249040", "Saldos a favor de beneficiarios"),
    Packaged(Account.REFUND_PAYABLE, "", "249090", "Otras cuentas por pagar: devoluciones"),
    Packaged(Account.WRITE_OFF, "", "580423", "Pérdida por baja en cuentas por cobrar"),
)
"""Assumed, after the structure of the Contaduría General's catalogue for government bodies (class,
group, account, subaccount); which of them the Fondo uses is for its accounting to say."""


def code_for(
    codes: Iterable[Coded], account: str, concept: str, regime: str, day: date
) -> Coded | None:
    """The code that applies; of several the most particular, then the newest, then the last.

    Args:
        codes: The packaged ones first, then what was written, in the order of writing.
        account: Of the entry.
        concept: Of the entry.
        regime: Of its debt; empty without one.
        day: Posting day.
    """
    fitting = [
        (bool(each.regime), bool(each.concept), each.valid_from, place, each)
        for place, each in enumerate(codes)
        if each.account == account
        and each.concept in {"", concept}
        and each.regime in {"", regime}
        and each.valid_from <= day
    ]
    return max(fitting, key=lambda each: each[:4])[4] if fitting else None
