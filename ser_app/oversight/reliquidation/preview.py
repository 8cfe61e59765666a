"""What a proposed move of due days would change, before anybody approves it; stores nothing."""

from dataclasses import dataclass, replace

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import applied
from ser_app.declarations.reliquidation import repository as results
from ser_app.declarations.reliquidation.affected import affected, moved_periods
from ser_app.declarations.reliquidation.computing import effect_of
from ser_app.furs.reliquidating import waits
from ser_app.law.money import format_pesos
from ser_app.law.texts import plural
from ser_app.oversight.reliquidation import repository
from ser_app.oversight.reliquidation.acts import act_of, in_force, moves_due_days
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission


@dataclass(slots=True)
class Preview:
    """What an act would do, whole pesos.

    Attributes:
        filings: Filings that it reaches; `changed` those whose figures fall.
        less: What falls of debts that are not paid; `in_favour` of what was paid.
        waiting: Filings that are being paid at this moment.
        review: Filings that a person has to look at.
        open: Drafts and prepared declarations that get the new day.
    """

    filings: int = 0
    changed: int = 0
    less: int = 0
    in_favour: int = 0
    waiting: int = 0
    review: int = 0
    open: int = 0

    @property
    def sentence(self) -> str:
        """The same in Spanish."""
        if not self.filings:
            return f"No alcanza ninguna declaración presentada.{self._others()}"
        return (
            f"Alcanza {plural(self.filings, 'declaración presentada', 'declaraciones presentadas')}"
            f"; {plural(self.changed, 'cambia', 'cambian')} de valor. A favor de los operadores: "
            f"{format_pesos(self.less)} menos de deuda y {format_pesos(self.in_favour)} de saldo a "
            f"favor por lo que ya pagaron. En contra de ellos: $ 0.{self._others()}"
        )

    def _others(self) -> str:
        parts = []
        if self.waiting:
            parts.append(
                f" {plural(self.waiting, 'espera', 'esperan')} a que termine un pago en curso."
            )
        if self.review:
            parts.append(f" {plural(self.review, 'la revisa', 'las revisa')} una persona.")
        if self.open:
            parts.append(
                f" {plural(self.open, 'borrador o FUR sin presentar toma', 'borradores o FUR sin presentar toman')}"  # noqa: E501  one phrase
                " el nuevo día."
            )
        return "".join(parts)


def preview(res: Resources, actor: Actor, proposal_id: str) -> Preview:
    """What a proposal would change of what was filed.

    Takes some milliseconds a filing: call it off the event loop.

    Raises:
        NotAllowed: The person may not see the parameters.
        NotFound: No such proposal.
        InvalidParameters: It does not fit the rules.
    """
    actor.require(Permission.PARAMETERS_VIEW)
    with res.database.reading() as unit:
        proposal = repository.proposal_of(unit, proposal_id)
        if not moves_due_days(proposal):
            return Preview()
        return _preview(unit, res, proposal)


def _preview(unit: Unit, res: Resources, proposal: RuleProposal) -> Preview:
    act = act_of(proposal)
    rules = res.rules if in_force(proposal) else applied(res.rules, [proposal])
    periods = moved_periods(unit, act, rules)
    with_act = replace(res, rules=rules)
    found = Preview(open=len(results.open_of(unit, list(periods))) if periods else 0)
    for declaration in affected(unit, periods):
        due_on = periods[declaration.regime, declaration.period]
        effect = effect_of(unit, with_act, declaration, due_on)
        found.filings += 1
        found.waiting += waits(unit, declaration) is not None
        found.review += bool(effect.review)
        found.changed += bool(effect.taken)
        found.in_favour += effect.in_favour
        found.less += effect.taken - effect.in_favour
    return found
