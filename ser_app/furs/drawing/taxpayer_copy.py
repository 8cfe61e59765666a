"""The upper copy, «Contribuyente»: every box of the form."""

from typing import Final

from ser_app.base.paper.qr import draw_qr
from ser_app.base.paper.sheet import FRAME, HAIRLINE, INNER, MARGIN, Box, Sheet
from ser_app.base.tokens import grouped
from ser_app.declarations.states import Channel
from ser_app.declarations.texts import STATEMENT
from ser_app.furs.drawing.debts import debt_rows, debt_sum, draw_debts
from ser_app.furs.drawing.frame import (
    draw_foot,
    draw_header,
    draw_heading,
    draw_watermark,
)
from ser_app.furs.form import Form, Signatory, Verification
from ser_app.furs.texts import (
    CHANNEL_WORDS,
    ELECTRONIC_SIGNATURE_NOTE,
    PAPER_SIGNATURE_NOTE,
    PAYS_ONLY,
    filing_proof,
    no_payment,
    penalty_label,
)
from ser_app.law.money import format_pesos, format_thousands
from ser_app.web.words import day

_TOP: Final = 8.0
_ROW: Final = 9.0
_FIGURES: Final = 44.8
_TIGHT: Final = 5.2
"""Below this height of a row, when a correction has more of them, its letters are smaller."""
_TOTAL_ROW: Final = 11.2
_FIGURES_WIDTH: Final = 116.0
_SIGNERS_MM: Final = 21.0
_SIGNED_FROM: Final = 11.6
_TITLE: Final = 25.0
"""Room for the quality in which somebody signs."""
"""Below it, in a signer's box, programs may show the signature."""


def draw_taxpayer_copy(sheet: Sheet, form: Form, verification: Verification, place: str) -> None:
    """Draw the upper copy; `place` says which sheet of how many this is."""
    if form.demo:
        draw_watermark(sheet, Box(MARGIN, 76, _FIGURES_WIDTH, 46), 21, 21)
    y = draw_header(sheet, form, _TOP, "Contribuyente")
    y = _obligor(sheet, form, draw_heading(sheet, y + 1, "1  Obligado"))
    y = _obligation(sheet, form, draw_heading(sheet, y, "2  Obligación"))
    top = draw_heading(sheet, y, "3  Liquidación")
    bottom = _figures(sheet, form, top)
    side = Box(MARGIN + _FIGURES_WIDTH + 2, top, INNER - _FIGURES_WIDTH - 2, bottom - top)
    _side(sheet, form, verification, side)
    if form.debts:
        y = draw_debts(sheet, form, draw_heading(sheet, bottom, "4  Deudas que paga"), _SIGNERS_MM)
    else:
        y = draw_heading(sheet, bottom, f"4  Firmantes · «{STATEMENT}»")
        y = _signers(sheet, form, y)
    _notes(sheet, form, y)
    draw_foot(sheet, form, verification, y + 10.6, place)


def _obligor(sheet: Sheet, form: Form, y: float) -> float:
    who = form.obligor
    sheet.row(
        Box(MARGIN, y, INNER, _ROW),
        (5, 1.7),
        [("Nombre o razón social", who.name), ("NIT", who.nit)],
    )
    sheet.row(
        Box(MARGIN, y + _ROW, INNER, _ROW),
        (3.2, 1.8, 2.4),
        [
            ("Dirección", who.address),
            ("Municipio", who.municipality),
            ("Correo electrónico", who.email),
        ],
    )
    return y + 2 * _ROW


def _obligation(sheet: Sheet, form: Form, y: float) -> float:
    sheet.row(
        Box(MARGIN, y, INNER, _ROW),
        (1.3, 2.6, 3),
        [
            ("Expediente", form.expediente),
            ("Régimen", form.regime),
            ("Servicio", form.service),
        ],
    )
    sheet.row(
        Box(MARGIN, y + _ROW, INNER, _ROW),
        (2.3, 1.5, 1.7, 1.1, 1.5),
        [
            ("Concepto", form.concept),
            ("Período", form.period),
            ("Formulario" if form.debts else "Declaración", form.kind),
            ("Vencimiento", day(form.due_on)),
            ("Presentación", "No aplica" if form.debts else CHANNEL_WORDS[form.channel]),
        ],
    )
    return y + 2 * _ROW


