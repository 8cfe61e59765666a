"""The form of a FUR that pays debts: the same form as all, with its debts listed."""

from collections.abc import Sequence
from dataclasses import replace

from ser_app.base.clock import business_instant
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel, Use
from ser_app.furs.debts.quoting import DebtToPay, Quote
from ser_app.furs.debts.texts import (
    NO_EXPEDIENTE,
    SEVERAL,
    imputed_sentence,
    of_debts,
)
from ser_app.furs.form import DebtLine, Form
from ser_app.furs.issuing import obligor_of
from ser_app.furs.texts import CONCEPT, replaces
from ser_app.law.explanation import Figure, weakest
from ser_app.law.money import Pesos, exact_whole, format_pesos
from ser_app.law.periods import Period, Regime
from ser_app.law.texts import long_day
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.shares import Share, norm_of
from ser_app.people.models import Operator


def form_of_quote(
    res: Resources, operator: Operator, found: Quote, replaced: Sequence[str]
) -> Form:
    """What the FUR says; number and reference come when it is stored.

    Args:
        res: Clock and rules.
        operator: Who owes.
        found: The debts and how the sum is imputed to them.
        replaced: Numbers of the FURs whose place it takes.
    """
    shares = found.imputation.shares
    pairs = list(zip(found.debts, shares, strict=True))
    return Form(
        number="",
        use=Use.PAYMENT,
        channel=Channel.ELECTRONIC,
        issued_at=business_instant(res.clock).replace(microsecond=0),
        obligor=obligor_of(operator),
        expediente=_common(
            [each.expediente or NO_EXPEDIENTE for each in found.debts], "Varios expedientes"
        ),
        regime=_common([_regime(each) for each in found.debts], "Varios regímenes"),
        service=_common([each.service for each in found.debts], "Varios servicios"),
        concept=_concept(found),
        period=_common([debt_title(each) for each in found.debts], "Varios períodos"),
        kind=replaces(replaced[0]) if len(replaced) == 1 else of_debts(len(found.debts)),
        gross_income=0,
        returns=0,
        base=0,
        rate="",
        levy=sum(share.capital for share in shares),
        balance_applied=0,
        late_filing_penalty=sum(share.penalty for share in shares),
        arrears_interest=sum(share.interest for share in shares),
        balance_in_favour=found.imputation.in_favour,
        total=found.amount,
        due_on=found.debts[0].debt.due_on,
        filing_day=res.clock.today(),
        payment_day=found.payment_day,
        signatories=(),
        rules_version=res.rules.version,
        demo=res.settings.demo,
        debts=tuple(_line(each, share) for each, share in pairs),
        figures=tuple(debt_figure(each, share) for each, share in pairs),
    )


def _common(values: Sequence[str], several: str) -> str:
    """The value that all have, or the words for several."""
    return values[0] if len(set(values)) == 1 else several


def _regime(each: DebtToPay) -> str:
    regime = each.debt.regime
    return Regime(regime).label if regime else NO_EXPEDIENTE


def _concept(found: Quote) -> str:
    if len(found.debts) > 1:
        return SEVERAL
    kind = found.debts[0].kind
    return CONCEPT if kind is ObligationKind.DECLARATION else kind.label


def debt_title(each: DebtToPay) -> str:
    """A debt as a heading: the period of a declaration, else its own words."""
    row = each.obligation
    if each.kind is ObligationKind.DECLARATION:
        return Period.parse(row.period).label
    return row.description


def rule_words(share: Share) -> str:
    """In which order the parts are paid, and by which norm."""
    return f"{share.order.reason} ({norm_of(share.rule)})"


def _line(each: DebtToPay, share: Share) -> DebtLine:
    return DebtLine(
        name=debt_title(each),
        kind=each.kind.label,
        expediente=each.expediente,
        due_on=each.debt.due_on,
        penalty=each.debt.left.penalty,
        interest=each.interest,
        principal=each.debt.capital,
        pays_penalty=share.penalty,
        pays_interest=share.interest,
        pays_principal=share.capital,
        rule=rule_words(share),
    )


def debt_figure(each: DebtToPay, share: Share) -> Figure:
    """What is paid of a debt, with the rule of its imputation and the interest that it bears."""
    place = f" · expediente {each.expediente}" if each.expediente else ""
    left = each.debt.left
    parts = (
        f"Vencimiento: {long_day(each.debt.due_on)}. Se deben {format_pesos(each.owed)}: capital "
        f"{format_pesos(each.debt.capital)}, sanción {format_pesos(left.penalty)}, intereses "
        f"{format_pesos(each.interest)}."
    )
    return Figure(
        code="debt",
        label=f"{debt_title(each)}{place}",
        amount=Pesos(share.paid),
        exact=exact_whole(share.paid),
        sentence=f"{parts} {imputed_sentence(share.paid, share.rest, rule_words(share))}",
        formula="",
        substitution="",
        citations=share.rule.citations,
        provenance=weakest((share.rule.provenance, each.figure.provenance)),
        provisional=each.provisional,
        figures=(_interest(each),),
    )


def _interest(each: DebtToPay) -> Figure:
    charged = each.debt.left.interest
    if not charged:
        return replace(each.figure, label="Intereses de mora hasta el día de pago")
    sentence = f"{format_pesos(charged)} ya se habían cobrado y no se pagaron. "
    return replace(
        each.figure,
        label="Intereses de mora hasta el día de pago, sin los ya cobrados",
        sentence=sentence + each.figure.sentence,
    )
