"""Between stored rows and the pure values that the law and the draft understand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from ser_app.declarations.corrections.facts import Corrected
from ser_app.declarations.draft import Draft, Line, case_of_draft
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.law.explanation import figure_to_json
from ser_app.law.liquidation import Case, Liquidation
from ser_app.law.periods import Period, Regime


def draft_of(declaration: Declaration, lines: Sequence[DeclarationLine]) -> Draft:
    """The draft that stored rows hold."""
    return Draft(
        public_id=declaration.public_id,
        regime=Regime(declaration.regime),
        period=Period.parse(declaration.period),
        due_on=declaration.due_on,
        payment_day=declaration.payment_day,
        lines=tuple(
            Line(line.public_id, LineKind(line.kind), line.description, line.amount)
            for line in lines
        ),
        use=Use(declaration.use),
        channel=Channel(declaration.channel),
        nil_confirmed=declaration.nil_confirmed,
        levy_rate=Decimal(declaration.levy_rate) if declaration.levy_rate else None,
        yearly_adjustment=declaration.yearly_adjustment,
        balance_applied=declaration.balance_applied,
        version=declaration.version,
    )


def lines_from(draft: Draft) -> list[DeclarationLine]:
    """Rows for the draft's lines, in the order of the screen, not yet tied to a declaration."""
    return [
        DeclarationLine(
            public_id=line.public_id,
            declaration_id=0,
            kind=kind,
            position=position,
            description=line.description,
            amount=line.amount,
        )
        for kind in LineKind
        for position, line in enumerate(draft.of_kind(kind), start=1)
    ]


def case_of(
    declaration: Declaration, lines: Sequence[DeclarationLine], *, filed_on: date, paid_on: date
) -> Case:
    """The facts of a declaration for the engine, without what it corrects."""
    return replace(
        case_of_draft(draft_of(declaration, lines), filed_on),
        filed_on=filed_on,
        paid_on=paid_on,
        balance_applied=declaration.balance_applied,
    )


def inputs_of(
    declaration: Declaration, *, filed_on: date, corrected: Corrected | None = None
) -> dict[str, Any]:
    """The case as one item of `liquidate --batch`, to compute a filing again years later.

    Args:
        declaration: A declaration that is being filed.
        filed_on: Its filing day.
        corrected: What it corrects; None for an initial one.
    """
    inputs = {
        "id": declaration.public_id,
        "regime": declaration.regime,
        "period": declaration.period,
        **_declared(declaration),
        "filed_on": filed_on.isoformat(),
        "paid_on": declaration.payment_day.isoformat(),
        "balance_applied": declaration.balance_applied,
    }
    return inputs | (_correction_inputs(corrected, inputs) if corrected else {})


def _declared(declaration: Declaration) -> dict[str, Any]:
    """What was declared, in the fields that the regime takes."""
    if declaration.regime == Regime.RADIO:
        return {"levy_amount": declaration.gross_income}
    declared: dict[str, Any] = {
        "gross_income": declaration.gross_income,
        "returns": declaration.returns,
    }
    if declaration.levy_rate:
        declared["levy_rate"] = declaration.levy_rate
        declared["yearly_adjustment"] = declaration.yearly_adjustment
    return declared


def _correction_inputs(corrected: Corrected, inputs: dict[str, Any]) -> dict[str, Any]:
    facts = corrected.facts(corrected.case)
    filed_on = facts.corrects_filed_on if facts.corrects_unpaid else None
    # The adjustment bears nothing, so a correction owes only what it adds to the one settled.
    settled = corrected.settled[-1].case.yearly_adjustment if corrected.settled else 0
    adjustment = max(0, inputs.get("yearly_adjustment", 0) - settled)
    return {
        **({"yearly_adjustment": adjustment} if "yearly_adjustment" in inputs else {}),
        "corrects_levy": facts.corrects_levy,
        "corrects_unpaid": facts.corrects_unpaid,
        "corrects_filed_on": filed_on.isoformat() if filed_on else None,
    }


def store_liquidation(declaration: Declaration, liquidation: Liquidation) -> None:
    """Write the engine's result into the row; explanations only where it carries them."""
    declaration.due_on = liquidation.due_on
    declaration.base = liquidation.base
    declaration.levy = liquidation.levy
    declaration.late_filing_penalty = liquidation.late_filing_penalty
    declaration.arrears_interest = liquidation.arrears_interest
    declaration.balance_applied = liquidation.balance_applied
    declaration.balance_in_favour = liquidation.balance_in_favour
    declaration.total = liquidation.total
    declaration.rules_version = liquidation.rules_version
    declaration.figures = [figure_to_json(figure) for figure in liquidation.figures]
