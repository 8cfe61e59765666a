"""The draft of a declaration: a pure value that each keystroke replaces with another.

Nothing here reads a clock, a database or a screen. Amounts are whole pesos.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from ser_app.base.errors import Refused
from ser_app.declarations.corrections.facts import Corrected, liquidate_case, most_applicable
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.law.liquidation import Case, Liquidation
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime

MAX_LINES: Final = 40
"""Lines of one kind in a declaration: more belong on an accounting annex."""


@dataclass(frozen=True, slots=True)
class Line:
    """An income or a return with its service or reason."""

    public_id: str
    kind: LineKind
    description: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person has typed so far, and nothing computed from it.

    Attributes:
        levy_rate: The rate of the title, a fraction; None outside D1972.
        yearly_adjustment: The yearly adjustment, whole pesos (D1972, first quarter).
        balance_applied: Balance in favour that the person wants to apply, whole pesos.
        balance_available: How much there is; from the books, not typed.
        corrected: What this corrects, from the books; None for an initial declaration.
        version: The number of saves that this text is based on.
    """

    public_id: str
    regime: Regime
    period: Period
    due_on: date
    payment_day: date
    lines: tuple[Line, ...]
    use: Use = Use.FILING_AND_PAYMENT
    channel: Channel = Channel.ELECTRONIC
    nil_confirmed: bool = False
    levy_rate: Decimal | None = None
    yearly_adjustment: int = 0
    balance_applied: int = 0
    balance_available: int = 0
    corrected: Corrected | None = None
    version: int = 1

    @property
    def gross_income(self) -> int:
        """Sum of the income lines."""
        return sum(line.amount for line in self.lines if line.kind is LineKind.INCOME)

    @property
    def returns(self) -> int:
        """Sum of the lines of returns."""
        return sum(line.amount for line in self.lines if line.kind is LineKind.RETURN)

    @property
    def given_amount(self) -> bool:
        """Whether the lines are amounts of acts and formulas instead of income (RADIO)."""
        return self.regime is Regime.RADIO

    @property
    def takes_adjustment(self) -> bool:
        """Whether the yearly adjustment is declared with this period."""
        return self.regime is Regime.D1972 and self.period.quarter == 1

    @property
    def nil(self) -> bool:
        """Whether the period had no income at all."""
        return self.gross_income == 0

    def of_kind(self, kind: LineKind) -> tuple[Line, ...]:
        """The lines of one kind, in order."""
        return tuple(line for line in self.lines if line.kind is kind)

    def line(self, public_id: str) -> Line:
        """One line.

        Raises:
            Refused: This declaration has no such line.
        """
        for line in self.lines:
            if line.public_id == public_id:
                return line
        raise Refused(
            "unknown_line",
            "Esa fila ya no está en la declaración. No se cambió nada; recargue la página.",
        )

    def with_amount(self, public_id: str, amount: int) -> "Draft":
        """The draft with another amount in one line."""
        return self._with_line(replace(self.line(public_id), amount=amount))

    def with_description(self, public_id: str, description: str) -> "Draft":
        """The draft with another service or reason in one line."""
        return self._with_line(replace(self.line(public_id), description=description))

    def with_new_line(self, kind: LineKind, public_id: str) -> "Draft":
        """The draft with an empty line at the end of its kind.

        Raises:
            Refused: There are `MAX_LINES` of that kind already.
        """
        if len(self.of_kind(kind)) >= MAX_LINES:
            raise Refused(
                "too_many_lines",
                f"Una declaración admite hasta {MAX_LINES} filas de cada clase. "
                "Sume las más pequeñas en una sola; lo escrito sigue aquí.",
            )
        return replace(self, lines=(*self.lines, Line(public_id, kind)))

    def without_line(self, public_id: str) -> "Draft":
        """The draft without a line; the last one of its kind is emptied instead."""
        gone = self.line(public_id)
        if len(self.of_kind(gone.kind)) == 1:
            return self._with_line(Line(public_id, gone.kind))
        return replace(self, lines=tuple(line for line in self.lines if line is not gone))

    def _with_line(self, changed: Line) -> "Draft":
        return replace(
            self,
            lines=tuple(
                changed if line.public_id == changed.public_id else line for line in self.lines
            ),
        )


def filing_day(channel: Channel, payment_day: date, today: date) -> date:
    """The day on which a declaration counts as filed.

    Signed electronically it is filed today; on paper, on the day that the bank collects.
    """
    return payment_day if channel is Channel.PAPER else today


def case_of_draft(draft: Draft, today: date) -> Case:
    """The facts of a draft, filed and paid as it says, before any balance in favour applied.

    Args:
        draft: The text.
        today: The business day, the filing day of the electronic channel.
    """
    case = Case(
        regime=draft.regime,
        period=draft.period,
        gross_income=0 if draft.given_amount else draft.gross_income,
        returns=0 if draft.given_amount else draft.returns,
        levy_amount=draft.gross_income if draft.given_amount else None,
        levy_rate=draft.levy_rate,
        yearly_adjustment=draft.yearly_adjustment if draft.takes_adjustment else 0,
        filed_on=filing_day(draft.channel, draft.payment_day, today),
        paid_on=draft.payment_day,
    )
    return draft.corrected.facts(case) if draft.corrected else case


def liquidate_draft(
    draft: Draft, rules: RuleBook, today: date, *, explain: bool = False
) -> Liquidation:
    """What the draft owes if it is filed and paid as it says.

    Args:
        draft: The text.
        rules: The law in force.
        today: The business day, the filing day of the electronic channel.
        explain: Build the nested explanation too.

    Raises:
        LawError: The rules do not reach the payment day or the period.
    """
    case = case_of_draft(draft, today)
    if draft.balance_applied:
        case = replace(case, balance_applied=applied_balance(draft, rules, today))
    return liquidate_case(case, draft.corrected, rules, explain=explain)


def most_balance(draft: Draft, rules: RuleBook, today: date) -> int:
    """How much balance in favour the draft can apply: never more than the levy owed with it.

    Raises:
        LawError: The rules do not reach the payment day or the period.
    """
    most = most_applicable(case_of_draft(draft, today), draft.corrected, rules)
    return min(draft.balance_available, most)


def applied_balance(draft: Draft, rules: RuleBook, today: date) -> int:
    """What of the balance typed counts: too much of it is told beside its field.

    Raises:
        LawError: The rules do not reach the payment day or the period.
    """
    return min(draft.balance_applied, most_balance(draft, rules, today))


def effective_use(use: Use, total: int) -> Use:
    """The use that the form will have: with nothing to pay it is *Presentación*."""
    return Use.FILING if total == 0 else use
