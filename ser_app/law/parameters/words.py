"""Values of parameters as people read them: `2,2 %`, `15 días`, `por aniversario`."""

from decimal import Decimal

from ser_app.law.money import format_decimal, format_percent, format_pesos
from ser_app.law.parameters.schema import SPECS, Unit
from ser_app.law.parameters.values import Value
from ser_app.law.texts import plural

_CHOICES = {
    "365": "365 días",
    "366": "366 días",
    "after_act": "cuando el acto queda en firme",
    "anniversary": "por aniversario",
    "by_period": "la tasa de cada día",
    "from_due_day": "una sola cuenta desde el vencimiento",
    "from_payment": "una cuenta nueva desde cada pago",
    "by_procedure": "la impone el Ministerio",
    "calendar": "por mes calendario",
    "calendar_year": "los días del año: 365, o 366 si es bisiesto",
    "compound": "compuesto",
    "corrected": "la corregida",
    "daily_arrears_rate": "por día, a la tasa de mora",
    "day_given_back": "el día en que el banco lo devolvió",
    "day_paid": "el día en que se pagó",
    "declared": "la declarada",
    "due_day": "el del vencimiento",
    "filing_day": "el de la presentación",
    "final_day": "el del día en que el acto quedó en firme",
    "given_amount": "el valor del acto o de la fórmula",
    "in_advance": "por anualidades anticipadas",
    "interest_first": "intereses, sanción, capital",
    "lesser": "la menor de las dos",
    "maximum_wins": "manda el máximo",
    "minimum_wins": "manda el mínimo",
    "monthly_usury_rate": "por mes o fracción, a la tasa máxima del día del pago",
    "none": "ninguno",
    "of_each_debt": "el de mora de cada deuda",
    "no_penalty": "no causa sanción",
    "levy_difference": "la diferencia de contraprestación",
    "paid_in_excess": "todo lo pagado de más",
    "paid_before_due_day": "como pagado antes del vencimiento",
    "payment_day": "la tasa del día del pago",
    "penalty": "causa sanción",
    "penalty_first": "sanción, intereses, capital",
    "proportional": "en proporción",
    "rate": "una tarifa de la norma",
    "self_assessed": "la liquida el operador",
    "simple": "simple",
    "title_rate": "la tarifa del título",
    "without_surcharges": "sin intereses ni sanción",
}


def value_words(name: str, value: Value) -> str:
    """A value of a parameter in Spanish.

    Args:
        name: The parameter.
        value: Its value.
    """
    unit = SPECS[name].unit
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, Decimal):
        return format_percent(value) if unit is Unit.FRACTION else f"{format_decimal(value)} SMLMV"
    if isinstance(value, int):
        return _whole(unit, value)
    return _CHOICES.get(value, value)


def _whole(unit: Unit, value: int) -> str:
    if unit is Unit.PESOS:
        return format_pesos(value)
    if unit is Unit.DAYS:
        return plural(value, "día", "días")
    if unit is Unit.COUNT:
        return str(value)
    if unit is Unit.YEARS:
        return plural(value, "año", "años")
    return plural(value, "mes", "meses")


def typed_value(name: str, text: str) -> str:
    """The value that a person means, as the files write it; other text is given back as it is.

    A choice is understood by its Spanish words, and a flag by `sí` and `no`.
    """
    typed = " ".join(text.split())
    for value in _listed(name):
        if typed.casefold() == read_words(name, value).casefold():
            return value
    return typed


def expected_words(name: str) -> str:
    """What a person may write for a parameter, in Spanish."""
    choices = [f"«{read_words(name, value)}»" for value in _listed(name)]
    return " o ".join(choices) if choices else SPECS[name].expected


def _listed(name: str) -> tuple[str, ...]:
    """The values of a parameter that has few: choices, or both of a flag."""
    spec = SPECS[name]
    return spec.choices or (("true", "false") if spec.unit is Unit.FLAG else ())


def read_words(name: str, text: str) -> str:
    """The same for the text of a file.

    Raises:
        ValueError: The text is no value of that parameter.
    """
    return value_words(name, SPECS[name].read(text))
