"""The values of which requests and answers are made; amounts are whole pesos, days are ISO."""

from datetime import date
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ser_app.declarations.inputs import MAX_AMOUNT, MAX_TEXT

_FIRST: Final = date(2000, 1, 1)
_LAST: Final = date(2099, 12, 31)
_DAY_SHAPE: Final = "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"
_DAY: Final = "Escriba un día de este siglo como 2013-06-20."


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or len(value) != len("2013-06-20") or not _FIRST <= found <= _LAST:
        raise ValueError(_DAY)
    return found


Day = Annotated[
    date,
    BeforeValidator(_day),
    Field(json_schema_extra={"pattern": _DAY_SHAPE}),
]
"""An ISO day of this century."""
Pesos = Annotated[int, Field(strict=True, ge=0, le=MAX_AMOUNT)]
"""Whole pesos as a program writes them."""
Text = Annotated[str, Field(max_length=MAX_TEXT)]
PublicId = Annotated[str, Field(pattern="^[0-9A-Za-z]{1,40}$")]
FurNumber = Annotated[str, Field(pattern="^[0-9A-Za-z-]{1,40}$")]
ExpedienteNumber = Annotated[str, Field(pattern="^[0-9A-Za-z-]{1,40}$")]
DebtId = Annotated[str, Field(pattern="^[a-z_]{1,20}:[0-9A-Za-z:_-]{1,60}$")]
PeriodText = Annotated[str, Field(pattern="^20[0-9]{2}(-Q[1-4])?$", examples=["2013-Q1"])]


class Sent(BaseModel):
    """What a program sends: nothing is guessed, and a field that does not exist is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(BaseModel):
    """What is answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")
