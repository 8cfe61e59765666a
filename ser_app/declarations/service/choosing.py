"""Choosing what to declare: expedientes, the periods that are open, and starting a draft."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.declarations import repository
from ser_app.declarations.draft import Draft, Line, liquidate_draft
from ser_app.declarations.mapping import lines_from, store_liquidation
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState, LineKind
from ser_app.declarations.texts import RETURNS_LINE
from ser_app.law.errors import LawError
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime, quarter_of, quarters_between
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente
from ser_app.people.permissions import Permission
from ser_app.people.repository import expediente_by_public_id, expedientes_of

FIRST_PERIOD: Final = Period(2010, 1)
"""Nothing before the regime of Ley 1341/2009 is declared here."""

DECLARED_HERE: Final = frozenset(Regime)
"""Regimes that are declared here."""


@dataclass(frozen=True, slots=True)
class ExpedienteChoice:
    """An expediente that the person may declare for."""

    public_id: str
    number: str
    regime: Regime
    service: str
    levy_rate: str = ""


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period that can be declared, with what became of it.

    Attributes:
        due_on: Last day to file and pay in time.
        state: State of its declaration, None while there is none.
        declaration_id: Public id of that declaration, or empty.
    """

    period: Period
    due_on: date
    state: DeclarationState | None
    declaration_id: str


def expediente_choices(res: Resources, actor: Actor) -> list[ExpedienteChoice]:
    """The expedientes of the person's operator, by number.

    Raises:
        NotAllowed: The person may not see declarations.
    """
    actor.require(Permission.DECLARATION_VIEW)
    with res.database.reading() as unit:
        found = expedientes_of(unit, actor.scope)
    return [
        ExpedienteChoice(
            expediente.public_id,
            expediente.number,
            Regime(expediente.regime),
            expediente.service,
            expediente.levy_rate,
        )
        for expediente in found
    ]


def period_choices(res: Resources, actor: Actor, expediente_id: str) -> list[PeriodChoice]:
    """The periods of an expediente that can be declared, newest first.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such expediente of the person's operator.
        Refused: Its regime is not declared here.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    with res.database.reading() as unit:
        expediente = expediente_by_public_id(unit, actor.scope, expediente_id)
        known = {item.period: item for item in _by_weight(unit, expediente)}
    return [
        _choice(res, Regime(expediente.regime), period, known.get(period.text))
        for period in reversed(periods_of(expediente, res.clock.today()))
    ]


def _by_weight(unit: Unit, expediente: Expediente) -> list[Declaration]:
    """Declarations with the filed ones last, so that they win over anything else."""
    found = repository.of_expediente(unit, expediente.id or 0)
    return sorted(found, key=lambda item: item.state == DeclarationState.FILED)


def _choice(
    res: Resources, regime: Regime, period: Period, declaration: Declaration | None
) -> PeriodChoice:
    return PeriodChoice(
        period,
        due_day(regime, period, res.rules),
        DeclarationState(declaration.state) if declaration else None,
        declaration.public_id if declaration else "",
    )


def opens_on(period: Period) -> date:
    """The day from which a period can be declared: a year in advance, a quarter once it ended."""
    return period.last_day + timedelta(days=1) if period.quarter else period.first_day


def open_span(
    regime: Regime, valid_from: date, valid_to: date | None, today: date
) -> tuple[Period, Period] | None:
    """The first and the last of the periods that can be declared on a day; None for no period.

    A quarter is declared once it has ended; a year of RADIO in advance, from its first day on.
    The fraction of a year in which a station begins is paid by its act (D4350 art. 16).

    Args:
        regime: The regime.
        valid_from: First day of the expediente.
        valid_to: Its last day; None while nobody has ended it.
        today: The business day.
    """
    end = today if valid_to is None else min(today, valid_to)
    if end < valid_from:
        return None
    if regime is Regime.RADIO:
        whole = valid_from == date(valid_from.year, 1, 1)
        first, last = (
            Period(max(FIRST_PERIOD.year, valid_from.year + (not whole))),
            Period(end.year),
        )
    else:
        first, last = max(FIRST_PERIOD, quarter_of(valid_from)), quarter_of(today).previous()
        if valid_to is not None:
            last = min(last, quarter_of(valid_to))
    return (first, last) if first <= last else None


def open_periods(
    regime: Regime, valid_from: date, valid_to: date | None, today: date
) -> tuple[Period, ...]:
    """The periods that can be declared on a day, oldest first, as `open_span` says."""
    span = open_span(regime, valid_from, valid_to, today)
    if span is None:
        return ()
    first, last = span
    if first.quarter:
        return quarters_between(first, last)
    return tuple(Period(year) for year in range(first.year, last.year + 1))


def periods_of(expediente: Expediente, today: date) -> tuple[Period, ...]:
    """The periods of an expediente that can be declared on a day, oldest first.

    Raises:
        Refused: Its title has no rate yet.
    """
    if Regime(expediente.regime) is Regime.D1972 and not expediente.levy_rate:
        raise Refused(
            "title_without_rate",
            f"El expediente {expediente.number} no tiene registrada la tarifa de su título. Pida "
            "al Ministerio que la registre; no se cambió nada.",
            field="expediente",
        )
    return open_periods(
        Regime(expediente.regime), expediente.valid_from, expediente.valid_to, today
    )


def start_draft(res: Resources, actor: Actor, expediente_id: str, period_text: str) -> str:
    """Begin the declaration of a period, or go on with the one that is there.

    Returns:
        Public id of the draft, or of the declaration already prepared or filed.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such expediente of the person's operator.
        Refused: The period has not ended, or is outside the expediente's life.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    period = _period(period_text)
    try:
        return _start(res, actor, expediente_id, period)
    except Conflict:
        # Somebody began the same period a moment before: go on with that draft.
        return _start(res, actor, expediente_id, period)


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except LawError as error:
        raise Refused(error.code, error.message, field="period") from error


