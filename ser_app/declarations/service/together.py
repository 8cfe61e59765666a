"""Working on the drafts of many expedientes at once: one period read and written as a whole.

The drafts are the ordinary ones, so whatever is typed here is on each declaration's own form too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, Refused, SerError
from ser_app.base.resources import Resources
from ser_app.declarations import repository
from ser_app.declarations.corrections.chain import in_context
from ser_app.declarations.draft import Draft, Line
from ser_app.declarations.mapping import draft_of, lines_from
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.declarations.service.choosing import create_draft, first_draft, periods_of
from ser_app.declarations.service.drafting import store_text, tell_saved
from ser_app.declarations.states import DeclarationState, LineKind
from ser_app.law.periods import Period, Regime
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente
from ser_app.people.permissions import Permission
from ser_app.people.repository import expedientes_of

NO_DRAFT: Final = "Ya tiene su FUR o ya fue presentada: no se cambió."
NO_EXPEDIENTE: Final = "No es un expediente suyo que se declare en este período: no se cambió nada."
ON_ITS_FORM: Final = "Tiene varias líneas: cámbiela en su propio formulario. No se cambió nada."
NO_RETURNS: Final = "En radiodifusión no hay devoluciones: no se cambió nada en la fila."


@dataclass(frozen=True, slots=True)
class Change:
    """What is written into a draft; None leaves it as it is.

    Attributes:
        income: Gross income, or in RADIO the value of the act, whole pesos.
        returns: Returns and discounts, whole pesos.
        nil: Whether the person says that there was nothing.
        lines: All lines instead, as another declaration has them.
    """

    income: int | None = None
    returns: int | None = None
    nil: bool | None = None
    lines: tuple[Line, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An expediente in a period.

    Attributes:
        key: Public id of the expediente.
        draft: The text, stored or still empty; of what was filed too.
        declaration: Its row; None while nothing was begun.
        refused: Why it cannot be declared; empty when it can.
    """

    key: str
    number: str
    service: str
    regime: Regime
    draft: Draft
    declaration: Declaration | None
    refused: str = ""

    @property
    def state(self) -> DeclarationState | None:
        """What became of it; None while nothing was begun."""
        return DeclarationState(self.declaration.state) if self.declaration else None

    @property
    def simple(self) -> bool:
        """Whether it has one amount of each kind, so that it fits in a row."""
        return is_simple(self.draft)


def is_simple(draft: Draft) -> bool:
    """Whether a draft has at most one amount of each kind."""
    return all(len(draft.of_kind(kind)) <= 1 for kind in LineKind)


def open_periods_of(res: Resources, actor: Actor) -> list[Period]:
    """The periods that some expediente of the person's operator can declare, newest first.

    Raises:
        NotAllowed: The person may not see declarations, or acts for no operator.
    """
    today = res.clock.today()
    with res.database.reading() as unit:
        expedientes = _expedientes(unit, actor)
    found = {period for each in expedientes for period in _open(each, today)}
    return sorted(found, key=lambda each: (each.year, each.quarter), reverse=True)


def of_period(res: Resources, actor: Actor, period: Period) -> list[Entry]:
    """Every expediente of the person's operator that declares the period, by number.

    Raises:
        NotAllowed: The person may not see declarations, or acts for no operator.
    """
    with res.database.reading() as unit:
        return _entries(unit, res, actor, period)


