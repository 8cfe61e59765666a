"""Declarations: what there is, drafts, and how each stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ser_app.api.v1 import schemas
from ser_app.api.v1.alerts import alerts_told
from ser_app.api.v1.operation import Asked, Reply
from ser_app.api.v1.parts import cut, stretch_of
from ser_app.api.v1.requests import DraftLine, DraftText
from ser_app.base.errors import Conflict, NotFound, Refused, SerError
from ser_app.base.tokens import public_id
from ser_app.declarations import service
from ser_app.declarations.alerts.service import add_note
from ser_app.declarations.draft import MAX_LINES, Draft, Line
from ser_app.declarations.inputs import read_future_day, read_text
from ser_app.declarations.models import Declaration
from ser_app.declarations.service import Listed, Summary
from ser_app.declarations.states import Channel, DeclarationState, LineKind, Use
from ser_app.furs.service import Review, current_fur, review
from ser_app.law.periods import Period, Regime

_MANY: Final = f"Una declaración admite hasta {MAX_LINES} renglones de cada clase."
_NO_USE: Final = "Un borrador se presenta: `filing`, o `filing_and_payment`."
_NOT_A_DRAFT: Final = (
    "Ya no es un borrador: su FUR fue generado o fue presentada. No se guardó nada."
)


def expedientes(asked: Asked) -> schemas.Expedientes:
    """The operator's expedientes."""
    found = service.expediente_choices(asked.res, asked.actor)
    items = [
        schemas.Expediente(
            number=each.number,
            regime=each.regime,
            service=each.service,
            levy_rate=each.levy_rate or None,
        )
        for each in found
    ]
    return schemas.Expedientes(items=items)


def periods(asked: Asked) -> schemas.Periods:
    """The periods of an expediente that can be declared."""
    key = _expediente(asked, asked.path["number"])
    found = service.period_choices(asked.res, asked.actor, key)
    items = [
        schemas.OpenPeriod(
            period=each.period.text,
            due_on=each.due_on,
            state=each.state,
            declaration=each.declaration_id or None,
        )
        for each in found
    ]
    return schemas.Periods(items=items)


def _expediente(asked: Asked, number: str) -> str:
    """The public id of an expediente, which people know by its number."""
    for each in service.expediente_choices(asked.res, asked.actor):
        if each.number == number:
            return each.public_id
    raise NotFound("Su operador no tiene un expediente con ese número.")


def declarations(asked: Asked) -> schemas.Declarations:
    """Some of the declarations, the last due first."""
    rows = service.declarations_along(asked.res, asked.actor, stretch_of(asked.query))
    kept, cursor = cut(rows, asked.query, _place)
    return schemas.Declarations(items=[_listed(each) for each in kept], next_cursor=cursor)


def _place(listed: Listed) -> tuple[date, int]:
    return listed.due_on, listed.row.declaration.id or 0


def _listed(listed: Listed) -> schemas.ListedDeclaration:
    found = listed.row.declaration
    return schemas.ListedDeclaration(
        id=found.public_id,
        expediente=listed.row.expediente_number,
        regime=Regime(found.regime),
        period=found.period,
        state=DeclarationState(found.state),
        due_on=listed.due_on,
        moved_from=found.due_on if listed.moved else None,
        levy=found.levy,
        total=listed.total,
        filed_on=found.filed_on,
        paid_on=found.paid_on,
    )


def declaration(asked: Asked) -> schemas.Declaration:
    """One declaration."""
    return _told(asked, asked.path["id"])


def begin(asked: Asked) -> Reply:
    """Begin the declaration of a period, or find the one that is there."""
    key = _expediente(asked, asked.body.expediente)
    return Reply(_told(asked, service.start_draft(asked.res, asked.actor, key, asked.body.period)))


def correct(asked: Asked) -> Reply:
    """Begin the correction of a filed declaration."""
    return Reply(_told(asked, service.start_correction(asked.res, asked.actor, asked.path["id"])))


def save(asked: Asked) -> schemas.Declaration:
    """Replace the text of a draft; saving the same text twice saves it once."""
    opened = service.open_draft(asked.res, asked.actor, asked.path["id"])
    if opened is None:
        raise Conflict("not_a_draft", _NOT_A_DRAFT)
    wanted = _text(asked, opened.draft, asked.body)
    if _content(wanted) != _content(opened.draft) or opened.moved_from is not None:
        service.save_draft(asked.res, asked.actor, wanted)
    return _told(asked, wanted.public_id)


def discard(asked: Asked) -> schemas.Declaration:
    """Throw a draft away."""
    key = asked.path["id"]
    found = service.summary(asked.res, asked.actor, key)
    if found.declaration.state != DeclarationState.DISCARDED:
        service.discard_draft(asked.res, asked.actor, key)
    return _told(asked, key)