def _figures(sheet: Sheet, form: Form, y: float) -> float:
    rows = debt_rows(form) if form.debts else _rows(form)
    height = _FIGURES / len(rows)
    for position, (label, amount) in enumerate(rows, start=1):
        _figure(sheet, Box(MARGIN, y, _FIGURES_WIDTH, height), position, label, amount)
        y += height
    total = Box(MARGIN, y, _FIGURES_WIDTH, _TOTAL_ROW)
    sheet.frame(total, FRAME)
    sheet.text(total.x + 2, y + 4.6, str(len(rows) + 1), 8, bold=True)
    sheet.text(total.x + 8, y + 4.6, "Total a pagar", 10.5, bold=True)
    sheet.text(total.x + 8, y + 8.8, _sum(form), 6.4)
    sheet.text(
        total.right - 2, y + 7.6, format_pesos(form.total), 18, bold=True, align="right", width=72
    )
    return total.bottom + 1


def _rows(form: Form) -> list[tuple[str, str]]:
    rows = [*_base_rows(form), ("Contraprestación", format_thousands(form.levy))]
    if form.corrected_levy is not None:
        label = f"Contraprestación declarada con {form.corrects}"
        rows.append((label, format_thousands(form.corrected_levy)))
    rows += [
        ("Saldo a favor aplicado", format_thousands(form.balance_applied)),
        (penalty_label(form), format_thousands(form.late_filing_penalty)),
        ("Intereses de mora", format_thousands(form.arrears_interest)),
    ]
    if form.yearly_adjustment:
        rows.append(("Ajuste anual", format_thousands(form.yearly_adjustment)))
    if form.balance_in_favour:
        rows.append(("Saldo a favor que deja", format_thousands(form.balance_in_favour)))
    return rows


def _base_rows(form: Form) -> list[tuple[str, str]]:
    """What the levy comes from; always four rows, so that the numbers of the others stay."""
    if form.given_amount:
        return [
            ("Valor del acto o de la fórmula", format_thousands(form.gross_income)),
            *((label, "no aplica") for label in ("Devoluciones", "Base", "Tarifa")),
        ]
    return [
        ("Ingresos brutos", format_thousands(form.gross_income)),
        ("Devoluciones", format_thousands(form.returns)),
        ("Base", format_thousands(form.base)),
        ("Tarifa", form.rate),
    ]


def _sum(form: Form) -> str:
    """How the total comes from the rows above it."""
    if form.debts:
        return debt_sum(form)
    more = 8 if form.corrected_levy is None else 9
    adjusted = f" + {more + 1}" if form.yearly_adjustment else ""
    if form.corrected_levy is None:
        return f"5 − 6 + 7 + 8{adjusted}, en pesos"
    if form.levy < form.corrected_levy:
        return "La contraprestación es menor que la declarada antes: nada más que pagar"
    return f"5 − 6 − 7 + 8 + 9{adjusted}, en pesos"


def _figure(sheet: Sheet, box: Box, position: int, label: str, amount: str) -> None:
    sheet.line(box.x, box.bottom, box.right, box.bottom, HAIRLINE)
    tight = box.h < _TIGHT
    baseline = box.bottom - (1.1 if tight else 1.7)
    sheet.text(box.x + 2, baseline, str(position), 8)
    sheet.text(box.x + 8, baseline, label, 8.2 if tight else 8.8)
    sheet.text(box.right - 2, baseline, amount, 8.8 if tight else 9.6, align="right", width=60)


