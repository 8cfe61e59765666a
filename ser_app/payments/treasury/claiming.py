"""Unidentified money: Tesorería tells that there is some, operators claim it, Tesorería decides.

Nothing here tells an operator whether a claim fits: the list shows month, bank and a wide bracket,
and every claim gets the same answer until a person decides. So nobody finds money by guessing.

Of money that came by PSE and is held, the payer is known: that operator alone sees it, and only its
claims fit. Whoever decides gives each of them away once, from the one row that holds it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.days import read_day
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.furs.models import Fur
from ser_app.law.money import read_pesos
from ser_app.payments.bank_files import repository as files
from ser_app.payments.bank_files.models import BankAgreement
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.reconciliation import repository as exceptions
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.desk import PAGE
from ser_app.payments.reconciliation.evidence import (
    checked_media,
    keep_evidence,
    shown_name,
)
from ser_app.payments.reconciliation.given_back.texts import NOT_TO_CLAIM
from ser_app.payments.reconciliation.models import BankException, MoneyNotice
from ser_app.payments.reconciliation.resolving import resolve_in
from ser_app.payments.reconciliation.texts import ALREADY_RESOLVED
from ser_app.payments.treasury import repository
from ser_app.payments.treasury.models import PSE, MoneyClaim
from ser_app.payments.treasury.texts import (
    CLAIM_AMOUNT,
    CLAIM_BANK,
    CLAIM_DAY,
    CLAIM_DECIDED,
    CLAIM_FITS_NOT,
    CLAIM_OWN,
    CLAIMS_ENOUGH,
    NOTICE_KNOWN,
    NOTICE_TOO_EARLY,
    PSE_NAME,
    REASON_NEEDED,
    claim_reason,
)
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.models import Operator
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof

MOST_OPEN: Final = 5
SHOWN: Final = PAGE
_SHORTEST: Final = 10
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Stated:
    """What an operator states of its own payment; day and amount as typed."""

    day: str
    bank: str
    amount: str
    words: str


@dataclass(frozen=True, slots=True)
class ForOperators:
    """Unidentified money as anybody may see it, the banks, and the operator's own claims.

    Attributes:
        held: What the operator itself paid by PSE and is held, with the FUR that it was for.
    """

    waiting: Sequence[tuple[date, str, int]]
    held: Sequence[tuple[BankException, Fur]]
    banks: Sequence[BankAgreement]
    claims: Sequence[MoneyClaim]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with the unidentified money that fits it exactly."""

    claim: MoneyClaim
    operator: Operator
    bank: str
    fitting: Sequence[BankException]


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """Some of all claims, and how many there are."""

    rows: Sequence[Claimed]
    count: int


def publish(res: Resources, actor: Actor, exception: str, reason: str) -> None:
    """Leave an exception's money unidentified, for its owner to claim: it holds no close up.

    Operators see what came through banks' files; what came by PSE its payer alone, as before.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such exception.
        Refused: No reason, the money came today (whoever sent it may still be found), or it is
            money that the bank gave back.
        Conflict: It was resolved or published before.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    words = _reason(reason, "publish")
    with res.database.unit() as unit:
        row = exceptions.exception_by_public_id(unit, exception, for_update=True)
        if row.resolved_at is not None:
            raise Conflict("already_resolved", ALREADY_RESOLVED)
        if row.kind == Odd.GIVEN_BACK:
            raise Refused("not_to_claim", NOT_TO_CLAIM, field="publish")
        if row.value_day >= res.clock.today():
            raise Refused("too_early", NOTICE_TOO_EARLY, field="publish")
        notice = MoneyNotice(
            exception_id=row.id or 0,
            reason=words,
            published_by_id=actor.user_id,
            published_by=actor.label,
            at=res.clock.now(),
            on=res.clock.today(),
        )
        if not repository.add_notice(unit, notice):
            raise Conflict("notice_known", NOTICE_KNOWN)
        audit.record(
            unit,
            at=notice.at,
            subject=f"bank_exception:{exception}",
            action="bank_exception.published",
            author=actor,
            detail={"amount": row.amount, "reason": words},
        )


def for_operators(res: Resources, actor: Actor) -> ForOperators:
    """What waits for an owner, without anything that would help somebody else to claim it.

    Raises:
        NotAllowed: The person does not act for an operator that may claim.
    """
    actor.require(Permission.MONEY_CLAIM)
    with res.database.reading() as unit:
        found = repository.published(unit, SHOWN)
        mine = repository.claims(unit, actor.scope, SHOWN)
        return ForOperators(
            [(row.value_day, bank, row.amount) for row, bank in found],
            repository.held_of(unit, actor.scope, SHOWN),
            files.agreements(unit),
            [claim for claim, _ in mine],
        )


def claim(res: Resources, actor: Actor, stated: Stated, name: str, content: bytes) -> str:
    """Claim money by stating exactly when, where and how much, with a document.

    Returns:
        Public id of the claim.

    Raises:
        NotAllowed: The person may not.
        Refused: A value or the document is missing, the document cannot be kept (see
            `checked_media`), or too many claims wait already.
    """
    actor.require(Permission.MONEY_CLAIM)
    operator_id = actor.scope.operator_id or 0
    day, amount, words = check(stated, res.clock.today())
    media = checked_media(content)
    with res.database.unit() as unit:
        repository.lock_claims_of(unit, operator_id)
        if stated.bank not in {PSE, *(each.code for each in files.agreements(unit))}:
            raise Refused("bank", CLAIM_BANK, field="bank")
        if repository.count_open_claims(unit, operator_id) >= MOST_OPEN:
            raise Refused("enough", CLAIMS_ENOUGH.format(most=MOST_OPEN))
        row = MoneyClaim(
            public_id=public_id(),
            operator_id=operator_id,
            day=day,
            bank=stated.bank,
            amount=amount,
            words=words,
            name=shown_name(name, media),
            media=media,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            asked_by_id=actor.user_id,
            asked_by=actor.label,
            asked_at=res.clock.now(),
        )
        repository.add_claim(unit, row)
        _tell(unit, res, actor, row, "asked", {"amount": amount, "day": day.isoformat()})
    return row.public_id


def check(stated: Stated, today: date) -> tuple[date, int, str]:
    """Day, whole pesos and words of what an operator states. Pure.

    Raises:
        Refused: One of them is missing or cannot be; `field` tells which.
    """
    last = today if stated.bank == PSE else today - timedelta(days=1)  # files come the next day
    day, amount = _stated_day(stated.day, last), _stated_amount(stated.amount)
    if not stated.bank:
        raise Refused("bank", CLAIM_BANK, field="bank")
    return day, amount, _reason(stated.words, "words")


def claims_page(res: Resources, actor: Actor, number: int = 1) -> ClaimsPage:
    """A page of all claims with the money that fits each of them, for Tesorería.

    Those that wait come first, the oldest before; then what was decided, the newest before.

    Raises:
        NotAllowed: The person may not see the desk.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        names = {PSE: PSE_NAME} | {each.code: each.name for each in files.agreements(unit)}
        found = repository.claims_in_order(unit, actor.scope, (number - 1) * SHOWN, SHOWN)
        rows = [
            Claimed(
                row,
                operator,
                names.get(row.bank, row.bank),
                repository.fitting(unit, row) if row.state == "open" else [],
            )
            for row, operator in found
        ]
        return ClaimsPage(rows, repository.count_claims(unit, actor.scope))


