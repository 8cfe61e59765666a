"""What a person typed into the simulator, kept as text, and the case that it means."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final
from urllib.parse import urlencode

from ser_app.base.errors import Refused
from ser_app.declarations.inputs import read_amount
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Case
from ser_app.law.periods import Period, Regime

LONGEST: Final = 40
_PERCENT: Final = 100
_HIGHEST_RATE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they were typed; the names are those of the address.

    Attributes:
        regimen: A regime.
        anio: The year of the period; `trimestre` its quarter, 1 to 4.
        ingresos: Gross income, bare digits; `devoluciones` the returns.
        valor: The amount of the act or formula, bare digits (RADIO).
        tarifa: The title's rate in percent (D1972).
        presenta: The filing day, ISO; `paga` the payment day.
        acto: `si` when the Ministry's act came first.
    """

    regimen: str = Regime.PRST.value
    anio: str = ""
    trimestre: str = "1"
    ingresos: str = ""
    devoluciones: str = ""
    valor: str = ""
    tarifa: str = ""
    presenta: str = ""
    paga: str = ""
    acto: str = ""

    def with_field(self, name: str, text: str) -> "Typed":
        """The same with another text in a field.

        Raises:
            Refused: There is no such field, or the text is too long for any.
        """
        if name not in FIELDS or len(text) > LONGEST:
            raise Refused("unknown_field", "La petición no es válida. No se cambió nada.")
        return replace(self, **{name: text})

    @property
    def address(self) -> str:
        """Where anybody finds this very case."""
        given = {each: getattr(self, each) for each in FIELDS if getattr(self, each)}
        return f"/simulador?{urlencode(given)}"


FIELDS: Final = tuple(each.name for each in fields(Typed))


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
    period = _period(typed, regime, errors)
    filed_on = _day(typed.presenta, "presenta", errors)
    paid_on = _day(typed.paga, "paga", errors) if typed.paga else filed_on
    radio = regime is Regime.RADIO
    income = 0 if radio else _amount(typed.ingresos, "ingresos", errors)
    returns = 0 if radio else _amount(typed.devoluciones, "devoluciones", errors)
    amount = _amount(typed.valor, "valor", errors) if radio else None
    rate = _rate(typed.tarifa, errors) if regime is Regime.D1972 else None
    if errors or period is None or filed_on is None or paid_on is None:
        return Read(None, errors)
    case = Case(
        regime=regime,
        period=period,
        gross_income=income,
        returns=returns,
        levy_amount=amount,
        levy_rate=rate,
        filed_on=filed_on,
        paid_on=paid_on,
        act_issued=typed.acto == "si",
    )
    return Read(case)


def _regime(typed: Typed, errors: dict[str, str]) -> Regime:
    try:
        return Regime(typed.regimen)
    except ValueError:
        errors["regimen"] = "Elija un régimen de la lista."
        return Regime.PRST


def _period(typed: Typed, regime: Regime, errors: dict[str, str]) -> Period | None:
    text = typed.anio if regime is Regime.RADIO else f"{typed.anio}-Q{typed.trimestre}"
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


def _rate(text: str, errors: dict[str, str]) -> Decimal | None:
    try:
        percent = Decimal(text.strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation:
        percent = Decimal(-1)
    if not (percent.is_finite() and 0 <= percent <= _HIGHEST_RATE):
        errors["tarifa"] = "Escriba la tarifa del título en porcentaje, por ejemplo 3,5."
        return None
    return percent / _PERCENT
