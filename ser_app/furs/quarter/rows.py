"""The rows of the sheet: what each says, owes and lacks. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ser_app.declarations import checks
from ser_app.declarations.draft import Draft, liquidate_draft
from ser_app.declarations.models import Declaration
from ser_app.declarations.service import Entry
from ser_app.declarations.states import DeclarationState
from ser_app.furs.in_one_act import as_filing
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation
from ser_app.law.parameters import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a row owes filed and paid today, or as it was filed; whole pesos.

    Attributes:
        rate: A fraction; zero where the amount is given.
    """

    base: int
    rate: Decimal
    levy: int
    penalty: int
    interest: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the sheet.

    Attributes:
        entry: The expediente with its declaration.
        draft: Its text, as it would be filed.
        figures: None while nothing was said or the law has no answer.
        problem: What keeps it from being generated; empty when nothing does.
        refused: Whether the problem is a cell that was refused.
        missing: Whether its amount is what is missing.
    """

    entry: Entry
    draft: Draft
    figures: Figures | None
    problem: str = ""
    refused: bool = False
    missing: bool = False

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.entry.key

    @property
    def state(self) -> DeclarationState | None:
        """What became of its declaration."""
        return self.entry.state

    @property
    def editable(self) -> bool:
        """Whether its amounts can be typed here."""
        open_ = self.state in {None, DeclarationState.DRAFT}
        return open_ and self.entry.simple and not self.entry.refused

    @property
    def ready(self) -> bool:
        """Whether its FUR can be generated."""
        return self.state is DeclarationState.DRAFT and not self.problem

    @property
    def owed(self) -> bool:
        """Whether it was filed and is not paid."""
        row = self.entry.declaration
        return self.state is DeclarationState.FILED and bool(row and row.total and not row.paid_on)


def rows_of(
    entries: Sequence[Entry], rules: RuleBook, today: date, refused: Mapping[str, str]
) -> list[Row]:
    """The rows of a period.

    Args:
        entries: Its expedientes with their declarations.
        rules: The law in force.
        today: The business day, on which all would be filed and paid.
        refused: What was refused of some rows, by the key of the expediente.
    """
    return [_row(each, rules, today, refused.get(each.key, "")) for each in entries]


def _row(entry: Entry, rules: RuleBook, today: date, refused: str) -> Row:
    stored = entry.declaration
    if stored is not None and entry.state is not DeclarationState.DRAFT:
        as_filed = _filed(stored, entry, rules)
        return Row(entry=entry, draft=entry.draft, figures=as_filed, problem=refused)
    draft = replace(as_filing(entry.draft), payment_day=today)
    if entry.refused:
        return Row(entry=entry, draft=draft, figures=None, problem=entry.refused)
    figures, problem = _figures(draft, rules, today)
    missing = draft.nil and not draft.nil_confirmed
    return Row(
        entry=entry,
        draft=draft,
        figures=None if missing else figures,
        problem=refused or problem,
        refused=bool(refused),
        missing=missing,
    )


def _figures(draft: Draft, rules: RuleBook, today: date) -> tuple[Figures | None, str]:
    try:
        found = liquidate_draft(draft, rules, today)
    except LawError as error:
        return None, error.message
    lacking = checks.problems(draft, found.total, today)
    return _of(found), lacking[0].message if lacking else ""


def _of(found: Liquidation) -> Figures:
    return Figures(
        base=found.base,
        rate=found.levy_rate,
        levy=found.levy,
        penalty=found.late_filing_penalty,
        interest=found.arrears_interest,
        total=found.total,
    )


def _filed(stored: Declaration, entry: Entry, rules: RuleBook) -> Figures:
    """What it says itself; its rate is the law's for the period."""
    try:
        rate = liquidate_draft(entry.draft, rules, entry.draft.payment_day).levy_rate
    except LawError:
        rate = Decimal(0)
    return Figures(
        base=stored.base,
        rate=rate,
        levy=stored.levy,
        penalty=stored.late_filing_penalty,
        interest=stored.arrears_interest,
        total=stored.total,
    )
