"""The case that a person's texts mean, or what is wrong with each of them."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ser_app.base.errors import Refused
from ser_app.declarations.inputs import read_amount
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Case
from ser_app.law.periods import Period, Regime
from ser_app.law.rights import Right
from ser_app.simulator.typed import CORRECTION, RIGHTS, Typed, subjects_of

_PERCENT: Final = 100
_HIGHEST_RATE: Final = Decimal(100)
_YES: Final = "si"


@dataclass(frozen=True, slots=True)
class Read:
    """What the texts mean.

    Attributes:
        case: The case, when every field can be read.
        errors: A message by field that cannot.
    """

    case: Case | None
    errors: dict[str, str] = field(default_factory=dict)


def read(typed: Typed) -> Read:
    """Read all fields; each that cannot be read gets its message and nothing is lost."""
    errors: dict[str, str] = {}
    regime = _regime(typed, errors)
    if typed.asunto not in dict(subjects_of(regime.value)):
        errors["asunto"] = "Elija de la lista qué se declara."
        return Read(None, errors)
    right = RIGHTS.get(typed.asunto)
    facts = _right(typed, right, regime, errors) if right else _period_facts(typed, regime, errors)
    if typed.asunto == CORRECTION:
        facts |= _correction(typed, errors)
    filed_on = _day(typed.presenta, "presenta", errors)
    paid_on = _day(typed.paga, "paga", errors) if typed.paga else filed_on
    facts |= {
        "balance_applied": _amount(typed.saldo, "saldo", errors),
        "accepts_charge": typed.acepta == _YES,
        "act_issued": typed.acto == _YES,
    }
    if errors or filed_on is None or paid_on is None:
        return Read(None, errors)
    return Read(Case(regime=regime, filed_on=filed_on, paid_on=paid_on, **facts))


def _period_facts(typed: Typed, regime: Regime, errors: dict[str, str]) -> dict[str, Any]:
    period = _period(typed, regime, errors)
    if regime is Regime.RADIO:
        return {"period": period, "levy_amount": _given(typed, errors)}
    return {
        "period": period,
        "gross_income": _amount(typed.ingresos, "ingresos", errors),
        "returns": _amount(typed.devoluciones, "devoluciones", errors),
        "levy_rate": _rate(typed.tarifa, errors) if regime is Regime.D1972 else None,
    }


def _right(typed: Typed, right: Right, regime: Regime, errors: dict[str, str]) -> dict[str, Any]:
    yearly = right.yearly_in(regime)
    needed = not yearly or bool(typed.firme)
    final_on = _day(typed.firme, "firme", errors) if needed else None
    of_the_act = Period(final_on.year) if final_on else None
    return {
        "right": right,
        "final_on": final_on,
        "period": _year(typed, errors) if yearly else of_the_act,
        "levy_amount": _given(typed, errors) if right.given_amount else None,
        "units": _units(typed, errors) if right is Right.CONCESSION else 1,
    }


def _units(typed: Typed, errors: dict[str, str]) -> int:
    if not typed.unidades.strip():
        return 1
    units = _amount(typed.unidades, "unidades", errors)
    if not units and "unidades" not in errors:
        errors["unidades"] = "Escriba cuántas estaciones cubre la concesión, desde 1."
    return units


def _correction(typed: Typed, errors: dict[str, str]) -> dict[str, Any]:
    if not typed.corrige.strip():
        errors["corrige"] = (
            "Escriba la contraprestación de la declaración que se corrige; 0 si fue cero."
        )
    unpaid = typed.sinpagar == _YES
    return {
        "corrects_levy": _amount(typed.corrige, "corrige", errors),
        "corrects_unpaid": unpaid,
        "corrects_filed_on": _day(typed.corrigedel, "corrigedel", errors) if unpaid else None,
        "found_by_ministry": typed.hallada == _YES,
    }


def _regime(typed: Typed, errors: dict[str, str]) -> Regime:
    try:
        return Regime(typed.regimen)
    except ValueError:
        errors["regimen"] = "Elija un régimen de la lista."
        return Regime.PRST


def _period(typed: Typed, regime: Regime, errors: dict[str, str]) -> Period | None:
    if regime is Regime.RADIO:
        return _year(typed, errors)
    return _parsed(f"{typed.anio}-Q{typed.trimestre}", errors)


def _year(typed: Typed, errors: dict[str, str]) -> Period | None:
    return _parsed(typed.anio, errors)


def _parsed(text: str, errors: dict[str, str]) -> Period | None:
    try:
        return Period.parse(text)
    except LawError:
        errors["anio"] = "Escriba el año con cuatro cifras, por ejemplo 2013."
        return None


def _day(text: str, name: str, errors: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors[name] = "Escriba el día completo: día, mes y año."
        return None


def _amount(text: str, name: str, errors: dict[str, str]) -> int:
    try:
        return read_amount(text)
    except Refused as refused:
        errors[name] = refused.message
        return 0


def _given(typed: Typed, errors: dict[str, str]) -> int:
    """The amount of the act or formula: an empty one is not a levy of zero."""
    if not typed.valor.strip():
        errors["valor"] = "Escriba el valor del acto o de la fórmula, en pesos."
        return 0
    return _amount(typed.valor, "valor", errors)


def _rate(text: str, errors: dict[str, str]) -> Decimal | None:
    written = text.strip().rstrip("%").strip().replace(",", ".")
    # In plain digits: an exponent would make a number as large as somebody likes.
    plain = re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,12})?", written)
    percent = Decimal(written) if plain else Decimal(-1)
    if not 0 <= percent <= _HIGHEST_RATE:
        errors["tarifa"] = "Escriba la tarifa del título en porcentaje, por ejemplo 3,5."
        return None
    return percent / _PERCENT
