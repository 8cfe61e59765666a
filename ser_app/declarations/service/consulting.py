"""Finding declarations again: the list, and the summary of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.places import Stretch
from ser_app.base.resources import Resources
from ser_app.base.uptime.models import ServiceStop
from ser_app.base.uptime.repository import stops_on
from ser_app.declarations import filing, repository
from ser_app.declarations.corrections.chain import in_context
from ser_app.declarations.corrections.standing import Standing, is_correctable, standing_of
from ser_app.declarations.draft import Draft, liquidate_draft
from ser_app.declarations.mapping import draft_of
from ser_app.declarations.models import Declaration, DeclarationLine, DeclarationSignature
from ser_app.declarations.punctuality.models import FilingInstant
from ser_app.declarations.punctuality.recording import instant_of
from ser_app.declarations.reliquidation.models import Reliquidation, moved_day
from ser_app.declarations.reliquidation.repository import Moved, moves_of, of_declaration
from ser_app.declarations.repository import DeclarationFilter, DeclarationRow
from ser_app.declarations.states import DeclarationState, SignerRole
from ser_app.law.errors import LawError
from ser_app.law.explanation import Figure, figure_from_json
from ser_app.ledger.agreements.repository import agreement_of
from ser_app.people.actor import Actor
from ser_app.people.dated_access import tell_look
from ser_app.people.models import Expediente, Operator
from ser_app.people.permissions import Permission
from ser_app.people.repository import expediente_by_id, operator_by_id

PAGE_SIZE: Final = 25


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list.

    Attributes:
        total: The total that holds today, in pesos.
        correctable: Whether the person may correct it now.
        moved: What moved its due day after it was filed; None where nothing did.
    """

    row: DeclarationRow
    total: int
    correctable: bool = False
    moved: Moved | None = None

    @property
    def due_on(self) -> date:
        """The due day that holds; the declaration keeps that of its filing."""
        return self.moved.due_on if self.moved else self.row.declaration.due_on


