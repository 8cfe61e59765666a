"""What stands around a declaration, for its alerts: own history, regime, what is missing."""

from collections.abc import Set as AbstractSet
from typing import Final

from ser_app.base.clock import bogota_day
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.alerts import repository
from ser_app.declarations.models import Declaration
from ser_app.declarations.service.choosing import open_periods
from ser_app.law.alerts import Facts, Flag, Late, Peers, flags, peers_of
from ser_app.law.errors import LawError
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime
from ser_app.people.models import Expediente
from ser_app.people.repository import expediente_by_id

_NOTHING: Final = ()


def facts_of(unit: Unit, res: Resources, declaration: Declaration) -> Facts:
    """A declaration as it is stored, and what stands around it.

    Raises:
        LawError: The rules have no due day for a period of the expediente, or no threshold.
    """
    regime, period = Regime(declaration.regime), Period.parse(declaration.period)
    history = repository.filed_income(unit, declaration)
    expediente = expediente_by_id(unit, declaration.expediente_id)
    filed = {each.period for each in history}
    prepared = repository.prepared_periods(unit, declaration)
    # a period that is being filed with this one, as in «Póngase al día», is not left out; but one
    # whose FUR was issued on a day before and that nobody signed since is not filed
    today = bogota_day(res.clock.now())
    together = {each for each, since in prepared.items() if bogota_day(since) == today}
    # What no rule looks at is left out: the flags are told at every keystroke.
    oldest = Period(period.year - _looked_back(res, period), period.quarter)
    return Facts(
        regime=regime,
        period=period,
        gross_income=declaration.gross_income,
        returns=declaration.returns,
        history=tuple(each for each in history if oldest <= each.period < period),
        peers=_peers(unit, res, regime, period),
        unfiled=_unfiled(res, expediente, filed | together, prepared.keys(), period),
        today=res.clock.today(),
    )


def _looked_back(res: Resources, period: Period) -> int:
    """How many years of history the rules look at."""
    quarters = res.rules.whole("alert_history_quarters", period.last_day).value
    years = res.rules.whole("alert_nil_years", period.last_day).value
    return max(years, -(-quarters // 4))


def flags_of(unit: Unit, res: Resources, declaration: Declaration) -> tuple[Flag, ...]:
    """The flags of a declaration as it is stored now; none where the rules do not reach."""
    try:
        return flags(facts_of(unit, res, declaration), res.rules)
    except LawError:
        return _NOTHING


def _peers(unit: Unit, res: Resources, regime: Regime, period: Period) -> Peers | None:
    if regime is Regime.RADIO:
        return None
    least = res.rules.whole("alert_peers_least", period.last_day).value
    return peers_of(repository.changes_of_regime(unit, regime, period), least)


def _unfiled(
    res: Resources,
    expediente: Expediente,
    filed: AbstractSet[Period],
    prepared: AbstractSet[Period],
    period: Period,
) -> tuple[Late, ...]:
    regime, today = Regime(expediente.regime), res.clock.today()
    owed = open_periods(regime, expediente.valid_from, expediente.valid_to, today)
    return tuple(
        Late(due_day(regime, each, res.rules), each, each in prepared)
        for each in owed
        if each < period and each not in filed
    )
