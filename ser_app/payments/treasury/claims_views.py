"""What the screens of claims show, as text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from ser_app.furs.models import Fur
from ser_app.law.money import format_pesos
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.reconciliation.texts import ODD_SENTENCES, ODD_WORDS
from ser_app.payments.treasury.claiming import Claimed
from ser_app.payments.treasury.models import PSE, MoneyClaim
from ser_app.payments.treasury.texts import CLAIM_WORDS, held_words
from ser_app.web.words import MONTHS, day, moment, plural

_STEPS: Final = (100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)


@dataclass(frozen=True)
class WaitingView:
    """Money of nobody, told so widely that only its owner can say more."""

    month: str
    bank: str
    bracket: str


@dataclass(frozen=True)
class HeldView:
    """A payment by PSE of the operator itself that waits for Tesorería.

    Attributes:
        address: Where its document is sent to claim it; empty once it is claimed.
    """

    day: str
    fur: str
    fur_href: str
    amount: str
    why: str
    address: str


@dataclass(frozen=True)
class OwnClaimView:
    """A claim as its operator sees it."""

    day: str
    bank: str
    amount: str
    word: str
    kind: str
    answer: str


@dataclass(frozen=True)
class ClaimView:
    """A claim as Tesorería sees it.

    Attributes:
        money: Public id of the oldest money that fits; empty where none does.
    """

    key: str
    operator: str
    day: str
    bank: str
    amount: str
    words: str
    word: str
    kind: str
    answer: str
    open: bool
    fit: str
    fit_kind: str
    money: str
    money_href: str
    document_href: str


def bracket(amount: int) -> str:
    """A wide bracket of an amount in pesos: «De $ 1.000.000 a $ 10.000.000»."""
    below = 0
    for step in _STEPS:
        if amount < step:
            return f"De {format_pesos(below)} a {format_pesos(step)}"
        below = step
    return f"Más de {format_pesos(below)}"


def waiting_view(value_day: date, bank: str, amount: int) -> WaitingView:
    """Money of nobody: its month, bank and bracket."""
    return WaitingView(f"{MONTHS[value_day.month - 1]} de {value_day.year}", bank, bracket(amount))


def held_view(row: BankException, fur: Fur, claims: Iterable[MoneyClaim]) -> HeldView:
    """A held payment by PSE as text, and the way to claim it."""
    claimed = any(
        (each.state, each.bank, each.day, each.amount) == ("open", PSE, row.value_day, row.amount)
        for each in claims
    )
    stated = (
        row.value_day.isoformat(),
        PSE,
        str(row.amount),
        held_words(fur.number, row.reference),
    )
    return HeldView(
        day=day(row.value_day),
        fur=fur.number,
        fur_href=f"/furs/{fur.number}",
        amount=format_pesos(row.amount),
        why=f"{ODD_WORDS[row.kind]}: {ODD_SENTENCES[row.kind]}",
        address="" if claimed else address_of(stated),
    )


def address_of(stated: Iterable[str]) -> str:
    """Where the document of a claim is sent: day, bank, amount and words are in the address."""
    return "/documentos/reclamaciones/" + "/".join(quote(each, safe="") for each in stated)


def own_view(claim: MoneyClaim, bank: str) -> OwnClaimView:
    """A claim as text, for its operator."""
    word, kind = CLAIM_WORDS[claim.state]
    amount = format_pesos(claim.amount)
    return OwnClaimView(day(claim.day), bank, amount, word, kind, claim.answer)


def claim_view(found: Claimed) -> ClaimView:
    """A claim as text, for Tesorería."""
    claim, count = found.claim, len(found.fitting)
    word, kind = CLAIM_WORDS[claim.state]
    money = found.fitting[0].public_id if found.fitting else ""
    fits = plural(count, "recaudo coincide", "recaudos coinciden") + " en día, banco y valor"
    return ClaimView(
        key=claim.public_id,
        operator=f"{found.operator.name}, NIT {found.operator.tax_number}",
        day=day(claim.day),
        bank=found.bank,
        amount=format_pesos(claim.amount),
        words=f"{claim.words} ({claim.asked_by}, {moment(claim.asked_at)})",
        word=word,
        kind=kind,
        answer=f"{claim.answer} ({claim.decided_by})" if claim.answer else "",
        open=claim.state == "open",
        fit=fits if count else "Ningún recaudo coincide en día, banco y valor",
        fit_kind="paid" if count else "overdue",
        money=money,
        money_href=f"/conciliacion/recaudos/{money}" if money else "",
        document_href=f"/documentos/reclamaciones/{claim.public_id}/soporte",
    )
