"""What a FUR of debts shows in place of a declaration's boxes: sums, and one line for each debt."""

from typing import Final

from ser_app.base.paper.sheet import HAIRLINE, INNER, MARGIN, WIDTH, Box, Sheet
from ser_app.furs.form import DebtLine, Form
from ser_app.law.money import format_thousands
from ser_app.web.words import day, plural

DEBT_ROW: Final = 4.4
"""Millimetres of a debt's line."""
_RIGHT: Final = WIDTH - MARGIN
_LETTERS: Final = 7.6
_AMOUNTS: Final = ("Sanción", "Intereses", "Capital", "Se paga", "Queda")
_AMOUNT_WIDTH: Final = 22.0


def debt_rows(form: Form) -> list[tuple[str, str]]:
    """The rows of the liquidation: what is owed, what of it is paid, what exceeds it."""
    owed = sum(debt.owed for debt in form.debts)
    rest = sum(debt.rest for debt in form.debts)
    return [
        ("Deudas que paga", str(len(form.debts))),
        ("Lo que se debe de ellas el día de pago", format_thousands(owed)),
        ("Sanción", format_thousands(form.late_filing_penalty)),
        ("Intereses de mora", format_thousands(form.arrears_interest)),
        ("Capital (contraprestación, multas, ajustes)", format_thousands(form.levy)),
        ("Excedente que queda a su favor", format_thousands(form.balance_in_favour)),
        ("Queda por pagar de ellas", format_thousands(rest)),
    ]


def debt_sum(form: Form) -> str:
    """How the total comes from the rows above it."""
    return "3 + 4 + 5 + 6, en pesos" if form.balance_in_favour else "3 + 4 + 5, en pesos"


def draw_debts(sheet: Sheet, form: Form, y: float, height: float) -> float:
    """Draw the first debts in a box of fixed height; the annex has all. Returns the next `y`."""
    sheet.frame(Box(MARGIN, y, INNER, height))
    room = int((height - 1) / DEBT_ROW) - 1
    few = form.debts if len(form.debts) <= room else form.debts[: room - 1]
    debt_heading(sheet, y)
    at = y + DEBT_ROW
    for debt in few:
        debt_line(sheet, at, debt)
        at += DEBT_ROW
    more = len(form.debts) - len(few)
    if more:
        words = f"y {plural(more, 'deuda', 'deudas')} más: el anexo las trae todas"
        sheet.text(MARGIN + 1.4, at + 3.2, words, _LETTERS, bold=True)
    return y + height


def debt_heading(sheet: Sheet, y: float) -> None:
    """Draw the names of the columns."""
    sheet.text(MARGIN + 1.4, y + 3.2, "Deuda y expediente", 6.4, bold=True)
    sheet.text(MARGIN + 66, y + 3.2, "Vence", 6.4, bold=True)
    for position, words in enumerate(_AMOUNTS):
        sheet.text(_edge(position), y + 3.2, words, 6.4, bold=True, align="right")


def debt_line(sheet: Sheet, y: float, debt: DebtLine) -> None:
    """Draw a debt: what is owed of it, what is paid, what stays owed."""
    sheet.line(MARGIN + 1, y, _RIGHT - 1, y, HAIRLINE)
    name = f"{debt.name} · {debt.expediente}" if debt.expediente else debt.name
    sheet.text(MARGIN + 1.4, y + 3.2, name, _LETTERS, width=63)
    sheet.text(MARGIN + 66, y + 3.2, day(debt.due_on), _LETTERS)
    amounts = (debt.penalty, debt.interest, debt.principal, debt.pays, debt.rest)
    for position, amount in enumerate(amounts):
        sheet.text(
            _edge(position), y + 3.2, format_thousands(amount), _LETTERS, align="right",
            width=_AMOUNT_WIDTH - 1,
        )  # fmt: skip


def _edge(position: int) -> float:
    """Where a column of amounts ends, at the right."""
    return _RIGHT - 1.4 - (len(_AMOUNTS) - 1 - position) * _AMOUNT_WIDTH