def accept(res: Resources, actor: Actor, claim_id: str, exception: str, reason: str) -> None:
    """Give an exception's money to the operator that claims it, as balance in favour.

    The claim's document goes with it as evidence, in the same transaction.

    Raises:
        NotAllowed: The person may not.
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: No such claim or exception.
        Refused: No reason, the person claimed it with another account, or the money is not of that
            day, bank and amount.
        Conflict: The claim was decided, or the money resolved before.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    require_recent_proof(res, actor)
    words = _reason(reason, "reason")
    with res.database.reading() as unit:
        content = repository.claim_by_public_id(unit, claim_id).content
    media = checked_media(content)  # what was kept before documents were opened is opened now
    with res.database.unit() as unit:
        row = _open_claim(unit, claim_id)
        if people.same_person(unit, row.asked_by_id, actor.user_id):
            raise Refused("own_claim", CLAIM_OWN)
        [operator] = exceptions.operators_of(unit, [row.operator_id]).values()
        if exception not in {each.public_id for each in repository.fitting(unit, row)}:
            raise Refused("fits_not", CLAIM_FITS_NOT, field="exception")
        found = exceptions.exception_by_public_id(unit, exception, for_update=True)
        evidence = keep_evidence(unit, res, actor, found, row.name, content, media=media)
        resolve_in(
            unit,
            res,
            actor,
            exception,
            Decision(
                way="operator",
                target=operator.nit,
                reason=claim_reason(row.words, words),
                evidence=evidence,
            ),
        )
        row.exception_id = found.id
        _decide(unit, res, actor, row, "accepted", words)


def reject(res: Resources, actor: Actor, claim_id: str, reason: str) -> None:
    """Turn a claim down; the operator reads why.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such claim.
        Refused: No reason.
        Conflict: It was decided before.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    words = _reason(reason, "reason")
    with res.database.unit() as unit:
        _decide(unit, res, actor, _open_claim(unit, claim_id), "rejected", words)


def document_of(res: Resources, actor: Actor, claim_id: str) -> MoneyClaim:
    """A claim with its document, for whoever may see the desk.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such claim.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        return repository.claim_by_public_id(unit, claim_id)


def _open_claim(unit: Unit, claim_id: str) -> MoneyClaim:
    row = repository.claim_by_public_id(unit, claim_id, for_update=True)
    if row.state != "open":
        raise Conflict("claim_decided", CLAIM_DECIDED)
    return row


def _decide(
    unit: Unit, res: Resources, actor: Actor, row: MoneyClaim, state: str, words: str
) -> None:
    row.state, row.answer = state, words
    row.decided_by_id, row.decided_by = actor.user_id, actor.label
    row.decided_at = res.clock.now()
    unit.session.add(row)
    unit.flush()
    _tell(unit, res, actor, row, state, {"answer": words})


def _tell(
    unit: Unit, res: Resources, actor: Actor, row: MoneyClaim, what: str, detail: dict[str, object]
) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"money_claim:{row.public_id}",
        action=f"money_claim.{what}",
        author=actor,
        operator_id=row.operator_id,
        detail=detail,
        of=row,
    )


def _reason(text: str, field: str) -> str:
    words = " ".join(text.split())[:_LONGEST]
    if len(words) < _SHORTEST or not words.isprintable():
        raise Refused("reason_needed", REASON_NEEDED, field=field)
    return words


def _stated_day(text: str, last: date) -> date:
    day = read_day(text)
    if day is None or day > last:
        raise Refused("day", CLAIM_DAY, field="day")
    return day


def _stated_amount(text: str) -> int:
    amount = read_pesos(text)
    if amount is None:
        raise Refused("amount", CLAIM_AMOUNT, field="amount")
    return amount
