"""Debts and payments as JSON values: what `accrue` and `impute` read and write."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ser_app.law.case import check_amount
from ser_app.law.debts import accrue_fine, accrue_levy_of
from ser_app.law.errors import InvalidCase
from ser_app.law.imputation import Debt, Imputation, Order, impute
from ser_app.law.interest import Accrual
from ser_app.law.money import round_half_up, write_exact
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.law.wire import read_day, read_regime, require

_FINE, _LEVY = "fine", "levy"
_ROUNDED_TO = 1000
ACCRUE_FIELDS = frozenset({"id", "concept", "regime", "principal", "due_on", "to"})
IMPUTE_FIELDS = frozenset({"id", "order", "regime", "payment", "debts"})
_DEBT_FIELDS = frozenset({"id", "due_on", "penalty", "interest", "principal"})


def accrue_json(item: Mapping[str, Any], rules: RuleBook) -> dict[str, Any]:
    """Interest of one debt to a day: `days`, `interest`, `exact`, `provisional`.

    Args:
        item: `concept` (`levy` or `fine`), `regime`, `principal`, `due_on` (used as given, never
            moved) and `to`.
        rules: The rules.

    Raises:
        InvalidCase: A field is unknown, missing or not what it should be.
        UnknownParameter: A day of the delay has no rate.
    """
    _only(item, ACCRUE_FIELDS)
    accrual = _accrue(item, rules)
    return {
        "days": accrual.days,
        "interest": round_half_up(accrual.exact, _ROUNDED_TO),
        "exact": write_exact(accrual.exact).exact,
        "provisional": accrual.provisional,
    }


def _accrue(item: Mapping[str, Any], rules: RuleBook) -> Accrual:
    concept = require("concept", item)
    principal = require("principal", item)
    check_amount("principal", principal)
    due_on, to = read_day("due_on", item), read_day("to", item)
    if concept == _FINE:
        if item.get("regime") is not None:
            read_regime(item)
        return accrue_fine(principal, due_on, to, rules)
    if concept == _LEVY:
        return accrue_levy_of(read_regime(item), principal, due_on, to, rules)
    raise InvalidCase(
        f"El concepto «{concept}» no existe: escriba levy (contraprestación) o fine (multa).",
        field="concept",
        code="unknown_concept",
    )


def impute_json(item: Mapping[str, Any], rules: RuleBook | None = None) -> dict[str, Any]:
    """Share out one payment: `applied` and `balance_in_favour`.

    Args:
        item: `payment` and `debts`, each with `id`, `due_on`, `penalty`, `interest` and
            `principal` in whole pesos; and `order`, or else `regime`, whose own order on the
            oldest due day is then applied and told as `order`.
        rules: The rules that have the orders of the regimes; those of the program if none.

    Raises:
        InvalidCase: A field is unknown, missing or not what it should be.
        UnknownParameter: The regime has no order on that day.
    """
    _only(item, IMPUTE_FIELDS)
    payment = require("payment", item)
    check_amount("payment", payment)
    debts = [_debt(debt) for debt in _debts(item)]
    if "regime" not in item:
        return imputation_to_json(impute(payment, debts, _order(item)))
    if "order" in item:
        raise InvalidCase(
            "Escriba el orden o el régimen, no los dos.", field="order", code="order_twice"
        )
    order = _order_of(item, debts, rules or packaged_rules())
    return {**imputation_to_json(impute(payment, debts, order)), "order": order.value}


def _order_of(item: Mapping[str, Any], debts: Sequence[Debt], rules: RuleBook) -> Order:
    regime = read_regime(item)
    oldest = min((debt.due_on for debt in debts), default=None)
    if oldest is None:
        raise InvalidCase(
            "Sin deudas no hay orden que aplicar.", field="debts", code="invalid_debts"
        )
    return Order(rules.choice(f"imputation_order.{regime}", oldest).value)


def imputation_to_json(found: Imputation) -> dict[str, Any]:
    """Write an imputation."""
    return {
        "applied": [applied._asdict() for applied in found.applied],
        "balance_in_favour": found.balance_in_favour,
    }


def _order(item: Mapping[str, Any]) -> Order:
    text = require("order", item)
    try:
        return Order(text if isinstance(text, str) else "")
    except ValueError:
        raise InvalidCase(
            f"El orden «{text}» no existe: escriba {', '.join(Order)}.",
            field="order",
            code="unknown_order",
        ) from None


def _debts(item: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    debts = require("debts", item)
    if not isinstance(debts, list) or not all(isinstance(debt, dict) for debt in debts):
        raise InvalidCase(
            "debts debe ser una lista de deudas {…}.", field="debts", code="invalid_debts"
        )
    return debts


def _debt(data: Mapping[str, Any]) -> Debt:
    _only(data, _DEBT_FIELDS)
    for field in ("penalty", "interest", "principal"):
        check_amount(field, require(field, data))
    due_on: date = read_day("due_on", data)
    return Debt(data.get("id"), due_on, data["penalty"], data["interest"], data["principal"])


def _only(item: Mapping[str, Any], fields: frozenset[str]) -> None:
    if not item.keys() <= fields:
        name = min(item.keys() - fields)
        raise InvalidCase(
            f"El campo «{name}» no existe. Los campos son: {', '.join(sorted(fields))}.",
            field=name,
            code="unknown_field",
        )
