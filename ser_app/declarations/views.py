"""What the screens show: text only, computed from the draft and its figures.

`form_values` names the public variables of the form's state, so that a keystroke sends only those
that changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ser_app.declarations.checks import amount_field, description_field
from ser_app.declarations.draft import Draft, Line, effective_use, filing_day
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.law.liquidation import Liquidation
from ser_app.law.money import format_percent, format_pesos
from ser_app.law.texts import plural
from ser_app.web.words import day, due_in


@dataclass(frozen=True)
class LineView:
    """A line of the form.

    Attributes:
        digits: The amount as bare digits; empty for zero, so that the field shows its hint.
        amount_id: Id of the amount's control; `description_id` of the other.
        amount_label: The amount's label, told apart for screen readers; likewise the others.
    """

    public_id: str
    description: str
    digits: str
    amount_error: str
    description_error: str
    amount_id: str
    description_id: str
    amount_label: str
    description_label: str
    remove_label: str


Errors = Mapping[str, str]
"""Messages by id of the control; `typed` maps the same ids to a text that was refused."""


def line_views(draft: Draft, kind: LineKind, errors: Errors, typed: Errors) -> list[LineView]:
    """The lines of one kind."""
    return [
        _line_view(line, number, errors, typed, given_amount=draft.given_amount)
        for number, line in enumerate(draft.of_kind(kind), start=1)
    ]


def _line_view(
    line: Line, number: int, errors: Errors, typed: Errors, *, given_amount: bool
) -> LineView:
    income = line.kind is LineKind.INCOME
    amount_word = "Valor del acto o de la fórmula" if given_amount else "Ingresos brutos"
    amount_id, description_id = amount_field(line), description_field(line)
    mark = f" {number}" if number > 1 else ""
    return LineView(
        public_id=line.public_id,
        description=typed.get(description_id, line.description),
        digits=typed.get(amount_id, str(line.amount) if line.amount else ""),
        amount_error=errors.get(amount_id, ""),
        description_error=errors.get(description_id, ""),
        amount_id=amount_id,
        description_id=description_id,
        amount_label=(amount_word if income else "Valor devuelto") + mark,
        description_label=(
            ("Acto o concepto" if given_amount else "Servicio") if income else "Motivo"
        )
        + mark,
        remove_label="Quitar "
        + (("el valor" if given_amount else "el ingreso") if income else "la devolución")
        + f" {number}",
    )


def draft_values(draft: Draft, errors: Errors, typed: Errors, today: date) -> dict[str, Any]:
    """Everything that follows from the text alone, without the law."""
    return {
        "incomes": line_views(draft, LineKind.INCOME, errors, typed),
        "returns": line_views(draft, LineKind.RETURN, errors, typed),
        "gross_income": format_pesos(draft.gross_income),
        "returns_total": format_pesos(draft.returns),
        "given_amount": draft.given_amount,
        "title_rate": format_percent(draft.levy_rate) if draft.levy_rate is not None else "",
        "takes_adjustment": draft.takes_adjustment,
        "adjustment_digits": typed.get(
            "yearly_adjustment", str(draft.yearly_adjustment) if draft.yearly_adjustment else ""
        ),
        "adjustment_error": errors.get("yearly_adjustment", ""),
        "nil": draft.nil,
        "nil_confirmed": draft.nil_confirmed,
        "nil_error": errors.get("nil_confirmed", ""),
        "returns_note": _returns_note(draft),
        "use": draft.use.value,
        "channel": draft.channel.value,
        "channel_error": errors.get("channel", ""),
        "payment_day": typed.get("payment_day", draft.payment_day.isoformat()),
        "payment_day_error": errors.get("payment_day", ""),
        "today": today.isoformat(),
    }


def _returns_note(draft: Draft) -> str:
    if draft.returns <= draft.gross_income:
        return ""
    return "Las devoluciones superan los ingresos: la base queda en $ 0, nunca por debajo."


def figure_values(draft: Draft, liquidation: Liquidation, today: date) -> dict[str, Any]:
    """The figures of the side panel."""
    total = format_pesos(liquidation.total)
    return {
        "base": format_pesos(liquidation.base),
        "levy": format_pesos(liquidation.levy),
        "penalty": format_pesos(liquidation.late_filing_penalty),
        "interest": format_pesos(liquidation.arrears_interest),
        "total": total,
        "delay": delay_text(liquidation.days_of_delay if _bears_interest(liquidation) else 0),
        "filing": filing_text(draft, liquidation.total, today),
        "provisional": liquidation.provisional,
        "provisional_text": " ".join(missing.sentence for missing in liquidation.missing),
        "spoken": f"Total a pagar: {total.removeprefix('$ ')} pesos",
    }


def _bears_interest(liquidation: Liquidation) -> bool:
    """Whether anything is late: a correction downwards owes nothing, however late it comes."""
    return liquidation.levy_difference >= 0 or liquidation.total > 0


def no_figures() -> dict[str, Any]:
    """What stands in the side panel while the law has no answer."""
    names = ("base", "levy", "penalty", "interest", "total")
    return {
        **dict.fromkeys(names, "—"),
        **dict.fromkeys(("delay", "filing", "provisional_text", "spoken"), ""),
        "provisional": False,
    }


def delay_text(days: int) -> str:
    """`66 días de mora`, `Sin mora`."""
    return f"{plural(days, 'día', 'días')} de mora" if days else "Sin mora"


def filing_text(draft: Draft, total: int, today: date) -> str:
    """One sentence that says when it counts as filed and what will be paid."""
    filed = day(filing_day(draft.channel, draft.payment_day, today))
    paid = day(draft.payment_day)
    use = effective_use(draft.use, total)
    if draft.channel is Channel.PAPER:
        return f"Se presenta y se paga en el banco el {filed}."
    if total == 0:
        return f"Se presenta hoy, {filed}. No hay nada que pagar."
    if use is Use.FILING:
        return f"Se presenta hoy, {filed}, sin pago. Intereses hasta el {paid}."
    if draft.payment_day == today:
        return f"Se presenta y se paga hoy, {filed}."
    return f"Se presenta hoy, {filed}, y se paga el {paid}."


def due_values(draft: Draft, today: date) -> dict[str, str]:
    """The due day and how far it is."""
    return {"due": day(draft.due_on), "due_note": due_in(draft.due_on, today)}
