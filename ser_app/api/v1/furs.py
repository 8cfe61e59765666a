"""FURs: issuing, another day, the PDF, and copies that people signed."""

from datetime import date
from http import HTTPStatus
from typing import Final

from ser_app.api.v1 import schemas
from ser_app.api.v1.alerts import Alert, alerts_told
from ser_app.api.v1.operation import Asked, File, Reply
from ser_app.api.v1.parts import cut, stretch_of
from ser_app.base.errors import Refused
from ser_app.declarations.states import Channel, SignerRole, Use
from ser_app.furs import service
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.finding.repository import FurRow
from ser_app.furs.service import FurDetail
from ser_app.furs.states import ShownFurState
from ser_app.people.permissions import Permission
from ser_app.signing.report import Verdict
from ser_app.signing.service import accept_upload

_DAY_NEEDED: Final = "Para pagar deudas diga hasta qué día se liquidan, en `payment_day`."
_NO_AMOUNT: Final = "Solo de `debts` se paga una parte: quite `amount`."
_CHUNK: Final = 64 * 1024


def furs(asked: Asked) -> schemas.Furs:
    """Some of the FURs, the newest first."""
    rows = service.furs_along(asked.res, asked.actor, stretch_of(asked.query))
    kept, cursor = cut(rows, asked.query, _place)
    return schemas.Furs(items=[_listed(*each) for each in kept], next_cursor=cursor)


def _place(listed: tuple[FurRow, ShownFurState]) -> tuple[date, int]:
    fur = listed[0].fur
    return fur.issued_on, fur.id or 0


def _listed(row: FurRow, state: ShownFurState) -> schemas.ListedFur:
    fur = row.fur
    return schemas.ListedFur(
        number=fur.number,
        expediente=row.expediente_number,
        regime=fur.regime,
        period=fur.period,
        use=Use(fur.use),
        channel=Channel(fur.channel),
        state=state,
        reference=fur.reference,
        total=fur.total,
        payment_day=fur.payment_day,
        issued_on=fur.issued_on,
        paid_on=fur.paid_on,
    )


def fur(asked: Asked) -> schemas.Fur:
    """One FUR."""
    return _told(asked, asked.path["number"])


def pdf(asked: Asked) -> File:
    """The bytes in which it was issued."""
    found = service.pdf(asked.res, asked.actor, asked.path["number"])
    return File(found.name, "application/pdf", found.content, found.sha256)


def issue(asked: Asked) -> Reply:
    """Issue the FUR of a draft, of a filing that was not paid, or of debts of the statement."""
    return Reply(_told(asked, _issued(asked)))


def _issued(asked: Asked) -> str:
    res, actor, body = asked.res, asked.actor, asked.body
    if body.debts:
        if body.payment_day is None:
            raise Refused("payment_day_missing", _DAY_NEEDED, field="payment_day")
        return issue_debts_fur(res, actor, body.debts, body.payment_day, body.amount)
    if body.amount is not None:
        raise Refused("amount_not_taken", _NO_AMOUNT, field="amount")
    if body.payment_day is None:
        return service.issue(res, actor, body.declaration)
    return service.issue_payment_fur(res, actor, body.declaration, body.payment_day)


def renew(asked: Asked) -> Reply:
    """The same for another payment day."""
    day, number = asked.body.payment_day, asked.path["number"]
    return Reply(_told(asked, service.reliquidate(asked.res, asked.actor, number, day)))


def take_signed(asked: Asked) -> Reply:
    """Take a copy that people signed with their own certificates; with the last one it is filed."""
    number, content = asked.path["number"], asked.body
    chunks = (content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK))
    found = accept_upload(asked.res, asked.actor, number, chunks, address=asked.address)
    accepted = found.verdict is Verdict.VALID
    if not accepted:
        raise Refused(f"copy_{found.code}", found.sentence)
    detail = service.fur_detail(asked.res, asked.actor, number)
    told = schemas.SignedCopy(
        accepted=accepted,
        detail=found.sentence,
        filed=detail.declaration is not None and detail.declaration.filed_on is not None,
        missing_signatures=_missing(detail),
        alerts=_alerts(asked, detail) or [],
    )
    return Reply(told, HTTPStatus.CREATED)


def _told(asked: Asked, number: str) -> schemas.Fur:
    found = service.fur_detail(asked.res, asked.actor, number)
    fur = found.fur
    return schemas.Fur(
        number=fur.number,
        declaration=found.declaration.public_id if found.declaration else None,
        expediente=found.form.expediente or None,
        regime=fur.regime,
        period=fur.period,
        use=Use(fur.use),
        channel=Channel(fur.channel),
        state=found.state,
        reference=fur.reference,
        levy=fur.levy,
        late_filing_penalty=fur.late_filing_penalty,
        arrears_interest=fur.arrears_interest,
        balance_applied=fur.balance_applied,
        total=fur.total,
        due_on=fur.due_on,
        filing_day=fur.filing_day,
        payment_day=fur.payment_day,
        issued_on=fur.issued_on,
        filed_at=fur.filed_at,
        paid_on=fur.paid_on,
        missing_signatures=_missing(found),
        replaced_by=found.replaced_by or None,
        payable_now=found.state is ShownFurState.FILED and fur.reference is not None,
        sha256=fur.sha256,
        rules_version=fur.rules_version,
        alerts=_alerts(asked, found),
        page=f"{asked.res.settings.base_url}/furs/{fur.number}",
    )


def _missing(found: FurDetail) -> list[SignerRole]:
    return [SignerRole(person.role) for person in found.missing]


def _alerts(asked: Asked, found: FurDetail) -> list[Alert] | None:
    """Those of what it files or pays; None for a key that sees no declarations."""
    if not asked.actor.may(Permission.DECLARATION_VIEW):
        return None
    return alerts_told(asked, found.declaration.public_id)[0] if found.declaration else []
