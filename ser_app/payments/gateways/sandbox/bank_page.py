"""The sandbox's hosted page: plain HTML that works without script, clearly not a real bank."""

from html import escape
from typing import Final
from urllib.parse import urlsplit

from ser_app.law.money import format_pesos
from ser_app.payments.gateways.sandbox.desk import Seen
from ser_app.payments.gateways.sandbox.models import SandboxSession
from ser_app.payments.gateways.sandbox.scenarios import BANKS, Notices, Outcome

OUTCOMES: Final = (
    (Outcome.APPROVE, "Aprobar el pago", "El banco lo aprueba de inmediato."),
    (Outcome.REJECT, "Rechazar el pago", "Fondos insuficientes; se puede intentar de nuevo."),
    (Outcome.APPROVE_LATER, "Dejar pendiente y aprobar después", "Como un segundo aprobador."),
    (Outcome.REJECT_LATER, "Dejar pendiente y rechazar después", "El banco se toma su tiempo."),
    (
        Outcome.OTHER_AMOUNT,
        "Aprobar por otro valor",
        "La pasarela informa mil pesos menos: debe verlo Tesorería.",
    ),
    (Outcome.TOO_MUCH, "Aprobar por mil pesos más", "El dinero que sobra debe verlo Tesorería."),
    (Outcome.OTHER_CURRENCY, "Aprobar en dólares", "Nadie sabe cuántos pesos son."),
    (Outcome.APPROVE_TWICE, "Aprobar dos veces", "La pasarela informa dos transacciones."),
    (
        Outcome.APPROVE_TOO_LATE,
        "Vencer y aprobar después",
        "La sesión vence; el banco la aprueba de todos modos.",
    ),
    (
        Outcome.APPROVE_AND_GIVE_BACK,
        "Aprobar y devolver después",
        "El banco reversa el pago: la deuda vuelve.",
    ),
    (Outcome.ABANDON, "Abandonar", "No se paga nada; la sesión sigue abierta hasta que venza."),
)
_NOTICES: Final = (
    (Notices.ONCE, "Llega una vez"),
    (Notices.LOST, "Se pierde: la aplicación debe consultar por su cuenta"),
    (Notices.TWICE, "Llega dos veces"),
    (Notices.LATE, "Llega tarde"),
)
CSS: Final = """
:root{color-scheme:light dark;--ink:#1c2420;--soft:#56635b;--paper:#fff;--ground:#eef3ef;
--line:#b9c8be;--act:#0b6b47;--act-ink:#fff;--band:#ffe9a8;--band-ink:#4a3800}
@media(prefers-color-scheme:dark){:root{--ink:#e6eee9;--soft:#a6b5ac;--paper:#17201b;
--ground:#0e1411;--line:#3a4a41;--act:#5fd3a4;--act-ink:#06281b;--band:#4a3c0d;--band-ink:#ffe9a8}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:16px/1.5 Georgia,"Times New Roman",serif}
.band{margin:0;background:var(--band);color:var(--band-ink);padding:.5rem 1rem;text-align:center}
main{width:min(34rem,100% - 2rem);margin:1.5rem auto;padding:1.5rem;background:var(--paper);
border:1px solid var(--line);border-radius:4px}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.sum{font-size:1.375rem;font-weight:bold}
fieldset{border:0;border-top:1px solid var(--line);margin:0;padding:1rem 0}
legend,.label{font-weight:bold;padding:0 .5rem 0 0}
.choice{display:grid;grid-template-columns:1.5rem 1fr;gap:.25rem .5rem;padding:.35rem 0;
min-height:2.75rem;align-items:start;cursor:pointer}
input[type=radio]{width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--act)}
small{display:block;color:var(--soft);font-size:.9rem}
select{width:100%;padding:.6rem;font:inherit;color:inherit;background:var(--paper);
border:1px solid var(--soft);border-radius:4px;margin-top:.25rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:.5rem}
button,.button{font:inherit;padding:.65rem 1.25rem;min-height:2.75rem;border-radius:4px;
border:1px solid var(--act);cursor:pointer;text-decoration:none;background:transparent;
color:var(--act)}
button.main{background:var(--act);color:var(--act-ink);font-weight:bold}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
"""


