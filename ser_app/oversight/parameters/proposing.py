"""Propose a value of a rule; it takes effect once somebody else approved it (`deciding`)."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import (
    DUE_DAY,
    RATE,
    VALUE,
    WAGE,
    applied,
)
from ser_app.base.tokens import public_id
from ser_app.law.errors import InvalidParameters
from ser_app.law.explanation import Provenance
from ser_app.law.parameters import ExceptionKind, RuleBook
from ser_app.law.parameters.schema import SPECS
from ser_app.law.parameters.words import expected_words, typed_value
from ser_app.law.periods import Regime
from ser_app.law.texts import month_of
from ser_app.oversight.parameters import repository
from ser_app.oversight.stops.listing import cited
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

LONGEST: Final = 500
_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2100
_POINTS_LESS: Final = Decimal(2)
_HIGHEST_RATE: Final = Decimal(100)
PROVENANCES: Final = (
    Provenance.CONFIRMED,
    Provenance.SINGLE,
    Provenance.DECISION,
    Provenance.DERIVED,
    Provenance.ASSUMED,
)
"""What a person may say of a source; made-up data come from the demonstration alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a value comes from, as it was typed."""

    norm: str
    article: str = ""
    url: str = ""
    provenance: str = Provenance.CONFIRMED.value
    note: str = ""


def propose_value(
    res: Resources, actor: Actor, *, name: str, value: str, valid_from: str, source: Source
) -> str:
    """Propose a dated value of a parameter.

    Args:
        res: The resources of the process.
        actor: The proposer.
        name: The parameter.
        value: The value as text: as the files of parameters write it, or in its Spanish words.
        valid_from: First day, ISO.
        source: The norm and how sure the person is.

    Returns:
        The proposal's public id.

    Raises:
        NotAllowed: The person may not propose.
        Refused: Something cannot be read; `field` says what.
    """
    actor.require(Permission.PARAMETERS_PROPOSE)
    spec = SPECS.get(name)
    if spec is None:
        raise Refused("unknown_parameter", "Elija un parámetro de la lista.", field="name")
    text = typed_value(name, value)
    try:
        spec.read(text)
    except ValueError:
        message = f"Escriba {expected_words(name)}. Lo que escribió sigue aquí."
        raise Refused("invalid_value", message, field="value") from None
    day = _day(valid_from, "valid_from")
    return _propose(res, actor, VALUE, name=name, day=day, content={"value": text}, source=source)


def propose_rate(res: Resources, actor: Actor, *, month: str, usury: str, source: Source) -> str:
    """Propose the rate of a month: the usury rate; the rate of arrears follows from it.

    Args:
        res: The resources of the process.
        actor: The proposer.
        month: `2026-10`.
        usury: Usury rate of consumer credit in percent, as certified: `28,17`.
        source: The certification.

    Raises:
        NotAllowed: The person may not propose.
        Refused: Something cannot be read, or days would be left without a rate.
    """
    actor.require(Permission.PARAMETERS_PROPOSE)
    first = _day(f"{month}-01", "month")
    rate = read_percent(usury)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    content = {"usury": str(rate), "arrears": str(arrears_of(rate, first, res.rules))}
    return _propose(res, actor, RATE, day=first, last=last, content=content, source=source)


def propose_wage(res: Resources, actor: Actor, *, year: str, pesos: str, source: Source) -> str:
    """Propose the minimum monthly wage of a year, in whole pesos.

    Raises:
        NotAllowed: The person may not propose.
        Refused: Something cannot be read, or a year would be left without a wage.
    """
    actor.require(Permission.PARAMETERS_PROPOSE)
    first = _day(f"{year}-01-01", "year")
    if not (re.fullmatch("[0-9]{1,9}", pesos) and int(pesos) > 0):
        raise Refused("invalid_value", "Escriba el salario en pesos, sin centavos.", field="pesos")
    return _propose(res, actor, WAGE, day=first, content={"pesos": pesos}, source=source)


def propose_due_day(
    res: Resources,
    actor: Actor,
    *,
    regimes: Sequence[str],
    first: str,
    last: str,
    new: str,
    kind: str,
    reason: str,
    source: Source,
    stop: str = "",
) -> str:
    """Propose that the due days between two days move to another one.

    Args:
        res: The resources of the process.
        actor: The proposer.
        regimes: The regimes that it reaches.
        first: First due day reached, ISO; `last` the last one.
        last: Last due day reached, ISO.
        new: The day on which they are due instead, not before the last of them.
        kind: `norm`, or `contingency` for one that the Ministry declared.
        reason: Why, to be read after «porque».
        source: The norm or act.
        stop: Number of the stop of the service that is the reason; empty for none.

    Raises:
        NotAllowed: The person may not propose.
        Refused: Something cannot be read.
    """
    actor.require(Permission.PARAMETERS_PROPOSE)
    known = [regime for regime in Regime if regime.value in regimes]
    if not known:
        raise Refused("no_regime", "Marque al menos un régimen.", field="regimes")
    if kind not in {each.value for each in ExceptionKind}:
        raise Refused("invalid_choice", "Elija una de las opciones.", field="kind")
    days = _day(first, "first"), _day(last, "last"), _day(new, "new")
    if not days[0] <= days[1] <= days[2]:
        message = "El nuevo día no puede ser anterior a los vencimientos que mueve, en orden."
        raise Refused("invalid_day", message, field="new")
    if not 0 < len(reason.strip()) <= LONGEST:
        raise Refused("reason_missing", "Escriba la razón en una frase.", field="due_reason")
    content = {
        "kind": kind,
        "regimes": " ".join(regime.value for regime in known),
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "reason": f"{reason.strip()} ({words})" if (words := cited(res, stop)) else reason.strip(),
        "stop": stop,
    }
    return _propose(res, actor, DUE_DAY, day=days[2], content=content, source=source)


def read_percent(text: str) -> Decimal:
    """A percentage as people write it, `28,17`.

    Raises:
        Refused: It is none, or not between 2 and 100: two points less is the rate of arrears.
    """
    written = text.strip().rstrip("%").strip().replace(",", ".")
    # In plain digits: an exponent would make a number as large as somebody likes.
    rate = Decimal(written) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", written) else Decimal(-1)
    if not _POINTS_LESS < rate < _HIGHEST_RATE:
        message = "Escriba la tasa en porcentaje, como 28,17. Lo que escribió sigue aquí."
        raise Refused("invalid_rate", message, field="usury")
    return rate


def arrears_of(usury: Decimal, first: date, rules: RuleBook) -> Decimal:
    """The rate of arrears: the usury rate, less the points that the law takes from it that day."""
    discount = rules.parameters["arrears_rate_discount"]
    if first < discount.values[0].valid_from:
        return usury
    less = rules.number(discount.name, first).value * 100
    return usury - less.normalize() if less else usury


def _propose(
    res: Resources,
    actor: Actor,
    kind: str,
    *,
    day: date,
    content: Mapping[str, str],
    source: Source,
    name: str = "",
    last: date | None = None,
) -> str:
    _check_source(source)
    now = res.clock.now()
    proposal = RuleProposal(
        public_id=public_id(),
        kind=kind,
        name=name,
        valid_from=day,
        valid_to=last,
        content=dict(content),
        norm=source.norm.strip(),
        article=source.article.strip(),
        url=source.url.strip(),
        provenance=source.provenance,
        note=source.note.strip(),
        proposed_by_id=actor.user_id,
        proposed_by=actor.name,
        proposed_at=now,
    )
    refuse_unfit(res, proposal)
    with res.database.unit() as unit:
        repository.add(unit, proposal)
        record(unit, res, actor, proposal, "parameter.proposed")
        return proposal.public_id


def _check_source(source: Source) -> None:
    if not source.norm.strip():
        message = "Escriba la norma o el acto de donde sale el valor."
        raise Refused("norm_missing", message, field="norm")
    for field in ("norm", "article", "url", "note"):
        if len(getattr(source, field)) > LONGEST:
            message = f"Escriba como máximo {LONGEST} caracteres."
            raise Refused("text_too_long", message, field=field)
    if source.url and not source.url.startswith("https://"):
        message = "Escriba una dirección que empiece por https://, o ninguna."
        raise Refused("invalid_url", message, field="url")
    if source.provenance not in {each.value for each in PROVENANCES}:
        raise Refused("invalid_provenance", "Elija una de las opciones.", field="provenance")


def refuse_unfit(res: Resources, proposal: RuleProposal) -> None:
    """Refuse what would leave the rules without a value on some day.

    Raises:
        Refused: It would.
    """
    try:
        applied(res.rules, [proposal])
    except InvalidParameters as error:
        raise Refused(
            "unfit", f"Con ese valor las reglas quedarían incompletas: {error.message}"
        ) from error


def record(unit: Unit, res: Resources, actor: Actor, proposal: RuleProposal, action: str) -> None:
    """Write a step into the audit trail, with what was proposed."""
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"parameter:{proposal.public_id}",
        action=action,
        author=actor,
        detail={
            "kind": proposal.kind,
            "name": proposal.name,
            "valid_from": proposal.valid_from.isoformat(),
            "norm": proposal.norm,
            "reason": proposal.reason,
            **proposal.content,
        },
        of=proposal,
    )


def _day(text: str, field: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        message = "Escriba el día completo: día, mes y año."
        raise Refused("invalid_day", message, field=field) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        message = f"Escriba un día entre los años {_FIRST_YEAR} y {_LAST_YEAR}."
        raise Refused("invalid_day", message, field=field)
    return day


def missing_month(res: Resources) -> str:
    """The month whose certified rate is missing, `2026-10`; empty when none is.

    The present month is missed at once, the next one from the 25th on, when it is certified.
    Made-up rates of a demonstration do not count.
    """
    today = res.clock.today()
    known = max(
        (row.valid_to for row in res.rules.rates if row.provenance is not Provenance.DEMO),
        default=today,
    )
    wanted = today + timedelta(days=_DAYS_AHEAD) if today.day >= _FROM_DAY else today
    if known >= wanted:
        return ""
    return (known + timedelta(days=1)).strftime("%Y-%m")


def stands_in(res: Resources, month: str) -> bool:
    """Whether a made-up rate of the demonstration takes the place of a month's certified one."""
    first = date.fromisoformat(f"{month}-01")
    return any(
        row.provenance is Provenance.DEMO and row.valid_from <= first <= row.valid_to
        for row in res.rules.rates
    )


def missing_rate_sentence(res: Resources) -> str:
    """The reminder of that month; empty when none is missing."""
    month = missing_month(res)
    if not month:
        return ""
    words = month_of(date.fromisoformat(f"{month}-01"))
    if stands_in(res, month):
        return (
            f"Esta demostración liquida desde {words} con tasas inventadas: aún no se ha cargado "
            "la certificada."
        )
    return (
        f"Falta cargar la tasa certificada de {words}: los intereses de sus días no se liquidan "
        "en firme mientras no se cargue."
    )


_FROM_DAY: Final = 25
_DAYS_AHEAD: Final = 7
