"""Cases and liquidations as JSON values: one reading for the batch, the API and the screens."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ser_app.law.case import Case
from ser_app.law.errors import InvalidCase, LawError
from ser_app.law.explanation import figure_to_json
from ser_app.law.liquidation import Liquidation
from ser_app.law.periods import Period, Regime
from ser_app.law.rights import Right
from ser_app.law.terms import QUARTERLY

FIELDS = frozenset(
    {
        "id",
        "regime",
        "period",
        "gross_income",
        "returns",
        "levy_rate",
        "levy_amount",
        "filed_on",
        "paid_on",
        "act_issued",
        "corrects_levy",
        "corrects_unpaid",
        "corrects_filed_on",
        "found_by_ministry",
        "accepts_charge",
        "balance_applied",
        "yearly_adjustment",
        "right",
        "units",
        "final_on",
    }
)
_REGIMES = {str(regime): regime for regime in Regime}


def case_from_json(item: Mapping[str, Any]) -> Case:
    """Read a case; optional fields may be absent or null.

    Raises:
        InvalidCase: A field is unknown, missing, or not what it should be.
    """
    _check_names(item)
    regime = read_regime(item)
    get = item.get
    right = get("right")
    if right is None and regime in QUARTERLY and get("gross_income") is None:
        raise _missing("gross_income")
    filed_on = _day("filed_on", require("filed_on", item))
    paid_on, rate = get("paid_on"), get("levy_rate")
    return Case(
        regime=regime,
        period=_period(item),
        filed_on=filed_on,
        paid_on=filed_on if paid_on is None else _day("paid_on", paid_on),
        gross_income=_or_zero(get("gross_income")),
        returns=_or_zero(get("returns")),
        balance_applied=_or_zero(get("balance_applied")),
        levy_rate=None if rate is None else _rate(rate),
        levy_amount=get("levy_amount"),
        corrects_levy=get("corrects_levy"),
        act_issued=_flag("act_issued", get("act_issued")),
        found_by_ministry=_flag("found_by_ministry", get("found_by_ministry")),
        accepts_charge=_flag("accepts_charge", get("accepts_charge")),
        **(_rare(item) if not _RARE.isdisjoint(item) else {}),
    )


_RARE = frozenset(
    {"corrects_unpaid", "corrects_filed_on", "yearly_adjustment", "right", "units", "final_on"}
)


def _rare(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that few cases have."""
    get = item.get
    return {
        "corrects_unpaid": _flag("corrects_unpaid", get("corrects_unpaid")),
        "corrects_filed_on": _optional_day("corrects_filed_on", get("corrects_filed_on")),
        "yearly_adjustment": _or_zero(get("yearly_adjustment")),
        "right": _right(get("right")),
        "units": 1 if get("units") is None else get("units"),
        "final_on": _optional_day("final_on", get("final_on")),
    }


def _optional_day(field: str, value: object) -> date | None:
    return None if value is None else _day(field, value)


def _right(value: object) -> Right | None:
    if value is None:
        return None
    try:
        return Right(value if isinstance(value, str) else "")
    except ValueError:
        raise InvalidCase(
            f"El derecho «{value}» no existe: escriba {', '.join(Right)}.",
            field="right",
            code="unknown_right",
        ) from None


def liquidation_to_json(liquidation: Liquidation, *, figures: bool = True) -> dict[str, Any]:
    """Write a liquidation.

    Args:
        liquidation: What to write.
        figures: False leaves the explanation out.
    """
    written: dict[str, Any] = {
        "due_on": liquidation.due_on.isoformat(),
        "base": liquidation.base,
        "levy": liquidation.levy,
        "late_filing_penalty": liquidation.late_filing_penalty,
        "arrears_interest": liquidation.arrears_interest,
        "balance_applied": liquidation.balance_applied,
        "total": liquidation.total,
        "provisional": liquidation.provisional,
        "rules_version": liquidation.rules_version,
    }
    if liquidation.levy_difference or liquidation.balance_in_favour:
        written["levy_difference"] = liquidation.levy_difference
        written["balance_in_favour"] = liquidation.balance_in_favour
    if figures:
        written["figures"] = [figure_to_json(figure) for figure in liquidation.figures]
    return written


def error_to_json(error: LawError) -> dict[str, str | None]:
    """Write an error as `code`, `message` and `field`."""
    return {"code": error.code, "message": error.message, "field": error.field}


def _check_names(item: Mapping[str, Any]) -> None:
    if not item.keys() <= FIELDS:
        name = min(item.keys() - FIELDS)
        raise InvalidCase(
            f"El campo «{name}» no existe. Los campos son: {', '.join(sorted(FIELDS))}.",
            field=name,
            code="unknown_field",
        )


def read_regime(item: Mapping[str, Any]) -> Regime:
    """The field `regime`.

    Raises:
        InvalidCase: It is missing, or no regime.
    """
    text = require("regime", item)
    regime = _REGIMES.get(text) if isinstance(text, str) else None
    if regime is None:
        raise InvalidCase(
            f"El régimen «{text}» no existe: escriba {', '.join(_REGIMES)}.",
            field="regime",
            code="unknown_regime",
        )
    return regime


def _period(item: Mapping[str, Any]) -> Period:
    text = require("period", item)
    return Period.parse(text if isinstance(text, str) else str(text))


def require(field: str, item: Mapping[str, Any]) -> Any:
    """The value of a field that must be there.

    Raises:
        InvalidCase: It is absent or null.
    """
    value = item.get(field)
    if value is None:
        raise _missing(field)
    return value


def _missing(field: str) -> InvalidCase:
    return InvalidCase(f"Falta el campo «{field}».", field=field, code="missing_field")


def read_day(field: str, item: Mapping[str, Any]) -> date:
    """A day that must be there, written as 2013-04-15.

    Raises:
        InvalidCase: It is missing, or no such day.
    """
    return _day(field, require(field, item))


def _day(field: str, value: object) -> date:
    day = _read_day(value) if isinstance(value, str) else None
    if day is None:
        raise InvalidCase(
            f"{field} debe ser un día del calendario escrito como 2013-04-15, y llegó «{value}».",
            field=field,
            code="invalid_date",
        )
    return day


@lru_cache(maxsize=8192)
def _read_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


_RATE = re.compile(r"[0-9]{1,3}|[0-9]{0,3}\.[0-9]{1,30}")


def _rate(value: object) -> Decimal:
    # In plain digits: an exponent would make a number as large as somebody likes.
    plain = isinstance(value, str) and _RATE.fullmatch(value.strip())
    rate = Decimal(plain[0]) if plain else None
    if rate is None or rate > 1:
        raise InvalidCase(
            "levy_rate debe ser una fracción entre 0 y 1 escrita entre comillas: «0.03» es el 3 %.",
            field="levy_rate",
            code="invalid_rate",
        )
    return rate


def _flag(field: str, value: object) -> bool:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise InvalidCase(f"{field} debe ser true o false.", field=field, code="invalid_flag")
    return value


def _or_zero(value: Any) -> Any:
    """Zero for an absent amount; whatever else it is, the case checks."""
    return 0 if value is None else value
