"""Puts the form's screen together: the text on the desk, its figures, and what is missing."""

from dataclasses import replace
from datetime import date
from typing import Any

from ser_app.declarations import checks, reasons, views
from ser_app.declarations.alerts.views import AlertView, alert_view
from ser_app.declarations.corrections.checking import correction_problems
from ser_app.declarations.corrections.views import balance_errors, correction_values
from ser_app.declarations.desk import Desk
from ser_app.declarations.draft import Draft, applied_balance, case_of_draft, liquidate_draft
from ser_app.declarations.service import Opened
from ser_app.declarations.texts import nit_text
from ser_app.law.alerts import flags
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation
from ser_app.law.parameters import RuleBook
from ser_app.law.what_if import what_if
from ser_app.people.models import User
from ser_app.web.fields import FieldError
from ser_app.web.reasons import NO_REASON
from ser_app.web.waiting.view import NOTHING, WaitingView, waiting_view
from ser_app.web.words import day


def values(
    desk: Desk, rules: RuleBook, today: date, open_code: str, *, waiting: bool = False
) -> dict[str, Any]:
    """The values of all variables that depend on the draft, by name.

    Args:
        desk: Where the draft lies.
        rules: The law in force.
        today: The business day.
        open_code: Which reason is open; empty for none.
        waiting: Whether the curves of what waiting costs are open.
    """
    draft = desk.draft
    if draft is None:
        return {}
    errors = dict(desk.errors)
    liquidation: Liquidation | None = None
    try:
        liquidation = liquidate_draft(draft, rules, today, explain=bool(open_code))
    except LawError as error:
        errors.setdefault("payment_day", error.message)
        figures = views.no_figures() | {"reason": NO_REASON}
        total = 0
    else:
        figures = views.figure_values(draft, liquidation, today)
        figures["reason"] = _reason(open_code, draft, liquidation, rules, today)
        total = liquidation.total
        errors = balance_errors(draft, rules, today) | errors
    if desk.checking:
        missing = checks.problems(draft, total, today)
        for problem in (*missing, *correction_problems(draft, rules, today)):
            errors.setdefault(problem.field, problem.message)
    problems = [FieldError(field, message) for field, message in errors.items()]
    return {
        **views.draft_values(draft, errors, desk.typed, today),
        **figures,
        **correction_values(draft, liquidation, rules, today, errors, desk.typed),
        "problems": problems if desk.checking else [],
        "waiting": _waiting(draft, rules, today) if waiting else NOTHING,
        "alerts": _alerts(desk, draft, rules),
    }


def _alerts(desk: Desk, draft: Draft, rules: RuleBook) -> list[AlertView]:
    """The flags of what is typed, from what was read when the draft was opened."""
    if desk.facts is None:
        return []
    facts = desk.facts.with_text(draft.gross_income, draft.returns)
    return [alert_view(flag) for flag in flags(facts, rules)]


def _waiting(draft: Draft, rules: RuleBook, today: date) -> WaitingView:
    """The curves from today on; none while the law has no answer."""
    case = case_of_draft(draft, today)
    try:
        if draft.balance_applied:
            case = replace(case, balance_applied=applied_balance(draft, rules, today))
        return waiting_view(what_if(case, rules, today=today))
    except LawError:
        return NOTHING


def _reason(code: str, draft: Draft, liquidation: Liquidation, rules: RuleBook, today: date) -> Any:
    if not code:
        return NO_REASON
    return reasons.reason_of(code, draft, liquidation, rules, today)


def heading(opened: Opened, today: date) -> dict[str, str]:
    """What stands around the form and never changes while it is open."""
    draft, expediente = opened.draft, opened.expediente
    operator = opened.operator
    return {
        "title": f"{_kind(draft)}{draft.regime}\N{NO-BREAK SPACE}· Expediente {expediente.number}",
        "operator": f"{operator.name} · {nit_text(operator)}",
        "service_name": expediente.service,
        "period": draft.period.label,
        "note": moved_note(opened),
        "representative": _signer(opened.signatories.legal_representative),
        "accountant": _signer(opened.signatories.accountant),
        **views.due_values(draft, today),
    }


def _kind(draft: Draft) -> str:
    return "Corrección · " if draft.corrected else ""


def moved_note(opened: Opened) -> str:
    """Says that a payment day in the past was changed; empty when it was not."""
    if opened.moved_from is None:
        return ""
    return (
        f"La fecha de pago que tenía el borrador, {day(opened.moved_from)}, ya pasó. Ahora es hoy; "
        "cámbiela si va a pagar otro día."
    )


def _signer(user: User | None) -> str:
    return user.full_name if user else "Sin asignar: pídalo al administrador de su operador"
