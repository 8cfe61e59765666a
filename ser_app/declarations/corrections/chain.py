"""From stored rows to what a draft corrects and the balance that it may apply."""

from dataclasses import replace

from ser_app.base.database import Unit
from ser_app.declarations.corrections import repository
from ser_app.declarations.corrections.facts import Corrected, DeclaredLine
from ser_app.declarations.draft import Draft
from ser_app.declarations.mapping import case_of
from ser_app.declarations.models import Declaration, DeclarationLine
from ser_app.declarations.reliquidation.repository import Relief, relief_of
from ser_app.declarations.repository import lines_of
from ser_app.law.case import Case
from ser_app.law.corrections import Amounts, Settled
from ser_app.law.firmness import last_day_to_correct
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Regime
from ser_app.ledger.in_favour import repository as balances


def in_context(unit: Unit, rules: RuleBook, declaration: Declaration, draft: Draft) -> Draft:
    """The draft with what the books say around it: what it corrects, the balance there is."""
    corrected = corrected_of(unit, rules, declaration)
    available = balances.available(unit, declaration.operator_id)
    released = corrected.releases if corrected else 0
    return replace(draft, corrected=corrected, balance_available=available + released)


def corrected_of(unit: Unit, rules: RuleBook, declaration: Declaration) -> Corrected | None:
    """What a declaration corrects; None for an initial one.

    Raises:
        LawError: The rules have no term of firmness for that day.
    """
    found: Corrected | None = None
    settled: list[Settled] = []
    for filing in repository.chain_before(unit, declaration):
        lines = lines_of(unit, filing)
        case = _case(filing, lines, found)
        if is_settled(filing):
            settled.append(_settled(filing, case, relief_of(unit, filing)))
        releases = 0 if is_settled(filing) else balances.applied_with(unit, filing.public_id)
        found = Corrected(
            public_id=filing.public_id,
            receipt=filing.receipt_number or "",
            filed_on=case.filed_on,
            lines=declared(lines),
            case=case,
            settled=tuple(settled),
            first_levy=found.first_levy if found else filing.levy,
            first_filed_on=found.first_filed_on if found else case.filed_on,
            prior=found,
            releases=releases,
            last_day=last_day_to_correct(Regime(filing.regime), case.filed_on, rules),
        )
    return found


def is_settled(filing: Declaration) -> bool:
    """Whether nothing is owed for a filing: it was paid, or it owed nothing."""
    return filing.paid_on is not None or filing.total == 0


def declared(lines: list[DeclarationLine]) -> tuple[DeclaredLine, ...]:
    """The lines as they are compared: kind, description and amount, in order."""
    return tuple((line.kind, line.description.strip(), line.amount) for line in lines)


def _case(filing: Declaration, lines: list[DeclarationLine], found: Corrected | None) -> Case:
    filed_on = filing.filed_on or filing.payment_day
    case = case_of(filing, lines, filed_on=filed_on, paid_on=filing.paid_on or filed_on)
    return found.facts(case) if found else case


def _settled(filing: Declaration, case: Case, relief: Relief) -> Settled:
    # A FUR of a later day carries more interest than the declaration did when it was filed.
    paid = filing.total if filing.paid_amount is None else filing.paid_amount
    # What a moved due day gave back is not settled any more; a lower correction was given more.
    given_back = 0 if filing.balance_in_favour else relief.in_favour
    return Settled(
        case=case,
        amounts=Amounts(
            gross_income=case.gross_income,
            returns=case.returns,
            base=filing.base,
            levy=filing.levy,
            late_filing_penalty=filing.late_filing_penalty - relief.penalty,
            arrears_interest=filing.arrears_interest
            + paid
            - filing.total
            + relief.penalty
            - given_back,
            total=paid - given_back,
            balance_in_favour=filing.balance_in_favour,
        ),
        credited=filing.balance_in_favour + relief.in_favour - given_back,
    )