def choice_page(session: SandboxSession) -> str:
    """The page on which the person chooses a bank and what it will do."""
    banks = "".join(f"<option>{escape(bank)}</option>" for bank in BANKS)
    outcomes = "".join(
        radio("outcome", outcome, label, hint, checked=outcome is Outcome.APPROVE)
        for outcome, label, hint in OUTCOMES
    )
    notices = "".join(
        radio("notices", notice, label, "", checked=notice == session.notices)
        for notice, label in _NOTICES
    )
    return framed(
        "Elija su banco",
        f"""{_summary(session)}
<form method="post" autocomplete="off">
<p><label class="label" for="bank">Banco</label><select id="bank" name="bank">{banks}</select></p>
<fieldset><legend>¿Qué hará el banco?</legend>{outcomes}</fieldset>
<fieldset><legend>El aviso a la aplicación</legend>{notices}</fieldset>
<div class="actions"><button class="main" type="submit">Continuar</button>
<button type="submit" name="cancel" value="1">Cancelar y volver</button></div>
</form>""",
    )


def abandoned_page(session: SandboxSession) -> str:
    """What the person sees who leaves without paying."""
    return framed(
        "Pago abandonado",
        f"""<p>No se pagó nada. La sesión sigue abierta hasta que venza: puede cerrar esta ventana
o volver a la aplicación y retomar el pago.</p>{way_back(session.return_url)}""",
    )


def waiting_page(session: SandboxSession) -> str:
    """What the person sees who comes again while the bank has the payment."""
    return framed(
        "Su banco tiene el pago en proceso",
        f"<p>No hace falta que haga nada más aquí.</p>{way_back(session.return_url)}",
    )


def closed_page(seen: Seen) -> str:
    """What the person sees who comes to a session that is over."""
    return framed(
        "Esta sesión de pago terminó",
        f"<p>{escape(seen.session.message)}.</p>{way_back(seen.session.return_url)}",
    )


def missing_page() -> str:
    """What the person sees at an address without a session."""
    return framed(
        "No existe esta sesión de pago", "<p>Vuelva a la aplicación e inicie el pago allí.</p>"
    )


def content_policy(*destinations: str) -> str:
    """A content policy for these pages: own style, no script, forms that lead to `destinations`."""
    origins = sorted({"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in destinations})
    allowed = " ".join(["'self'", *origins])
    return (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action {allowed}"
    )


def _summary(session: SandboxSession) -> str:
    payment = session.request.get("payment", {})
    buyer = session.request.get("buyer", {})
    return rows_of(
        ("Concepto", escape(str(payment.get("description", "")))),
        ("Paga", escape(str(buyer.get("name", "")))),
        ("Referencia", escape(session.reference)),
        ("Valor", f'<span class="sum">{escape(format_pesos(session.total))}</span>'),
    )


def rows_of(*rows: tuple[str, str]) -> str:
    """Names and what they are, which must be HTML already."""
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows) + "</dl>"


def radio(name: str, value: str, label: str, hint: str, *, checked: bool) -> str:
    """One thing to choose, with its explanation below."""
    mark = " checked" if checked else ""
    small = f"<small>{escape(hint)}</small>" if hint else ""
    return (
        f'<label class="choice"><input type="radio" name="{name}" value="{escape(value)}"{mark}>'
        f"<span>{escape(label)}{small}</span></label>"
    )


def way_back(url: str) -> str:
    """The link back to the application."""
    return f'<p><a class="button" href="{escape(url)}">Volver a la aplicación</a></p>'


def framed(title: str, content: str) -> str:
    """A page of the bank around its content."""
    return f"""<!doctype html>
<html lang="es"><head><meta charset="utf-8"><title>{escape(title)} · Banco de pruebas</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><link rel="stylesheet" href="../../banco.css"></head>
<body><p class="band" role="note">Banco de pruebas: no mueve dinero de verdad</p>
<main><h1>{escape(title)}</h1>
{content}</main></body></html>"""