def _start(res: Resources, actor: Actor, expediente_id: str, period: Period) -> str:
    with res.database.unit() as unit:
        expediente = expediente_by_public_id(unit, actor.scope, expediente_id)
        if period not in periods_of(expediente, res.clock.today()):
            raise Refused(
                "period_not_open",
                f"{period.label} no se puede declarar: debe haber terminado (o empezado, en "
                "radiodifusión) y estar dentro de la vigencia del expediente.",
                field="period",
            )
        there = [item for item in _by_weight(unit, expediente) if item.period == period.text]
        if there:
            return there[-1].public_id
        return create_draft(unit, res, actor, expediente, period)


def create_draft(
    unit: Unit, res: Resources, actor: Actor, expediente: Expediente, period: Period
) -> str:
    """Begin a declaration in the caller's transaction; gives its public id.

    Raises:
        Conflict: The same period was begun at the same moment.
    """
    draft = first_draft(res, expediente, period)
    now = res.clock.now()
    declaration = Declaration(
        public_id=draft.public_id,
        operator_id=expediente.operator_id,
        expediente_id=expediente.id or 0,
        regime=draft.regime,
        period=period.text,
        payment_day=draft.payment_day,
        due_on=draft.due_on,
        levy_rate=expediente.levy_rate,
        prepared_by_id=actor.user_id,
        created_at=now,
        updated_at=now,
    )
    store_liquidation(declaration, liquidate_draft(draft, res.rules, res.clock.today()))
    repository.add(unit, declaration, lines_from(draft))
    audit.record(
        unit,
        at=now,
        subject=f"declaration:{draft.public_id}",
        action="declaration.started",
        author=actor,
        operator_id=expediente.operator_id,
        detail={"expediente": expediente.number, "period": period.text},
        of=declaration,
    )
    return draft.public_id


def first_draft(res: Resources, expediente: Expediente, period: Period) -> Draft:
    """The empty text with which the declaration of a period begins."""
    regime = Regime(expediente.regime)
    return Draft(
        public_id=public_id(),
        regime=regime,
        period=period,
        due_on=due_day(regime, period, res.rules),
        payment_day=res.clock.today(),
        levy_rate=Decimal(expediente.levy_rate) if expediente.levy_rate else None,
        lines=(
            Line(public_id(), LineKind.INCOME, expediente.service),
            Line(public_id(), LineKind.RETURN, RETURNS_LINE),
        ),
    )
