"""What a draft still lacks before its FUR can be issued, each with the field it belongs to."""

from dataclasses import dataclass
from datetime import date

from ser_app.declarations.draft import Draft, Line
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.law.money import format_pesos


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    Attributes:
        field: Id of the control on the form.
        message: What to do, in plain Spanish.
    """

    field: str
    message: str


def problems(draft: Draft, total: int, today: date) -> tuple[Problem, ...]:
    """Everything that keeps a draft from being reviewed; empty when it is complete.

    Args:
        draft: The text.
        total: What it owes, in pesos.
        today: The business day.
    """
    found = [*_line_problems(draft), *_nil_problem(draft), *_way_problems(draft, total)]
    if draft.payment_day < today:
        found.append(Problem("payment_day", "La fecha de pago ya pasó. Elija hoy o un día futuro."))
    return tuple(found)


def description_field(line: Line) -> str:
    """Id of the control of a line's service or reason."""
    return f"description-{line.public_id}"


def amount_field(line: Line) -> str:
    """Id of the control of a line's amount."""
    return f"amount-{line.public_id}"


def _line_problems(draft: Draft) -> list[Problem]:
    found = []
    for line in draft.lines:
        if line.amount and not line.description.strip():
            what = _describes(draft, line)
            pesos = format_pesos(line.amount).replace(" ", "\N{NO-BREAK SPACE}")
            message = f"Escriba {what} de la fila de {pesos}."
            found.append(Problem(description_field(line), message))
    return found


def _describes(draft: Draft, line: Line) -> str:
    if line.kind is LineKind.RETURN:
        return "el motivo de la devolución"
    return "el acto o concepto" if draft.given_amount else "el servicio"


def _nil_problem(draft: Draft) -> list[Problem]:
    if not draft.nil or draft.nil_confirmed:
        return []
    if draft.given_amount:
        message = (
            "Escriba el valor del acto o de la fórmula o, si no lo hubo, marque «No hay valor que "
            "pagar en este período»."
        )
        return [Problem("nil_confirmed", message)]
    message = (
        "Escriba los ingresos del trimestre o, si no los hubo, marque «No tuve ingresos en este "
        "período»."
    )
    return [Problem("nil_confirmed", message)]


def _way_problems(draft: Draft, total: int) -> list[Problem]:
    if draft.channel is not Channel.PAPER:
        return []
    if total == 0:
        message = "No hay nada que pagar en un banco: elija la presentación electrónica."
        return [Problem("channel", message)]
    if draft.use is Use.FILING:
        message = (
            "En papel se presenta al pagar en el banco. Para presentar sin pagar, elija la "
            "presentación electrónica."
        )
        return [Problem("channel", message)]
    return []
