"""FURs of debts, and their preview, written out."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.declarations.states import Use
from ser_app.furs.debts.quoting import Quote
from ser_app.furs.debts.writing import debt_figure, debt_title, rule_words
from ser_app.furs.form import DebtLine, Form
from ser_app.furs.service import FurDetail
from ser_app.furs.states import ShownFurState
from ser_app.furs.texts import STATE_KINDS, USE_WORDS, state_word
from ser_app.furs.views.document import DebtView, FurView, is_current, other_fur, renewing
from ser_app.furs.views.paying import (
    Detail,
    cheaper_words,
    payment_details,
    today_label,
    total_label,
)
from ser_app.law.money import format_pesos
from ser_app.ledger.statement.views import ADDRESS
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.reasons import explained
from ser_app.web.words import day, day_long, moment, plural


@dataclass(frozen=True)
class PreviewView:
    """How a sum would be imputed, before anything is issued.

    Attributes:
        owed: What settles all that is chosen on that day.
        partial: Whether something stays owed; `rest` how much.
        in_favour: What exceeds the debts; empty when nothing does.
        refused: Why no FUR can be issued yet; empty when it can.
    """

    count: str = ""
    owed: str = ""
    amount: str = ""
    spoken: str = ""
    penalty: str = ""
    interest: str = ""
    capital: str = ""
    partial: bool = False
    rest: str = ""
    in_favour: str = ""
    refused: str = ""
    debts: list[DebtView] = field(default_factory=list)
    reasons: list[ExplainedFigure] = field(default_factory=list)


NO_PREVIEW: Final = PreviewView()


def preview_view(found: Quote, refused: str = "") -> PreviewView:
    """Write a preview out; `refused` says why no FUR can be issued with it."""
    shares = found.imputation.shares
    pairs = list(zip(found.debts, shares, strict=True))
    in_favour = found.imputation.in_favour
    return PreviewView(
        count=plural(len(found.debts), "deuda", "deudas"),
        owed=format_pesos(found.owed),
        amount=format_pesos(found.amount),
        spoken=f"Se pagarían {found.amount} pesos",
        penalty=format_pesos(sum(share.penalty for share in shares)),
        interest=format_pesos(sum(share.interest for share in shares)),
        capital=format_pesos(sum(share.capital for share in shares)),
        partial=found.partial,
        rest=format_pesos(sum(share.rest for share in shares)),
        in_favour=format_pesos(in_favour) if in_favour else "",
        refused=refused,
        debts=[
            _row(
                DebtLine(
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
            )
            for each, share in pairs
        ],
        reasons=[explained(debt_figure(each, share)) for each, share in pairs],
    )


def _row(line: DebtLine) -> DebtView:
    place = f"{line.kind} · {line.expediente}" if line.expediente else line.kind
    return DebtView(
        title=line.name,
        place=place,
        due=f"vencía el {day(line.due_on)}",
        owed=format_pesos(line.owed),
        owed_parts=_parts(line.penalty, line.interest, line.principal),
        pays=format_pesos(line.pays),
        parts=_paid_parts(line),
        rest=format_pesos(line.rest),
    )


def _paid_parts(line: DebtLine) -> str:
    """Which parts a partial payment reaches; a whole one needs no words."""
    if not line.rest or not line.pays:
        return ""
    return _parts(line.pays_penalty, line.pays_interest, line.pays_principal)


def _parts(penalty: int, interest: int, principal: int) -> str:
    """The parts of an amount, a line each."""
    parts = (("sanción", penalty), ("intereses", interest), ("capital", principal))
    return "\n".join(f"{name} {format_pesos(amount)}" for name, amount in parts if amount)


def debts_fur_view(found: FurDetail, today: date) -> FurView:
    """Write a FUR of debts out."""
    form, fur = found.form, found.fur
    headline, sentence = _standing(found)
    other, other_label = other_fur(found)
    return FurView(
        number=fur.number,
        state_word=state_word(found.state, of_debts=True),
        state_kind=STATE_KINDS[found.state],
        headline=headline,
        sentence=sentence,
        total=format_pesos(fur.total),
        total_label=total_label(found),
        pdf_href=f"/documentos/furs/{fur.number}.pdf",
        pay_label=f"Pagar {format_pesos(fur.total)} por PSE" if found.may_pay else "",
        pay_href=f"/pagar/{fur.number}" if found.may_pay else "",
        cheaper=cheaper_words(found),
        today_label=today_label(found),
        other=other,
        other_label=other_label,
        renew_title="Pagar otro día" if found.may_renew else "",
        renew_first=True,
        payment_day=fur.payment_day.isoformat() if is_current(found) else "",
        declaration_href=ADDRESS,
        today=today.isoformat(),
        levy=format_pesos(form.levy),
        penalty=format_pesos(form.late_filing_penalty),
        interest=format_pesos(form.arrears_interest),
        balance_left=format_pesos(form.balance_in_favour) if form.balance_in_favour else "",
        about=_about(form),
        payment=payment_details(found),
        debts=[_row(line) for line in form.debts],
        reasons=[explained(figure) for figure in form.figures],
        sha256=fur.sha256,
    )


def _standing(found: FurDetail) -> tuple[str, str]:
    """The state as a sentence, and what it means."""
    fur, count = found.fur, plural(len(found.form.debts), "deuda", "deudas")
    rest = sum(line.rest for line in found.form.debts)
    match found.state:
        case ShownFurState.PAID if fur.paid_on:
            more = f" De ellas quedaba por pagar {format_pesos(rest)}." if rest else ""
            where = "El estado de cuenta dice cómo se imputó y qué queda."
            return f"Pagado el {day(fur.paid_on)}", f"Pagó {count}.{more} {where}"
        case ShownFurState.REPLACED:
            return "Reemplazado por otro FUR", f"Pague con el nuevo: {fur.number} ya no se usa."
        case ShownFurState.ANNULLED:
            words = f"{fur.number} ya no se usa. {fur.annulled_because}".rstrip()
            return "Anulado", words
        case ShownFurState.EXPIRED:
            return "FUR vencido", f"Valía hasta el {day(fur.payment_day)}. {renewing(found)}."
        case _:
            return f"Para pagar {count} a más tardar el {day(fur.payment_day)}", _costs(found)


def _costs(found: FurDetail) -> str:
    rest = sum(line.rest for line in found.form.debts)
    if rest:
        return f"Es un abono: después se siguen debiendo {format_pesos(rest)} de estas deudas."
    if found.due_today is None or found.due_tomorrow is None:
        return ""
    return (
        f"Hoy cuestan {format_pesos(found.due_today.total)}, mañana "
        f"{format_pesos(found.due_tomorrow.total)}."
    )


def _joined(*words: str) -> str:
    """Words that say something, each once."""
    return " · ".join(dict.fromkeys(filter(None, words)))


def _about(form: Form) -> list[Detail]:
    return [
        Detail("Operador", f"{form.obligor.name} · NIT {form.obligor.nit}"),
        Detail("Expediente", _joined(form.expediente, form.service)),
        Detail("Régimen", form.regime),
        Detail("Concepto", f"{form.concept} · {form.period}"),
        Detail("Formulario", form.kind),
        Detail("Uso", USE_WORDS[Use(form.use)]),
        Detail("Liquidado con pago el", day_long(form.payment_day)),
        Detail("Generado", moment(form.issued_at)),
        Detail("Reglas que regían al generarlo, versión", form.rules_version),
    ]
