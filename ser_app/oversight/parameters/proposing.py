"""Propose a value of a rule, and decide on it as a second person.

A value takes effect only after somebody else than the proposer approved it. Nothing is rewritten:
filings keep the rules that they were filed by, and a mistake is mended by another proposal.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources, refresh_rules
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import APPROVED, RATE, VALUE, WAGE, applied, last_decision
from ser_app.base.tokens import public_id
from ser_app.law.errors import InvalidParameters
from ser_app.law.explanation import Provenance
from ser_app.law.parameters.schema import SPECS
from ser_app.oversight.parameters import repository
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

LONGEST: Final = 500
_LESS_SINCE: Final = date(2017, 1, 1)
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
        value: The value as text, as the files of parameters write it.
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
    try:
        spec.read(value.strip())
    except ValueError:
        message = f"Escriba {spec.expected}. Lo que escribió sigue aquí."
        raise Refused("invalid_value", message, field="value") from None
    day = _day(valid_from, "valid_from")
    return _propose(
        res, actor, VALUE, name=name, day=day, content={"value": value.strip()}, source=source
    )


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
    content = {"usury": str(rate), "arrears": str(arrears_of(rate, first))}
    return _propose(res, actor, RATE, day=first, last=last, content=content, source=source)


def propose_wage(res: Resources, actor: Actor, *, year: str, pesos: str, source: Source) -> str:
    """Propose the minimum monthly wage of a year, in whole pesos.

    Raises:
        NotAllowed: The person may not propose.
        Refused: Something cannot be read, or a year would be left without a wage.
    """
    actor.require(Permission.PARAMETERS_PROPOSE)
    first = _day(f"{year}-01-01", "year")
    if not (pesos.isascii() and pesos.isdigit() and 0 < int(pesos) < 10**9):
        raise Refused("invalid_value", "Escriba el salario en pesos, sin centavos.", field="pesos")
    return _propose(res, actor, WAGE, day=first, content={"pesos": pesos}, source=source)


def read_percent(text: str) -> Decimal:
    """A percentage as people write it, `28,17`.

    Raises:
        Refused: It is none, or not between 0 and 100.
    """
    try:
        rate = Decimal(text.strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation:
        rate = Decimal(-1)
    if not (rate.is_finite() and 0 < rate < _HIGHEST_RATE):
        message = "Escriba la tasa en porcentaje, como 28,17. Lo que escribió sigue aquí."
        raise Refused("invalid_rate", message, field="usury")
    return rate


def arrears_of(usury: Decimal, first: date) -> Decimal:
    """The rate of arrears: the usury rate, less two points since 2017 (Ley 1819/2016 art. 279)."""
    return usury - _POINTS_LESS if first >= _LESS_SINCE else usury


def approve(res: Resources, actor: Actor, proposal_id: str) -> None:
    """Put a proposal in force; it has to be another person's.

    Raises:
        NotAllowed: The person may not approve.
        NotFound: No such proposal.
        Refused: It is the person's own, or it no longer fits the rules in force.
        Conflict: It was decided meanwhile.
    """
    actor.require(Permission.PARAMETERS_APPROVE)
    with res.database.unit() as unit:
        proposal = _open(unit, proposal_id)
        if proposal.proposed_by_id == actor.user_id:
            raise Refused(
                "own_proposal",
                "Usted propuso este valor: debe aprobarlo otra persona. Sigue pendiente.",
            )
        _refuse_unfit(res, proposal)
        proposal.decision = last_decision(unit) + 1
        _decide(unit, res, actor, proposal, APPROVED)
    refresh_rules()


def reject(res: Resources, actor: Actor, proposal_id: str, reason: str) -> None:
    """Turn a proposal down, with a reason that the proposer reads.

    Raises:
        NotAllowed: The person may not approve.
        NotFound: No such proposal.
        Refused: No reason was given.
        Conflict: It was decided meanwhile.
    """
    actor.require(Permission.PARAMETERS_APPROVE)
    if not reason.strip():
        raise Refused("reason_missing", "Escriba por qué lo rechaza.", field="reason")
    with res.database.unit() as unit:
        proposal = _open(unit, proposal_id)
        proposal.reason = reason.strip()[:LONGEST]
        _decide(unit, res, actor, proposal, "rejected")


def withdraw(res: Resources, actor: Actor, proposal_id: str) -> None:
    """Take the own proposal back.

    Raises:
        NotAllowed: The person may not propose.
        NotFound: No such proposal.
        Refused: It is another person's.
        Conflict: It was decided meanwhile.
    """
    actor.require(Permission.PARAMETERS_PROPOSE)
    with res.database.unit() as unit:
        proposal = _open(unit, proposal_id)
        if proposal.proposed_by_id != actor.user_id:
            raise Refused("not_own", "Solo quien propuso el valor puede retirarlo.")
        _decide(unit, res, actor, proposal, "withdrawn")


def _open(unit: Unit, proposal_id: str) -> RuleProposal:
    proposal = repository.by_public_id(unit, proposal_id)
    if proposal.state != repository.OPEN:
        raise Conflict("decided", "Esa propuesta ya fue decidida. No se cambió nada.")
    return proposal


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
    _refuse_unfit(res, proposal)
    with res.database.unit() as unit:
        repository.add(unit, proposal)
        _record(unit, res, actor, proposal, "parameter.proposed")
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


def _refuse_unfit(res: Resources, proposal: RuleProposal) -> None:
    """Refuse what would leave the rules without a value on some day."""
    try:
        applied(res.rules, [proposal])
    except InvalidParameters as error:
        raise Refused(
            "unfit", f"Con ese valor las reglas quedarían incompletas: {error.message}"
        ) from error


def _decide(unit: Unit, res: Resources, actor: Actor, proposal: RuleProposal, state: str) -> None:
    proposal.state = state
    proposal.decided_by_id, proposal.decided_by = actor.user_id, actor.name
    proposal.decided_at = res.clock.now()
    unit.session.add(proposal)
    unit.flush()
    _record(unit, res, actor, proposal, f"parameter.{state}")


def _record(unit: Unit, res: Resources, actor: Actor, proposal: RuleProposal, action: str) -> None:
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
    )


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = "Escriba el día completo: día, mes y año."
        raise Refused("invalid_day", message, field=field) from None


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


_FROM_DAY: Final = 25
_DAYS_AHEAD: Final = 7
