"""What a FUR says about paying it: the total's words, today's cost, and who receives the money."""

from dataclasses import dataclass

from ser_app.furs.form import BENEFICIARY, BENEFICIARY_NIT
from ser_app.furs.service import FurDetail
from ser_app.furs.states import ShownFurState
from ser_app.furs.texts import (
    RENEWED_BY_OTHERS,
    TO_PAY_ON,
    VALID_UNTIL,
    no_payment,
    pay_with_another,
    pays_ahead,
)
from ser_app.law.money import format_pesos
from ser_app.web.words import day


@dataclass(frozen=True)
class Detail:
    """A label with its value."""

    label: str
    value: str


def total_label(found: FurDetail) -> str:
    """What its total is, at the moment."""
    if found.state is ShownFurState.PAID:
        return "Total pagado"
    if found.cheaper_today is not None:
        return f"Total para pagar el {day(found.fur.payment_day)}"
    if found.form.payable and found.state is not ShownFurState.ANNULLED:
        return f"Total a pagar hasta el {day(found.fur.payment_day)}"
    return "Total liquidado"


def cheaper_words(found: FurDetail) -> str:
    """That today less is owed than this FUR says, and what to do; empty when it is not so."""
    total = found.cheaper_today
    if total is None:
        return ""
    words = pays_ahead(found.fur.payment_day, found.fur.total, total)
    by_others = not found.may_renew and not found.fur.payment_pending
    return f"{words} {RENEWED_BY_OTHERS}." if by_others else words


def today_label(found: FurDetail) -> str:
    """Words of the button that issues the FUR of today; empty for who may not, or needs none."""
    total = found.cheaper_today
    if total is None or not found.may_renew:
        return ""
    return f"Generar el FUR de hoy por {format_pesos(total)}"


def payment_details(found: FurDetail) -> list[Detail]:
    """Who receives the money, and the reference with which it is paid."""
    form = found.form
    beneficiary = Detail("Beneficiario", f"{BENEFICIARY} · NIT {BENEFICIARY_NIT}")
    if form.reference is None:
        how = f"{no_payment(form)}. {pay_with_another(form)}." if form.total else no_payment(form)
        return [beneficiary, Detail("Pago", how)]
    groups = [form.reference[at : at + 4] for at in range(0, len(form.reference), 4)]
    return [
        beneficiary,
        Detail("Referencia de pago", " ".join(groups)),
        Detail(VALID_UNTIL if found.cheaper_today is None else TO_PAY_ON, day(form.payment_day)),
    ]
