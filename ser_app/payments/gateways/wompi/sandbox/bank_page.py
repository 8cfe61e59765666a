"""The page of a bank in Wompi's sandbox: plain HTML that works without script."""

from html import escape
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.payments.gateways.sandbox.bank_page import OUTCOMES, framed, radio, rows_of, way_back
from ser_app.payments.gateways.sandbox.scenarios import Notices, Outcome
from ser_app.payments.gateways.wompi.sandbox.config import BANKS
from ser_app.payments.gateways.wompi.sandbox.models import WompiSandboxTransaction

_CENTS: Final = 100
_OFFERED: Final = (
    Outcome.APPROVE,
    Outcome.REJECT,
    Outcome.APPROVE_LATER,
    Outcome.REJECT_LATER,
    Outcome.OTHER_AMOUNT,
    Outcome.APPROVE_AND_GIVE_BACK,
)
_NOTICES: Final = (
    (Notices.ONCE, "Llega una vez"),
    (Notices.LOST, "Se pierde: la aplicación debe consultar por su cuenta"),
    (Notices.TWICE, "Llega dos veces"),
    (Notices.LATE, "Llega tarde"),
)


def choice_page(row: WompiSandboxTransaction) -> str:
    """The page on which the person chooses what the bank does."""
    outcomes = "".join(
        radio("outcome", outcome, label, hint, checked=outcome is Outcome.APPROVE)
        for outcome, label, hint in OUTCOMES
        if outcome in _OFFERED
    )
    notices = "".join(
        radio("notices", notice, label, "", checked=notice == row.notices)
        for notice, label in _NOTICES
    )
    return framed(
        BANKS[row.bank],
        f"""{_summary(row)}
<form method="post" autocomplete="off">
<fieldset><legend>¿Qué hará el banco?</legend>{outcomes}</fieldset>
<fieldset><legend>El aviso a la aplicación</legend>{notices}</fieldset>
<div class="actions"><button class="main" type="submit">Continuar</button>
<button type="submit" name="cancel" value="1">Cancelar y volver</button></div>
</form>""",
    )


def closed_page(row: WompiSandboxTransaction) -> str:
    """What the person sees who comes again."""
    words = "Su banco tiene el pago en proceso" if row.status == "PENDING" else "Este pago terminó"
    return framed(words, f"<p>No hace falta que haga nada más.</p>{way_back(row.redirect_url)}")


def _summary(row: WompiSandboxTransaction) -> str:
    amount = escape(format_pesos(row.amount_in_cents // _CENTS))
    return rows_of(
        ("Concepto", escape(row.description)),
        ("Paga", escape(row.payer)),
        ("Referencia", escape(row.reference)),
        ("Valor", f'<span class="sum">{amount}</span>'),
    )
