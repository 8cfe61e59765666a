"""What the simulator shows for a case: figures, the reason that is open, and the curves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ser_app.declarations.reasons import figure_of, uncertainties
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Case, Liquidation, liquidate
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook
from ser_app.law.what_if import what_if
from ser_app.simulator.reading import Read
from ser_app.web.reasons import NO_REASON, explained
from ser_app.web.waiting.view import NOTHING, waiting_view
from ser_app.web.words import day, day_long, plural

CODES: Final = (
    "levy",
    "levy_difference",
    "late_filing_penalty",
    "arrears_interest",
    "balance_applied",
    "balance_in_favour",
    "total",
)
_DASH: Final = "—"
# The engine names its own fields; the form has other names for some of them.
_FIELDS: Final[Mapping[str, str]] = {
    "period": "anio",
    "gross_income": "ingresos",
    "returns": "devoluciones",
    "levy_amount": "valor",
    "levy_rate": "tarifa",
    "filed_on": "presenta",
    "paid_on": "paga",
    "final_on": "firme",
    "units": "unidades",
    "corrects_levy": "corrige",
    "corrects_filed_on": "corrigedel",
    "balance_applied": "saldo",
}


def screen(found: Read, rules: RuleBook, today: date, open_code: str) -> dict[str, Any]:
    """The values of all variables that follow from a case, by name.

    Args:
        found: The case, or why there is none.
        rules: The law in force.
        today: The business day, from which the curves go.
        open_code: The figure whose reason is open; empty for none.
    """
    if found.case is None:
        return empty() | {"errors": found.errors}
    try:
        liquidation = liquidate(found.case, rules, explain=bool(open_code))
    except LawError as error:
        name = _FIELDS.get(error.field or "", "presenta")
        return empty() | {"errors": {name: error.message}}
    there = {figure.code for figure in liquidation.figures}
    return {
        **_figures(found.case, liquidation),
        # A figure that this case does not have cannot stay open.
        "open_code": open_code if open_code in there else "",
        "errors": {},
        "reason": _reason(open_code, found.case, liquidation, rules),
        "waiting": _waiting(found.case, rules, today),
    }


def _figures(case: Case, found: Liquidation) -> dict[str, Any]:
    amount = format_pesos(found.total)
    corrects = case.corrects_levy is not None
    surcharges = found.late_filing_penalty + found.arrears_interest + case.yearly_adjustment
    bearing = found.total - surcharges
    return {
        "due": day(found.due_on),
        "base": format_pesos(found.base) if found.levy_rate else "",
        "levy": format_pesos(found.levy),
        "penalty": format_pesos(found.late_filing_penalty),
        "difference": format_pesos(found.levy_difference) if corrects else "",
        "balance": _some(found.balance_applied),
        "in_favour": _some(found.balance_in_favour),
        "interest": format_pesos(found.arrears_interest),
        "total": amount,
        "spoken": f"Total: {amount.removeprefix('$ ')} pesos",
        "delay": _delay(case, found, bearing=bearing),
        "provisional": " ".join(missing.sentence for missing in found.missing),
    }


def _delay(case: Case, found: Liquidation, *, bearing: int) -> str:
    """How late it is: paid late with something that bears interest, only filed late, or neither."""
    if found.days_of_delay and bearing:
        return f"{plural(found.days_of_delay, 'día', 'días')} de mora"
    late = (case.filed_on - found.due_on).days
    if late > 0:
        return f"Se presenta {plural(late, 'día', 'días')} tarde; no causa intereses de mora"
    return "Sin mora"


def _some(amount: int) -> str:
    """An amount that is only worth a line when there is one."""
    return format_pesos(amount) if amount else ""


def empty() -> dict[str, Any]:
    """The same variables when there is nothing to show."""
    dashes = dict.fromkeys(("due", "base", "levy", "penalty", "interest", "total"), _DASH)
    blank = dict.fromkeys(
        (
            "spoken",
            "delay",
            "provisional",
            "difference",
            "balance",
            "in_favour",
        ),
        "",
    )
    return {**dashes, **blank, "reason": NO_REASON, "waiting": NOTHING}


def _reason(code: str, case: Case, found: Liquidation, rules: RuleBook) -> Any:
    if code not in {figure.code for figure in found.figures}:
        return NO_REASON
    reason = explained(figure_of(found.figures, code))
    if code == "total":
        return replace(reason, uncertainties=uncertainties(case, rules))
    return reason


def _waiting(case: Case, rules: RuleBook, today: date) -> Any:
    try:
        view = waiting_view(what_if(case, rules, today=today))
    except LawError:
        return NOTHING
    if case.filed_on == today:
        return view
    return replace(
        view,
        starts=f"Las curvas empiezan hoy, {day_long(today)}: muestran lo que costaría presentar "
        f"este caso de hoy en adelante, y no el {day_long(case.filed_on)} como arriba.",
    )