@dataclass(frozen=True, slots=True)
class DeclarationsPage:
    """A page of the list.

    Attributes:
        number: Which page, from 1.
        count: Rows in all pages.
        years: Years to filter by, newest first.
    """

    rows: tuple[Listed, ...]
    number: int
    count: int
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A declaration to read.

    Attributes:
        figures: Its explained figures, as they were filed or prepared.
        signatures: Those that bind its content.
        missing: Who still has to sign.
        standing: What it corrects, what corrects it, and the balance in favour.
        instant: When it reached the server; None before filing.
        stops: Stops of the service on the due day, the earliest first.
        reliquidations: What moved due days changed of it, the oldest first.
        agreement: Number of the agreement in whose instalments its debt is paid; empty for none.
    """

    declaration: Declaration
    lines: tuple[DeclarationLine, ...]
    operator: Operator
    expediente: Expediente
    figures: tuple[Figure, ...]
    signatures: tuple[DeclarationSignature, ...]
    missing: tuple[SignerRole, ...]
    standing: Standing
    instant: FilingInstant | None = None
    reliquidations: tuple[Reliquidation, ...] = ()
    stops: tuple[ServiceStop, ...] = ()
    agreement: str = ""

    @property
    def due_on(self) -> date:
        """The due day that holds; the declaration keeps that of its filing."""
        return moved_day(self.declaration.due_on, self.reliquidations)


def declarations_page(
    res: Resources, actor: Actor, wanted: DeclarationFilter, number: int
) -> DeclarationsPage:
    """A page of the declarations that the person may see.

    Args:
        res: The resources of the process.
        actor: Who asks.
        wanted: What the list is narrowed to.
        number: Which page, from 1; beyond the last one the last is given.

    Raises:
        NotAllowed: The person may not see declarations.
    """
    actor.require(Permission.DECLARATION_VIEW)
    with res.database.reading() as unit:
        count = repository.count_declarations(unit, actor.scope, wanted)
        last = max(1, -(-count // PAGE_SIZE))
        number = min(max(number, 1), last)
        rows = repository.declarations_page(
            unit, actor.scope, wanted, offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE
        )
        drafts = _drafts(unit, res, rows)
        moves = moves_of(unit, [row.declaration for row in rows])
        years = repository.years_declared(unit, actor.scope)
    corrects = actor.may(Permission.DECLARATION_PREPARE)
    listed = (
        Listed(
            row,
            _total(res, row, drafts.get(row.declaration.public_id)),
            corrects and is_correctable(res, row.declaration),
            moves.get(row.declaration.id or 0),
        )
        for row in rows
    )
    return DeclarationsPage(tuple(listed), number, count, tuple(years))


def declarations_along(res: Resources, actor: Actor, part: Stretch) -> list[Listed]:
    """Some of the declarations that the person may see, the last due by the day that holds first.

    Raises:
        NotAllowed: The person may not see declarations.
    """
    actor.require(Permission.DECLARATION_VIEW)
    with res.database.reading() as unit:
        rows = repository.declarations_along(unit, actor.scope, part)
        drafts = _drafts(unit, res, rows)
        moves = moves_of(unit, [row.declaration for row in rows])
    return [
        Listed(
            row,
            _total(res, row, drafts.get(row.declaration.public_id)),
            moved=moves.get(row.declaration.id or 0),
        )
        for row in rows
    ]


def _drafts(unit: Unit, res: Resources, rows: Sequence[DeclarationRow]) -> dict[str, Draft]:
    """Those of the rows that are drafts, by public id."""
    return {
        row.declaration.public_id: _draft(unit, res, row.declaration)
        for row in rows
        if row.declaration.state == DeclarationState.DRAFT
    }


def _draft(unit: Unit, res: Resources, declaration: Declaration) -> Draft:
    """A draft with its context, to be paid today at the earliest."""
    draft = draft_of(declaration, repository.lines_of(unit, declaration))
    draft = replace(draft, payment_day=max(draft.payment_day, res.clock.today()))
    return in_context(unit, res.rules, declaration, draft)


def _total(res: Resources, row: DeclarationRow, draft: Draft | None) -> int:
    """The stored total, but for a draft what it owes today: the stored one has aged."""
    if draft is None:
        return row.declaration.total
    try:
        return liquidate_draft(draft, res.rules, res.clock.today()).total
    except LawError:
        return row.declaration.total


def summary(res: Resources, actor: Actor, declaration_id: str) -> Summary:
    """A declaration with its lines, figures and signatures; an auditor's look is recorded.

    Raises:
        NotAllowed: The person may not see declarations.
        NotFound: No such declaration inside the person's scope.
    """
    actor.require(Permission.DECLARATION_VIEW)
    with res.database.reading() as unit:
        declaration = repository.declaration_by_public_id(unit, actor.scope, declaration_id)
        lines = repository.lines_of(unit, declaration)
        signatures = repository.signatures_of(unit, declaration)
        found = Summary(
            declaration,
            tuple(lines),
            operator_by_id(unit, declaration.operator_id),
            expediente_by_id(unit, declaration.expediente_id),
            _figures(unit, res, declaration),
            filing.valid_signatures(declaration, signatures),
            filing.missing_signers(declaration, signatures),
            standing_of(unit, res, declaration),
            instant_of(unit, declaration),
            tuple(of_declaration(unit, declaration)),
            _stops(unit, declaration),
            agreement_of(unit, f"filing:{declaration.public_id}"),
        )
    tell_look(res, actor, declaration.public_id, declaration.operator_id)
    return found


def _stops(unit: Unit, declaration: Declaration) -> tuple[ServiceStop, ...]:
    """Stops of the service on the due day of a filing, which its receipt names."""
    return tuple(stops_on(unit, declaration.due_on)) if declaration.filed_on else ()


def filed_summary(res: Resources, actor: Actor, declaration_id: str) -> Summary:
    """A filed declaration, for its receipt.

    Raises:
        NotAllowed: The person may not see declarations.
        NotFound: No such filing inside the person's scope.
    """
    found = summary(res, actor, declaration_id)
    if not found.declaration.receipt_number:
        raise NotFound
    return found


def _figures(unit: Unit, res: Resources, declaration: Declaration) -> tuple[Figure, ...]:
    """The figures kept with the declaration; a draft's are made for today."""
    if declaration.state != DeclarationState.DRAFT:
        return tuple(figure_from_json(figure) for figure in declaration.figures)
    draft = _draft(unit, res, declaration)
    try:
        return liquidate_draft(draft, res.rules, res.clock.today(), explain=True).figures
    except LawError:
        return ()