def _side(sheet: Sheet, form: Form, verification: Verification, side: Box) -> None:
    valid = Box(side.x, side.y, side.w, 11.5)
    if form.payable:
        sheet.cell(valid, "Válido hasta (día de pago)", day(form.payment_day), size=14, bold=True)
    else:
        sheet.cell(valid, "Pago", no_payment(form), size=9, bold=True)
    sheet.frame(valid, FRAME)
    reference = Box(side.x, valid.bottom + 1, side.w, 9.5)
    shown = grouped(form.reference) if form.reference else "No aplica"
    sheet.cell(reference, "Referencia de pago", shown, size=11, bold=True)
    _verification(sheet, verification, Box(side.x, reference.bottom + 1, side.w, 34))


def _verification(sheet: Sheet, verification: Verification, box: Box) -> None:
    sheet.frame(box)
    area = draw_qr(sheet, verification.address, box.x + 0.6, box.y + 0.4)
    words = Box(area.right + 0.5, box.y + 2.5, box.right - area.right - 2, box.h - 4)
    sheet.block(words, "Verifique este formulario con su número y este código en", 6.6, lines=3)
    sheet.block(Box(words.x, box.y + 12, words.w, 6), verification.page, 6.6, bold=True, lines=2)
    sheet.text(words.x, box.y + 21.5, "Código", 6.2)
    half = len(verification.code) // 2
    sheet.text(words.x, box.y + 26, grouped(verification.code[:half]), 10.5, bold=True)
    sheet.text(words.x, box.y + 30.5, grouped(verification.code[half:]), 10.5, bold=True)


def _signers(sheet: Sheet, form: Form, y: float) -> float:
    shares = (1, 1, 0.8) if form.channel is Channel.PAPER else (1, 1)
    columns = Box(MARGIN, y, INNER, _SIGNERS_MM).columns(*shares)
    for column, signatory in zip(columns, form.signatories, strict=False):
        _signer(sheet, column, signatory, form.channel)
        sheet.places[signatory.role] = Box(
            column.x + 0.8, column.y + _SIGNED_FROM, column.w - 1.6, column.h - _SIGNED_FROM - 0.8
        )
    if form.channel is Channel.PAPER:
        sheet.cell(columns[2], "Timbre de la entidad financiera", "")
    return y + _SIGNERS_MM


def _signer(sheet: Sheet, box: Box, signatory: Signatory, channel: Channel) -> None:
    sheet.frame(box)
    inner = box.w - 2.8
    x = box.x + 1.4
    sheet.text(x, box.y + 2.9, signatory.title, 6.2, width=inner)
    sheet.text(x, box.y + 7.2, signatory.name, 9.2, bold=True, width=inner)
    card = f" · T.P. {signatory.professional_card}" if signatory.professional_card else ""
    sheet.text(x, box.y + 10.9, signatory.document + card, 7.6, width=inner)
    if channel is Channel.PAPER:
        sheet.line(x, box.bottom - 3.6, box.right - 1.4, box.bottom - 3.6)
        sheet.text(x, box.bottom - 1, "Firma", 6)
        return
    # Beside the title: the place under the names is the field's, where programs draw signatures.
    right, room = box.right - 1.4, inner - _TITLE
    sheet.text(right, box.y + 2.9, ELECTRONIC_SIGNATURE_NOTE, 6, width=room, align="right")


def _notes(sheet: Sheet, form: Form, y: float) -> None:
    sheet.text(MARGIN, y + 3.6, _day_note(form), 6.6, width=INNER)
    proof = PAPER_SIGNATURE_NOTE if form.channel is Channel.PAPER else filing_proof(form.receipt)
    if form.debts:
        proof = PAYS_ONLY
    sheet.text(MARGIN, y + 6.8, proof, 6.6, width=INNER)


def _day_note(form: Form) -> str:
    if form.debts:
        return (
            f"Liquidado con pago el {day(form.payment_day)}. Otro día de pago necesita otro FUR. "
            "El anexo explica cada deuda y cómo se imputa."
        )
    filing = "Presentada" if form.receipt else "Liquidado con presentación"
    text = f"{filing} el {day(form.filing_day)}"
    if form.payable:
        text += f" y pago el {day(form.payment_day)}. Otro día de pago necesita otro FUR"
    return f"{text}. El anexo explica cada valor y su norma."
