"""What `/parametros` shows: every rule with its history, the proposals, and how sure we are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from ser_app.base.clock import bogota_day
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import DUE_DAY, RATE, WAGE, Replaced
from ser_app.law.explanation import Provenance
from ser_app.law.money import format_pesos
from ser_app.law.parameters import Dated, Parameter, RuleBook
from ser_app.law.parameters.names import CHAPTERS, base_of, chapter_of, title_of
from ser_app.law.parameters.values import Value
from ser_app.law.parameters.words import read_words, value_words
from ser_app.law.periods import Regime
from ser_app.law.texts import month_of, plural
from ser_app.oversight.parameters.usage import Used
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day

_STATES: Final[Mapping[str, tuple[str, str]]] = {
    "proposed": ("Espera aprobación", "pending"),
    "approved": ("En vigor", "paid"),
    "rejected": ("Rechazada", "failed"),
    "withdrawn": ("Retirada", "neutral"),
}
_UNSURE: Final = frozenset({Provenance.DECISION, Provenance.ASSUMED, Provenance.DERIVED})
KINDS: Final[Mapping[Provenance, str]] = {
    Provenance.CONFIRMED: "paid",
    Provenance.SINGLE: "paid",
    Provenance.DECISION: "pending",
    Provenance.DERIVED: "pending",
    Provenance.ASSUMED: "overdue",
    Provenance.DEMO: "provisional",
}
SHORT: Final[Mapping[Provenance, str]] = {
    Provenance.CONFIRMED: "Confirmado",
    Provenance.SINGLE: "Una fuente",
    Provenance.DECISION: "Decisión",
    Provenance.DERIVED: "Derivado",
    Provenance.ASSUMED: "Supuesto",
    Provenance.DEMO: "Demostración",
}


@dataclass(frozen=True)
class ValueView:
    """One dated value of a parameter.

    Attributes:
        used: How many filings used it, in words.
        replaced: When and by whose decision a later version took its place; empty in force.
    """

    value: str
    validity: str
    norm: str
    note: str
    other: str
    provenance: str
    kind: str
    used: str
    replaced: str = ""


@dataclass(frozen=True)
class ParameterView:
    """A parameter: its present value, and its history newest first."""

    name: str
    title: str
    description: str
    value: str
    provenance: str
    kind: str
    history: list[ValueView]


@dataclass(frozen=True)
class ChapterView:
    """The parameters of a chapter that a search finds; `count` is written out."""

    key: str
    title: str
    count: str
    parameters: list[ParameterView]


@dataclass(frozen=True)
class ProposalView:
    """A proposal with what this person may do about it.

    Attributes:
        effect: What it would replace.
        waits: Nobody has decided it yet.
        may_preview: Whether it moves due days, so that one may ask what it changes of filings.
        results_href: Where the filings are that it changed; empty until it is in force.
    """

    public_id: str
    title: str
    value: str
    source: str
    by: str
    state: str
    kind: str
    reason: str
    may_decide: bool
    may_withdraw: bool
    effect: str
    may_preview: bool = False
    waits: bool = False
    results_href: str = ""


@dataclass(frozen=True)
class CertaintyView:
    """How much of what a regime paid rests on assumed or decided rules."""

    regime: str
    paid: str
    unsure: str
    share: str
    width: str


@dataclass(frozen=True)
class Past:
    """What happened to the values: which ones gave way, and how many filings used each."""

    replaced: Sequence[Replaced] = ()
    uses: Mapping[Used, int] = field(default_factory=dict)

    def used(self, dated: Dated[Value]) -> int:
        """How many filings used a value."""
        return self.uses.get(Used.of(dated), 0)


def parameter_views(
    rules: RuleBook, words: str, certainty: str, past: Past | None = None
) -> list[ParameterView]:
    """The parameters that a search finds, by name.

    Args:
        rules: The rules in force.
        words: What name or description must contain; empty for all.
        certainty: A provenance that the present value must have; empty for all.
        past: Values that gave way, and how many filings used each.
    """
    wanted = words.casefold().split()
    found = []
    for _, parameter in sorted(rules.parameters.items()):
        text = f"{title_of(parameter.name)} {parameter.name} {parameter.description}".casefold()
        present = parameter.values[-1]
        if all(word in text for word in wanted) and certainty in {"", present.provenance.value}:
            found.append(_parameter(parameter, past or Past()))
    return found


def chapter_views(found: Sequence[ParameterView]) -> list[ChapterView]:
    """The parameters of a search by chapter, in the order of the law; none that is empty."""
    views = []
    for chapter in CHAPTERS:
        own = [each for each in found if chapter_of(each.name) is chapter]
        if own:
            own.sort(key=lambda each: (list(chapter.names).index(base_of(each.name)), each.title))
            count = plural(len(own), "regla", "reglas")
            views.append(ChapterView(chapter.key, chapter.title, count, own))
    return views


def _parameter(parameter: Parameter, past: Past) -> ParameterView:
    present = parameter.values[-1]
    return ParameterView(
        name=parameter.name,
        title=title_of(parameter.name),
        description=parameter.description,
        value=value_words(parameter.name, present.value),
        provenance=SHORT[present.provenance],
        kind=KINDS[present.provenance],
        history=_history(parameter, past),
    )


def _history(parameter: Parameter, past: Past) -> list[ValueView]:
    """Every version, newest first; one that gave way comes below what took its place."""
    history = []
    for dated in reversed(parameter.values):
        history.append(_value(parameter.name, dated, past))
        history += [
            _given_way(parameter.name, each, past)
            for each in reversed(past.replaced)
            if (each.dated.name, each.dated.valid_from) == (parameter.name, dated.valid_from)
        ]
    return history


def _given_way(name: str, each: Replaced, past: Past) -> ValueView:
    by = each.by
    at = day(bogota_day(by.decided_at)) if by.decided_at else ""
    return replace(
        _value(name, each.dated, past),
        validity=f"Desde el {day(each.dated.valid_from)}",
        provenance="Reemplazado",
        kind="neutral",
        replaced=f"La reemplazó otra versión, que {by.decided_by} aprobó el {at}. Las "
        "declaraciones que la usaron la conservan.",
    )


def _value(name: str, dated: Dated[Value], past: Past) -> ValueView:
    end = f" hasta el {day(dated.valid_to)}" if dated.valid_to else ", en vigor"
    return ValueView(
        value=value_words(name, dated.value),
        validity=f"Desde el {day(dated.valid_from)}{end}",
        norm="; ".join(citation.text for citation in dated.citations) or "Sin norma",
        note=dated.note,
        other="; ".join(
            f"{read_words(name, other.value)}: {other.meaning}" for other in dated.alternatives
        ),
        provenance=SHORT[dated.provenance],
        kind=KINDS[dated.provenance],
        used=_used(past.used(dated)),
    )


def _used(filings: int) -> str:
    if not filings:
        return "Ninguna declaración lo ha usado."
    return f"Lo {'usó' if filings == 1 else 'usaron'} {plural(filings, 'declaración', _MANY)}."


_MANY: Final = "declaraciones"
_LAST_DECIDED: Final = 3


def proposal_views(
    proposals: Iterable[RuleProposal],
    actor: Actor,
    rules: RuleBook | None = None,
    past: Past | None = None,
) -> list[ProposalView]:
    """The proposals, with what the person may do about each.

    Args:
        proposals: The proposals.
        actor: Who looks at them.
        rules: The rules in force, to say what a waiting proposal would replace.
        past: How many filings used each value.
    """
    return [
        _proposal(proposal, actor, _effect(proposal, rules, past or Past()))
        for proposal in proposals
    ]


def at_hand(views: Sequence[ProposalView]) -> tuple[list[ProposalView], list[ProposalView]]:
    """Those that wait with the last that were decided, and the older ones; newest first."""
    waiting = [each for each in views if each.waits]
    decided = [each for each in views if not each.waits]
    return [*waiting, *decided[:_LAST_DECIDED]], decided[_LAST_DECIDED:]


def _effect(proposal: RuleProposal, rules: RuleBook | None, past: Past) -> str:
    """What approving would do to a value of the same day, which filings may have used."""
    parameter = None if rules is None else rules.parameters.get(proposal.name)
    if parameter is None or proposal.state != "proposed":
        return ""
    same = [each for each in parameter.values if each.valid_from == proposal.valid_from]
    if not same:
        return "Añade un valor desde ese día; los anteriores siguen para los días que regían."
    filings = past.used(same[0])
    words = value_words(parameter.name, same[0].value)
    if not filings:
        return f"Añade una versión del valor de ese día ({words}); ninguna declaración lo ha usado."
    used = plural(filings, "declaración que lo usó", "declaraciones que lo usaron")
    return (
        f"Añade una versión del valor de ese día ({words}). No cambia {used}: cada una conserva "
        "el valor con el que se presentó."
    )


def _proposal(proposal: RuleProposal, actor: Actor, effect: str) -> ProposalView:
    word, kind = _STATES[proposal.state]
    waits, own = proposal.state == "proposed", proposal.proposed_by_id == actor.user_id
    source = ", ".join(text for text in (proposal.norm, proposal.article) if text)
    return ProposalView(
        public_id=proposal.public_id,
        title=_title(proposal),
        value=_proposed(proposal),
        source=f"{source} · {SHORT[Provenance(proposal.provenance)]}",
        by=f"Propuso {proposal.proposed_by}"
        + (f"; decidió {proposal.decided_by}" if proposal.decided_by else ""),
        state=word,
        kind=kind,
        reason=proposal.reason,
        may_decide=waits and not own and actor.may(Permission.PARAMETERS_APPROVE),
        may_withdraw=waits and own,
        effect=effect,
        may_preview=waits and proposal.kind == DUE_DAY,
        waits=waits,
        results_href=(
            f"/parametros/reliquidaciones?acto={proposal.public_id}"
            if proposal.kind == DUE_DAY and proposal.state == "approved"
            else ""
        ),
    )


def _title(proposal: RuleProposal) -> str:
    if proposal.kind == RATE:
        return f"Tasa de usura de {month_of(proposal.valid_from)}"
    if proposal.kind == DUE_DAY:
        content = proposal.content
        first, last = (day(date.fromisoformat(content[each])) for each in ("from", "to"))
        days = f"del {first}" if first == last else f"del {first} al {last}"
        return f"Vencimientos {days} ({content['regimes']})"
    if proposal.kind == WAGE:
        return f"Salario mínimo de {proposal.valid_from.year}"
    return f"{title_of(proposal.name)}, desde el {day(proposal.valid_from)}"


def _proposed(proposal: RuleProposal) -> str:
    content = proposal.content
    if proposal.kind == RATE:
        return f"{_percent(content['usury'])}; mora {_percent(content['arrears'])}"
    if proposal.kind == DUE_DAY:
        return f"pasan al {day(proposal.valid_from)}, porque {content['reason']}"
    if proposal.kind == WAGE:
        return format_pesos(int(content["pesos"]))
    return read_words(proposal.name, content["value"])


def _percent(text: str) -> str:
    return f"{text.replace('.', ',')} %"


def certainty_views(
    paid: Iterable[tuple[str, int, Sequence[Mapping[str, Any]]]],
) -> list[CertaintyView]:
    """Of the pesos paid by each regime, which rest on rules that are assumed or decided."""
    totals: dict[str, list[int]] = {}
    for regime, pesos, figures in paid:
        sums = totals.setdefault(regime, [0, 0])
        sums[0] += pesos
        total = next((each for each in figures if each.get("code") == "total"), None)
        if total is not None and Provenance(total["provenance"]) in _UNSURE:
            sums[1] += pesos
    return [_certainty(regime, *totals[regime]) for regime in Regime if regime in totals]


def _certainty(regime: Regime, paid: int, unsure: int) -> CertaintyView:
    tenths = 1000 * unsure // paid if paid else 0
    share = f"{tenths // 10},{tenths % 10} %"
    return CertaintyView(
        regime=regime.label,
        paid=format_pesos(paid),
        unsure=format_pesos(unsure),
        share=share,
        width=f"{tenths // 10}.{tenths % 10}%",
    )