def keep_together(
    res: Resources, actor: Actor, period: Period, changes: Mapping[str, Change]
) -> dict[str, str]:
    """Write what was typed for many expedientes, in one transaction; drafts are begun as needed.

    Each change is made on the text as it is stored now, cell by cell, so that what another window
    wrote into other cells stays.

    Args:
        res: The resources of the process.
        actor: Who prepares them.
        period: The period.
        changes: By the public id of the expediente.

    Returns:
        What was not written, by the same key, with the reason; all the others are stored.

    Raises:
        NotAllowed: The person may not prepare declarations.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    refused: dict[str, str] = {}
    with res.database.unit() as unit:
        known = {each.public_id: each for each in _expedientes(unit, actor)}
        today = res.clock.today()
        able = {key: each for key, each in known.items() if period in _open(each, today)}
        _begin_missing(unit, res, actor, period, [able[key] for key in changes if key in able])
        rows = _rows(unit, actor, period, for_update=True)
        lines = repository.lines_by_declaration(unit, [*rows.values()])
        for key, change in changes.items():
            row = rows.get(able[key].id or 0) if key in able else None
            if row is None:
                refused[key] = NO_EXPEDIENTE
                continue
            try:
                _write(unit, res, row, lines[row.id or 0], change)
                tell_saved(unit, res, actor, row)
            except Refused as error:
                refused[key] = error.message
    return refused


def _begin_missing(
    unit: Unit, res: Resources, actor: Actor, period: Period, wanted: Sequence[Expediente]
) -> None:
    there = _rows(unit, actor, period)
    for expediente in wanted:
        if (expediente.id or 0) not in there:
            create_draft(unit, res, actor, expediente, period)


def _write(
    unit: Unit,
    res: Resources,
    row: Declaration,
    stored: Sequence[DeclarationLine],
    change: Change,
) -> None:
    if row.state != DeclarationState.DRAFT:
        raise Refused("no_draft", NO_DRAFT)
    before = draft_of(row, stored)
    draft = changed(before, change)
    if draft == before:
        return
    draft = replace(draft, payment_day=max(draft.payment_day, res.clock.today()))
    if change.lines is None:
        by_id = {line.public_id: line for line in draft.lines}
        for line in stored:
            line.amount = by_id[line.public_id].amount
            unit.session.add(line)
    else:
        repository.replace_lines(unit, row, lines_from(draft))
    special = row.corrects_id is not None or draft.balance_applied
    store_text(res, row, in_context(unit, res.rules, row, draft) if special else draft)
    row.version += 1
    row.updated_at = res.clock.now()
    unit.session.add(row)


def changed(draft: Draft, change: Change) -> Draft:
    """A draft with a change; an amount takes the word back that there was nothing.

    Raises:
        Refused: It has several lines of a kind, which are changed on its own form.
    """
    if change.lines is not None:
        draft = replace(draft, lines=change.lines)
    elif draft.given_amount and change.returns:
        raise Refused("no_returns", NO_RETURNS)
    else:
        for kind, amount in ((LineKind.INCOME, change.income), (LineKind.RETURN, change.returns)):
            if amount is not None:
                draft = _with_amount(draft, kind, amount)
    if change.nil is not None:
        draft = replace(draft, nil_confirmed=change.nil)
    return replace(draft, nil_confirmed=draft.nil_confirmed and draft.nil)


def _with_amount(draft: Draft, kind: LineKind, amount: int) -> Draft:
    lines = draft.of_kind(kind)
    if len(lines) != 1:
        raise Refused("several_lines", ON_ITS_FORM)
    return draft.with_amount(lines[0].public_id, amount)


def _expedientes(unit: Unit, actor: Actor) -> list[Expediente]:
    actor.require(Permission.DECLARATION_VIEW)
    if actor.operator_id is None:
        raise NotAllowed
    return expedientes_of(unit, actor.scope)


def _open(expediente: Expediente, today: date) -> tuple[Period, ...]:
    """The periods of an expediente; none for a title without its rate, which `_entry` tells."""
    try:
        return periods_of(expediente, today)
    except Refused:
        return ()


def _rows(
    unit: Unit, actor: Actor, period: Period, *, for_update: bool = False
) -> dict[int, Declaration]:
    """The declaration of each expediente that counts: a filed one before any other."""
    found = repository.of_period(unit, actor.scope, period.text, for_update=for_update)
    return {row.expediente_id: row for row in found}


def _entries(unit: Unit, res: Resources, actor: Actor, period: Period) -> list[Entry]:
    rows = _rows(unit, actor, period)
    lines = repository.lines_by_declaration(unit, [*rows.values()])
    found = []
    for expediente in _expedientes(unit, actor):
        if (Regime(expediente.regime) is Regime.RADIO) == bool(period.quarter):
            continue
        refused = _refusal(res, expediente, period)
        if refused is None:
            continue
        row = rows.get(expediente.id or 0)
        draft = (
            _stored(unit, res, row, lines[row.id or 0])
            if row
            else first_draft(res, expediente, period)
        )
        found.append(
            Entry(
                key=expediente.public_id,
                number=expediente.number,
                service=expediente.service,
                regime=Regime(expediente.regime),
                draft=draft,
                declaration=row,
                refused=refused,
            )
        )
    return found


def _refusal(res: Resources, expediente: Expediente, period: Period) -> str | None:
    """Why an expediente cannot declare; empty when it can, None when the period is not its own."""
    try:
        return "" if period in periods_of(expediente, res.clock.today()) else None
    except SerError as error:
        return error.message


def _stored(
    unit: Unit, res: Resources, row: Declaration, lines: Sequence[DeclarationLine]
) -> Draft:
    draft = draft_of(row, lines)
    if row.state == DeclarationState.DRAFT and (row.corrects_id or draft.balance_applied):
        return in_context(unit, res.rules, row, draft)
    return draft
