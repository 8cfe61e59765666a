"""The lower copy, «Entidad financiera»: what the bank needs to collect."""

from typing import Final

from ser_app.base.paper.sheet import FRAME, HEIGHT, INNER, MARGIN, WIDTH, Box, Sheet
from ser_app.base.tokens import grouped
from ser_app.furs.barcode import collection_bars
from ser_app.furs.drawing.frame import CUT_Y, draw_foot, draw_header, draw_watermark
from ser_app.furs.drawing.symbols import bar_code_box, draw_bar_code
from ser_app.furs.form import Form, Verification
from ser_app.furs.texts import no_payment, pay_with_another, penalty_label
from ser_app.law.money import format_pesos
from ser_app.web.words import day

_ROW: Final = 9.0
_AMOUNTS: Final = 10.5
_BANK_AREA: Final = 27.0


def draw_bank_copy(sheet: Sheet, form: Form, verification: Verification) -> None:
    """Draw the lower copy."""
    top = CUT_Y + 4
    if form.demo:
        draw_watermark(sheet, Box(MARGIN, HEIGHT - 22.5, INNER, 10), 0, 22)
    y = draw_header(sheet, form, top, "Entidad financiera")
    who = form.obligor
    sheet.row(
        Box(MARGIN, y, INNER, _ROW),
        (4.2, 1.5, 1.4, 1.6),
        [
            ("Nombre o razón social", who.name),
            ("NIT", who.nit),
            ("Expediente", form.expediente),
            ("Período", form.period),
        ],
    )
    y = _amounts(sheet, form, y + _ROW)
    if form.reference is None:
        _no_payment(sheet, form, y)
    else:
        _collection(sheet, form, form.reference, y)
    draw_foot(sheet, form, verification, HEIGHT - 8, "Entidad financiera")


def _amounts(sheet: Sheet, form: Form, y: float) -> float:
    columns = Box(MARGIN, y, INNER, _AMOUNTS).columns(1.2, 1, 1, 1.5)
    capital = (_capital_label(form), form.levy_owed)
    if form.debts:
        words = "Capital y excedente a favor" if form.balance_in_favour else "Capital"
        capital = (words, form.levy + form.balance_in_favour)
    labels = (
        capital,
        (penalty_label(form), form.late_filing_penalty),
        ("Intereses de mora", form.arrears_interest),
    )
    for column, (label, amount) in zip(columns, labels, strict=False):
        sheet.cell(column, label, format_pesos(amount), size=10, align="right")
    sheet.cell(
        columns[3], "Total a pagar", format_pesos(form.total), size=15, bold=True, align="right"
    )
    sheet.frame(columns[3], FRAME)
    return y + _AMOUNTS


def _capital_label(form: Form) -> str:
    """What was taken from the levy: what was declared before, a balance in favour, or both."""
    taken = ["lo declarado antes"] if form.corrected_levy is not None else []
    if form.balance_applied or not taken:
        taken.append("saldo a favor")
    return f"Contraprestación menos {' y '.join(taken)}"


def _collection(sheet: Sheet, form: Form, reference: str, y: float) -> None:
    area = Box(MARGIN, y, INNER, _BANK_AREA)
    payment, cheque, stamp = area.columns(1.25, 1.35, 1.1)
    upper, lower = (
        Box(payment.x, y, payment.w, _BANK_AREA / 2),
        Box(payment.x, y + _BANK_AREA / 2, payment.w, _BANK_AREA / 2),
    )
    sheet.cell(upper, "Referencia de pago", grouped(reference), size=12, bold=True)
    sheet.cell(lower, "Válido hasta (día de pago)", day(form.payment_day), size=13, bold=True)
    sheet.cell(cheque, "Forma de pago (la diligencia la entidad financiera)", "")
    _ways(sheet, cheque)
    sheet.cell(stamp, "Timbre de la entidad financiera", "")
    bars = collection_bars(form.gln, reference, form.total, form.payment_day)
    box = bar_code_box(bars, WIDTH / 2, area.bottom + 4)
    draw_bar_code(sheet, bars, WIDTH / 2, box.y)


def _ways(sheet: Sheet, box: Box) -> None:
    x, y = box.x + 2, box.y + 6
    for position, words in enumerate(("Efectivo", "Cheque de gerencia")):
        left = x + position * 24
        sheet.frame(Box(left, y, 2.8, 2.8))
        sheet.text(left + 4, y + 2.4, words, 7.4)
    for position, words in enumerate(("Banco y n.º de cheque", "Valor recibido  $")):
        baseline = y + 10 + position * 7.6
        used = sheet.text(x, baseline, words, 7.4)
        sheet.line(x + used + 1.5, baseline + 0.4, box.right - 2, baseline + 0.4)


def _no_payment(sheet: Sheet, form: Form, y: float) -> None:
    box = Box(MARGIN, y + 6, INNER, 18)
    sheet.frame(box, FRAME)
    baseline = box.y + (8.6 if form.total else 10.6)
    sheet.text(WIDTH / 2, baseline, no_payment(form), 13, bold=True, align="center")
    if form.total:
        sheet.text(WIDTH / 2, box.y + 13.6, pay_with_another(form), 8, align="center")
