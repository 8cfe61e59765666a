"""The results of an act, as its page shows them."""

from dataclasses import dataclass, field
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.reliquidation import repository as results
from ser_app.declarations.reliquidation.affected import affected, moved_periods
from ser_app.declarations.reliquidation.repository import ResultRow
from ser_app.declarations.reliquidation.texts import result_sentence
from ser_app.furs.reliquidating import waits
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period
from ser_app.law.texts import plural
from ser_app.oversight.reliquidation import repository
from ser_app.oversight.reliquidation.acts import act_of, in_force, moves_due_days
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day

PAGE_SIZE: Final = 50


@dataclass(frozen=True)
class ResultView:
    """One filing liquidated again; `kind` colours its state.

    Attributes:
        href: Its declaration, for a result that a person has to review; empty otherwise.
    """

    operator: str
    receipt: str
    period: str
    state: str
    kind: str
    sentence: str
    taken: str
    in_favour: str
    fur: str
    href: str = ""


@dataclass(frozen=True)
class WaitingView:
    """A filing that is being paid at this moment."""

    receipt: str
    period: str
    fur: str


@dataclass(frozen=True)
class ResultsView:
    """The page of an act."""

    title: str = ""
    sentence: str = ""
    rows: list[ResultView] = field(default_factory=list)
    waiting: list[WaitingView] = field(default_factory=list)
    summary: str = ""
    previous: str = ""
    following: str = ""


def results_page(res: Resources, actor: Actor, proposal_id: str, page: int) -> ResultsView:
    """A page of the results of an act, and what waits.

    Raises:
        NotAllowed: The person may not see the parameters.
        NotFound: No such act.
    """
    actor.require(Permission.PARAMETERS_VIEW)
    with res.database.reading() as unit:
        proposal = repository.proposal_of(unit, proposal_id)
        count, taken, favour = results.totals(unit, proposal_id)
        last = max(1, -(-count // PAGE_SIZE))
        shown = min(max(page, 1), last)
        start = (shown - 1) * PAGE_SIZE
        rows = results.results(unit, proposal_id, offset=start, limit=PAGE_SIZE)
        waiting = []
        if moves_due_days(proposal) and in_force(proposal):
            waiting = _waiting(unit, res, proposal_id)
    address = f"/parametros/reliquidaciones?acto={proposal_id}&pagina="
    return ResultsView(
        title=f"{proposal.norm}: vencimientos al {day(proposal.valid_from)}",
        sentence=(
            f"{plural(count, 'declaración liquidada', 'declaraciones liquidadas')} de nuevo: "
            f"{format_pesos(taken)} menos a cargo de los operadores, de los cuales "
            f"{format_pesos(favour)} quedaron a su favor porque ya estaban pagados."
        ),
        rows=[_row(row) for row in rows],
        waiting=waiting,
        summary=f"{start + 1}–{start + len(rows)} de {count}" if rows else "",
        previous=f"{address}{shown - 1}" if shown > 1 else "",
        following=f"{address}{shown + 1}" if shown < last else "",
    )


def _waiting(unit: Unit, res: Resources, proposal_id: str) -> list[WaitingView]:
    act = act_of(repository.proposal_of(unit, proposal_id))
    found = []
    for declaration in affected(unit, moved_periods(unit, act, res.rules)):
        fur = waits(unit, declaration)
        if fur is not None and not results.done(unit, declaration, proposal_id):
            label = f"{declaration.regime} {Period.parse(declaration.period).label}"
            found.append(WaitingView(declaration.receipt_number or "", label, fur.fur))
    return found


def _row(row: ResultRow) -> ResultView:
    result, declaration = row.result, row.declaration
    word, kind = _state(row)
    return ResultView(
        operator=row.operator,
        receipt=declaration.receipt_number or "",
        period=f"{declaration.regime} {Period.parse(declaration.period).label}",
        state=word,
        kind=kind,
        sentence=result_sentence(result),
        taken=format_pesos(result.penalty_relief + result.interest_relief),
        in_favour=format_pesos(result.in_favour),
        fur=f"{result.fur_before} → {result.fur_after}" if result.fur_after else result.fur_before,
        href=f"/declaraciones/{declaration.public_id}" if result.review else "",
    )


def _state(row: ResultRow) -> tuple[str, str]:
    result = row.result
    if result.review:
        return "Para revisar", "pending"
    if result.in_favour:
        return "Saldo a favor", "paid"
    if result.penalty_relief or result.interest_relief:
        return "Debe menos", "paid"
    return "Sin cambio", "neutral"