def note(asked: Asked) -> Reply:
    """Keep what the operator says about the alerts; the same words twice are one note."""
    add_note(asked.res, asked.actor, asked.path["id"], asked.body.text)
    return Reply(_told(asked, asked.path["id"]))


def _text(asked: Asked, there: Draft, sent: DraftText) -> Draft:
    if sent.use is Use.PAYMENT:
        raise Refused("invalid_choice", _NO_USE, field="use")
    return replace(
        there,
        version=sent.version,
        lines=_lines(there, sent.lines),
        nil_confirmed=sent.nil_confirmed,
        use=sent.use,
        channel=sent.channel,
        payment_day=read_future_day(sent.payment_day.isoformat(), asked.res.clock.today()),
        balance_applied=sent.balance_applied,
        yearly_adjustment=sent.yearly_adjustment,
    )


def _lines(there: Draft, sent: Sequence[DraftLine]) -> tuple[Line, ...]:
    """The lines that were sent, in the places of those that are there: a row keeps its name."""
    kept = {kind: [line.public_id for line in there.of_kind(kind)] for kind in LineKind}
    if any(sum(each.kind is kind for each in sent) > MAX_LINES for kind in LineKind):
        raise Refused("too_many_lines", _MANY, field="lines")
    lines = [
        Line(
            kept[each.kind].pop(0) if kept[each.kind] else public_id(),
            each.kind,
            read_text(each.description),
            each.amount,
        )
        for each in sent
    ]
    # The form shows one line of each kind at least: what was not sent is left empty.
    for kind in LineKind:
        if kept[kind] and all(line.kind is not kind for line in lines):
            lines.append(Line(kept[kind][0], kind))
    return tuple(lines)


def _content(draft: Draft) -> Draft:
    """A draft without what a save changes by itself."""
    ordered = tuple(line for kind in LineKind for line in draft.of_kind(kind))
    return replace(draft, version=0, lines=ordered)


def _told(asked: Asked, key: str) -> schemas.Declaration:
    found = service.summary(asked.res, asked.actor, key)
    stored = found.declaration
    now = _review(asked, found) if stored.state == DeclarationState.DRAFT else None
    fur = current_fur(asked.res, asked.actor, key)
    alerts, notes = alerts_told(asked, key)
    return schemas.Declaration(
        id=stored.public_id,
        expediente=found.expediente.number,
        regime=Regime(stored.regime),
        period=Period.parse(stored.period).text,
        state=DeclarationState(stored.state),
        version=stored.version,
        corrects=found.standing.corrects.public_id if found.standing.corrects else None,
        use=Use(stored.use),
        channel=Channel(stored.channel),
        due_on=found.due_on,
        moved_from=stored.due_on if found.reliquidations else None,
        payment_day=stored.payment_day,
        nil_confirmed=stored.nil_confirmed,
        lines=[
            schemas.Line(kind=LineKind(each.kind), description=each.description, amount=each.amount)
            for each in found.lines
        ],
        gross_income=stored.gross_income,
        returns=stored.returns,
        yearly_adjustment=stored.yearly_adjustment,
        **_amounts(stored, now),
        missing=_missing(now),
        fur=fur or None,
        missing_signatures=list(found.missing) if fur and not stored.filed_on else [],
        receipt=stored.receipt_number,
        filed_at=stored.filed_at,
        filed_on=stored.filed_on,
        paid_on=stored.paid_on,
        alerts=alerts,
        alert_notes=notes,
        page=f"{asked.res.settings.base_url}/declaraciones/{stored.public_id}",
    )


def _review(asked: Asked, found: Summary) -> Review | SerError:
    """A draft as it would be issued now, or why it cannot be computed."""
    try:
        return review(asked.res, asked.actor, found.declaration.public_id)
    except SerError as error:
        return error


def _missing(now: Review | SerError | None) -> list[schemas.Missing]:
    if now is None:
        return []
    if isinstance(now, SerError):
        return [schemas.Missing(field=now.field or "", detail=now.message)]
    return [schemas.Missing(field=each.field, detail=each.message) for each in now.problems]


def _amounts(stored: Declaration, now: Review | SerError | None) -> dict[str, int | bool]:
    """The figures that hold: those of today for a draft, those that are kept for all else."""
    if not isinstance(now, Review):
        return {
            "base": stored.base,
            "levy": stored.levy,
            "late_filing_penalty": stored.late_filing_penalty,
            "arrears_interest": stored.arrears_interest,
            "balance_applied": stored.balance_applied,
            "total": stored.total,
            "provisional": False,
        }
    found = now.liquidation
    return {
        "base": found.base,
        "levy": found.levy,
        "late_filing_penalty": found.late_filing_penalty,
        "arrears_interest": found.arrears_interest,
        "balance_applied": found.balance_applied,
        "total": found.total,
        "provisional": found.provisional,
    }
