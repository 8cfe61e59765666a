"""The figures of a form checked again: that they add up, and that the law gives the same."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from ser_app.base.demo import demo_rules
from ser_app.declarations.states import LineKind
from ser_app.furs.form import Form
from ser_app.law.errors import LawError
from ser_app.law.liquidation import liquidate
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.law.periods import Period, Regime
from ser_app.law.wire import case_from_json

_YEARS: Final = range(2005, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic:
    """What checking the figures gave.

    Attributes:
        errors: What does not add up, in Spanish; empty when everything does.
        again: What liquidating once more gave, in Spanish.
        same: Whether that gave the same; None where it cannot be done from the form alone.
    """

    errors: tuple[str, ...]
    again: str
    same: bool | None


def check_figures(form: Form, rules: RuleBook | None = None) -> Arithmetic:
    """Add the figures of a form up and liquidate its case once more.

    Args:
        form: What the document says.
        rules: The law; by default the packaged rules, with the demonstration's rows where the
            form is of one.
    """
    book = rules or packaged_rules()
    if rules is None and form.demo:
        book = demo_rules(book)
    again, same = _liquidated(form, book)
    return Arithmetic(errors=tuple(_errors(form)), again=again, same=same)


def _errors(form: Form) -> list[str]:
    found = []
    paid = form.levy_owed + form.late_filing_penalty + form.arrears_interest
    if form.debts:
        paid = form.levy + form.late_filing_penalty + form.arrears_interest + form.balance_in_favour
    if paid != form.total:
        found.append(
            f"Los valores suman {format_pesos(paid)} y el total dice {format_pesos(form.total)}."
        )
    if form.lines:
        income = sum(each.amount for each in form.lines if each.kind == LineKind.INCOME)
        returns = sum(each.amount for each in form.lines if each.kind == LineKind.RETURN)
        if (income, returns) != (form.gross_income, form.returns):
            found.append("Los renglones de ingresos y devoluciones no suman lo declarado.")
    if not form.given_amount and form.base != max(0, form.gross_income - form.returns):
        found.append("La base no es la diferencia entre ingresos y devoluciones.")
    return found


def _liquidated(form: Form, rules: RuleBook) -> tuple[str, bool | None]:
    if form.debts:
        return "Paga deudas de los libros: sus valores no salen de una liquidación.", None
    if form.corrects:
        return "Es una corrección: para liquidarla hace falta lo que corrige.", None
    try:
        found = liquidate(case_from_json(_case(form)), rules, explain=False)
    except (LawError, LookupError, ValueError) as error:
        return f"No se pudo liquidar otra vez: {error}", None
    now = (found.levy, found.late_filing_penalty, found.arrears_interest, found.total)
    again = f"Liquidado otra vez con las reglas {found.rules_version}"
    if now == (form.levy, form.late_filing_penalty, form.arrears_interest, form.total):
        return f"{again}, da lo mismo.", True
    changed = f"las reglas cambiaron desde la versión {form.rules_version}, o el valor es otro."
    return f"{again} da {format_pesos(found.total)}: {changed}", False


def _case(form: Form) -> dict[str, Any]:
    regime = next(each for each in Regime if each.label == form.regime)
    case: dict[str, Any] = {
        "regime": regime.value,
        "period": _period(form.period).text,
        "filed_on": form.filing_day.isoformat(),
        "paid_on": form.payment_day.isoformat(),
        "balance_applied": form.balance_applied,
    }
    if form.given_amount:
        return case | {"levy_amount": form.gross_income}
    case |= {"gross_income": form.gross_income, "returns": form.returns}
    if regime is Regime.D1972:
        rate = Decimal(form.rate.removesuffix("%").strip().replace(",", ".")) / 100
        case |= {"levy_rate": str(rate), "yearly_adjustment": form.yearly_adjustment}
    return case


def _period(label: str) -> Period:
    """The period with that label.

    Raises:
        LookupError: There is none.
    """
    for year in _YEARS:
        if str(year) in label:
            for quarter in range(5):
                if Period(year, quarter).label == label:
                    return Period(year, quarter)
    raise LookupError(f"«{label}» no es un período.")
