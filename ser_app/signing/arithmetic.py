"""The figures of a form checked again: that they add up, and that the law gives the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from ser_app.base.demo import demo_rules
from ser_app.declarations.states import LineKind
from ser_app.furs.form import Form
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.law.periods import Period, Regime
from ser_app.law.wire import case_from_json

_YEARS: Final = range(2000, 2100)
_PERCENT: Final = re.compile(r"([0-9]{1,3})(?:,([0-9]{1,20}))?\s?%")
_OTHER_RULES: Final = (
    "El FUR se expidió con las reglas {issued}, que no son las de este programa: la instalación "
    "que lo expidió tenía tasas, salarios o valores aprobados que aquí no están, o las reglas "
    "cambiaron después."
)
_SAME_RULES: Final = (
    "Las reglas son las mismas con que se expidió: ese valor no sale de ellas, o cambió el "
    "programa que liquida."
)
_UNPAID: Final = (
    "Corrige una declaración que no se había pagado: para liquidarla otra vez hace falta cuándo se "
    "presentó aquella, que este archivo no trae."
)
_NOT_THE_PAST: Final = (
    "El saldo a favor que queda sale de lo que se pagó antes, que este archivo no trae: véalo en "
    "el estado de cuenta."
)


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
    found = [] if form.total in _sums(form) else [_wrong_sum(form)]
    if form.lines:
        income = sum(each.amount for each in form.lines if each.kind == LineKind.INCOME)
        returns = sum(each.amount for each in form.lines if each.kind == LineKind.RETURN)
        if (income, returns) != (form.gross_income, form.returns):
            found.append("Los renglones de ingresos y devoluciones no suman lo declarado.")
    if not form.given_amount and form.base != max(0, form.gross_income - form.returns):
        found.append("La base no es la diferencia entre ingresos y devoluciones.")
    return [*found, *_balance_errors(form)]


def _sums(form: Form) -> range:
    """What the total may be: one amount, but where a correction adds to a yearly adjustment."""
    surcharges = form.late_filing_penalty + form.arrears_interest
    if form.debts:
        paid = form.levy + surcharges + form.balance_in_favour
        return range(paid, paid + 1)
    paid = form.levy_owed + surcharges
    # Of a correction's adjustment only what it adds is paid; the form does not say how much.
    unsaid = form.yearly_adjustment if form.corrected_levy is not None else 0
    return range(paid - unsaid, paid + 1)


def _wrong_sum(form: Form) -> str:
    paid = format_pesos(_sums(form)[-1])
    return f"Los valores suman {paid} y el total dice {format_pesos(form.total)}."


def _balance_errors(form: Form) -> Iterator[str]:
    """What is wrong with what a correction leaves in favour."""
    if form.debts or not form.balance_in_favour:
        return
    if not form.corrects or form.balance_in_favour < 0:
        yield "Deja un saldo a favor sin corregir una declaración pagada."
    explained = [each.amount for each in form.figures if each.code == "balance_in_favour"]
    if explained and explained != [form.balance_in_favour]:
        yield (
            f"El saldo a favor que deja, {format_pesos(form.balance_in_favour)}, no es el de su "
            f"explicación, {format_pesos(explained[0])}."
        )


def _liquidated(form: Form, rules: RuleBook) -> tuple[str, bool | None]:
    if form.debts:
        return "Paga deudas de los libros: sus valores no salen de una liquidación.", None
    if form.corrects and form.corrected_levy is None:
        return _UNPAID, None
    try:
        found = liquidate(case_from_json(_case(form)), rules, explain=False)
    except (LawError, LookupError, ValueError, ArithmeticError) as error:
        return f"No se pudo liquidar otra vez: {_why(error)}", None
    now = (found.levy, found.late_filing_penalty, found.arrears_interest, found.total)
    same = now == (form.levy, form.late_filing_penalty, form.arrears_interest, form.total)
    return " ".join(_told(form, found, same=same)), same


def _told(form: Form, found: Liquidation, *, same: bool) -> Iterator[str]:
    again = f"Liquidado otra vez con las reglas {found.rules_version}"
    other_rules = _OTHER_RULES.format(issued=form.rules_version or "de otra versión")
    changed = form.rules_version != found.rules_version
    if same:
        yield f"{again}, da lo mismo."
        if changed:
            yield f"{other_rules} Las cifras son las mismas."
    else:
        yield f"{again} da {format_pesos(found.total)}, y el FUR dice {format_pesos(form.total)}."
        yield f"{other_rules} Las cifras no son las mismas." if changed else _SAME_RULES
    if form.balance_in_favour and form.balance_in_favour != found.balance_in_favour:
        yield _NOT_THE_PAST


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, LawError | _Unknown) else "sus datos son imposibles."


class _Unknown(LookupError):
    """The form names something that the law does not know; the text says what, in Spanish."""


def _case(form: Form) -> dict[str, Any]:
    regime = _regime(form.regime)
    case: dict[str, Any] = {
        "regime": regime.value,
        "period": _period(form.period).text,
        "filed_on": form.filing_day.isoformat(),
        "paid_on": form.payment_day.isoformat(),
        "balance_applied": form.balance_applied,
        "corrects_levy": form.corrected_levy,
    }
    if form.given_amount:
        return case | {"levy_amount": form.gross_income}
    case |= {"gross_income": form.gross_income, "returns": form.returns}
    if regime is Regime.D1972:
        case |= {"levy_rate": _rate(form.rate), "yearly_adjustment": _adjustment(form)}
    return case


def _adjustment(form: Form) -> int:
    """What of the yearly adjustment is paid with this form."""
    if form.corrected_levy is None:
        return form.yearly_adjustment
    without = form.levy_owed - form.yearly_adjustment
    return form.total - without - form.late_filing_penalty - form.arrears_interest


def _regime(label: str) -> Regime:
    for each in Regime:
        if each.label == label:
            return each
    raise _Unknown(f"«{label}» no es un régimen.")


def _rate(label: str) -> str:
    """`2,2 %` as the law's commands take it, `0.022`."""
    found = _PERCENT.fullmatch(label.strip())
    if found is None:
        raise _Unknown(f"«{label}» no es una tarifa.")
    return format(Decimal(f"{found[1]}.{found[2] or 0}") / 100, "f")


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
    raise _Unknown(f"«{label}» no es un período.")
