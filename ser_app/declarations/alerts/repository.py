"""What the alerts look at and what is kept of them; each query takes a row already checked.

The regime's changes are the exception: they are read across operators, and only
`ser_app.law.alerts.peers_of` sees them, which gives one figure for at least five operators.
"""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select as sa_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.alerts.models import AlertNote, DeclarationAlert
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState
from ser_app.law.alerts import Declared
from ser_app.law.periods import Period, Regime


def filed_income(unit: Unit, declaration: Declaration) -> list[Declared]:
    """What holds as filed for each period of a declaration's expediente."""
    query = select(Declaration.period, Declaration.gross_income).where(
        Declaration.expediente_id == declaration.expediente_id,
        Declaration.state == DeclarationState.FILED,
    )
    return [Declared(Period.parse(period), income) for period, income in unit.session.exec(query)]


def prepared_periods(unit: Unit, declaration: Declaration) -> dict[Period, datetime]:
    """The periods of its expediente whose FUR waits for its signatures, and since when."""
    query = select(Declaration.period, col(Declaration.updated_at)).where(
        Declaration.expediente_id == declaration.expediente_id,
        Declaration.state == DeclarationState.PREPARED,
    )
    return {Period.parse(period): since for period, since in unit.session.exec(query)}


def changes_of_regime(unit: Unit, regime: Regime, period: Period) -> list[Fraction]:
    """For each operator its change of income against the quarter before, in the order of filing.

    The first filing of each operator counts, of an expediente with income the quarter before, as
    both were first filed: so that neither a correction nor a second expediente changes what an
    earlier figure was made of. Receipts are numbered in the order of filing.
    """
    before = aliased(Declaration)
    query = sa_select(
        col(Declaration.operator_id),
        col(Declaration.gross_income),
        col(before.gross_income),
        col(Declaration.receipt_number),
        col(before.receipt_number),
    ).where(
        col(Declaration.regime) == regime,
        col(Declaration.period) == period.text,
        col(Declaration.filed_on).is_not(None),
        col(Declaration.corrects_id).is_(None),
        col(before.expediente_id) == col(Declaration.expediente_id),
        col(before.period) == period.previous().text,
        col(before.filed_on).is_not(None),
        col(before.corrects_id).is_(None),
        col(before.gross_income) > 0,
    )
    rows = sorted(unit.session.execute(query), key=lambda row: max(row[3] or "", row[4] or ""))
    first: dict[int, Fraction] = {}
    for operator, now, then, _, _ in rows:
        if operator not in first:
            first[operator] = Fraction(now, then) - 1
    return list(first.values())


def kept_alerts(unit: Unit, declaration: Declaration) -> list[DeclarationAlert]:
    """The flags of a declaration's present content, in the order in which they were told."""
    query = (
        select(DeclarationAlert)
        .where(
            DeclarationAlert.declaration_id == declaration.id,
            DeclarationAlert.content_hash == declaration.content_hash,
        )
        .order_by(col(DeclarationAlert.id))
    )
    return list(unit.session.exec(query))


def add_alerts(unit: Unit, alerts: Sequence[DeclarationAlert]) -> None:
    """Store flags."""
    unit.session.add_all(alerts)
    unit.flush()


def notes_of(unit: Unit, declaration: Declaration) -> list[AlertNote]:
    """The notes about a declaration's alerts, the oldest first."""
    query = (
        select(AlertNote)
        .where(AlertNote.declaration_id == declaration.id)
        .order_by(col(AlertNote.id))
    )
    return list(unit.session.exec(query))


def add_note(unit: Unit, note: AlertNote) -> None:
    """Store a note."""
    unit.session.add(note)
    unit.flush()
