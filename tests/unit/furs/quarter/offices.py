"""An operator with several expedientes, and shortcuts through its sheet."""

from dataclasses import dataclass

from ser_app.base.resources import Resources
from ser_app.furs.in_one_act import issue_all, sign_all, waiting
from ser_app.furs.quarter.cells import Cell, CellColumn
from ser_app.furs.quarter.rows import Row
from ser_app.furs.quarter.sheet import Written, sheet, write_cells
from ser_app.law.periods import Period
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente
from tests.factories import PASSWORD, Company, make_company, make_expediente

QUARTER = Period(2013, 1)
LAST = Period(2012, 4)


@dataclass(frozen=True)
class Office:
    """An operator with its expedientes, by number."""

    res: Resources
    company: Company
    expedientes: list[Expediente]

    def rows(self, period: Period = QUARTER) -> list[Row]:
        return sheet(self.res, self.company.accountant, period)

    def write(self, *lines: tuple[str, ...], period: Period = QUARTER) -> Written:
        """Write incomes and returns into the rows, from the first one down."""
        cells = [
            Cell(row.key, column, text)
            for row, line in zip(self.rows(period), lines, strict=False)
            for column, text in zip(CellColumn, line, strict=False)
        ]
        return write_cells(self.res, self.company.accountant, period, cells)

    def issue(self, period: Period = QUARTER) -> list[str]:
        """Issue what is complete; gives the problems."""
        ready = [row.entry.declaration for row in self.rows(period) if row.ready]
        done = issue_all(
            self.res, self.company.accountant, [each.public_id for each in ready if each]
        )
        return [each.problem for each in done]

    def sign(self, actor: Actor) -> list[str]:
        """Sign everything that waits; gives the receipts, or the problems."""
        shown = [(form.number, form.total) for form in waiting(self.res, actor)]
        done = sign_all(self.res, actor, shown, password=PASSWORD, accepted=True, address="")
        return [each.problem or each.receipt for each in done]

    def file(self, *lines: tuple[str, ...], period: Period = QUARTER) -> list[str]:
        """Write, issue, and let both sign; gives the receipts."""
        self.write(*lines, period=period)
        assert set(self.issue(period)) == {""}
        self.sign(self.company.accountant)
        return self.sign(self.company.representative)


def make_office(res: Resources, *regimes: str) -> Office:
    """An operator with one PRST expediente, and one more of each of the regimes."""
    company = make_company(res)
    more = [
        make_expediente(
            res, company.operator, regime, levy_rate="0.03" if regime == "D1972" else ""
        )
        for regime in regimes
    ]
    return Office(res, company, [company.expediente, *more])
