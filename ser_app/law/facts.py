"""Which facts each regime takes: what does not belong is refused rather than ignored."""

from ser_app.law.case import Case
from ser_app.law.errors import InvalidCase
from ser_app.law.periods import Regime

_RATE_OF_NORM = frozenset({Regime.PRST, Regime.POSTAL})


def check_facts(case: Case) -> None:
    """Refuse a case whose facts do not fit its regime.

    Raises:
        InvalidCase: A field is missing, or belongs to another regime or to a correction.
    """
    if case.right is not None:
        _check_right(case)
    elif case.regime is Regime.RADIO:
        _check_radio(case)
    else:
        _check_rate(case)
    if case.corrects_levy is not None:
        _check_correction(case)
    elif case.found_by_ministry or case.corrects_unpaid or case.corrects_filed_on is not None:
        raise _missing(
            "corrects_levy",
            "la contraprestación de la declaración que se corrige: sin ella no hay diferencia",
        )
    if case.yearly_adjustment and not (case.regime is Regime.D1972 and case.period.quarter == 1):
        raise _foreign(
            "yearly_adjustment", "solo se declara con el primer trimestre del régimen D1972"
        )


def _check_rate(case: Case) -> None:
    if case.levy_amount is not None:
        raise _foreign(
            "levy_amount",
            f"no se indica en el régimen {case.regime}: la contraprestación sale de la base",
        )
    if case.final_on is not None or case.units != 1:
        raise _foreign("final_on", "solo se indica para concesiones, registros y espectro")
    if case.regime in _RATE_OF_NORM:
        if case.levy_rate is not None:
            raise _foreign(
                "levy_rate", f"no se indica en el régimen {case.regime}: la tarifa la fija la norma"
            )
    elif case.levy_rate is None:
        raise _missing("levy_rate", "la tarifa del título, por ejemplo 0.03 para el 3 %")


def _check_radio(case: Case) -> None:
    _refuse_income(case)
    if case.final_on is not None or case.units != 1:
        raise _foreign("final_on", "solo se indica para concesiones, registros y espectro")
    if case.levy_amount is None:
        raise _missing("levy_amount", "el valor del acto o de la fórmula, en pesos")


def _check_right(case: Case) -> None:
    right = case.right
    if right is None:
        return
    if case.regime not in right.regimes:
        raise _foreign("right", f"({right.label.lower()}) no se paga en el régimen {case.regime}")
    _refuse_income(case)
    if right.yearly_in(case.regime):
        _check_year(case)
    elif case.final_on is None:
        raise _missing("final_on", "el día en que el acto quedó en firme")
    elif case.period.quarter or case.period.year != case.final_on.year:
        raise InvalidCase(
            f"El período de un derecho es el año en que su acto quedó en firme: escriba "
            f"{case.final_on.year}.",
            field="period",
            code="invalid_period",
        )
    if right.given_amount and case.levy_amount is None:
        raise _missing("levy_amount", "el valor del acto o de la fórmula, en pesos")
    if not right.given_amount and case.levy_amount is not None:
        raise _foreign("levy_amount", "no se indica aquí: el valor sale del salario mínimo")
    if not 1 <= case.units <= _MOST_UNITS:
        raise InvalidCase(
            f"units debe estar entre 1 y {_MOST_UNITS}.", field="units", code="invalid_amount"
        )


def _check_year(case: Case) -> None:
    """A right that is paid for each year: its act became final in that year or before."""
    if case.period.quarter:
        raise InvalidCase(
            f"El uso del espectro se paga por años: escriba el período como {case.period.year}.",
            field="period",
            code="invalid_period",
        )
    if case.final_on is not None and case.final_on.year > case.period.year:
        raise InvalidCase(
            f"El acto no puede quedar en firme después del año que se paga, {case.period.year}.",
            field="final_on",
            code="invalid_date",
        )


_MOST_UNITS = 10_000


def _refuse_income(case: Case) -> None:
    for field in ("gross_income", "returns"):
        if getattr(case, field):
            raise _foreign(field, "no se declara aquí: el valor no depende de los ingresos")
    if case.levy_rate is not None:
        raise _foreign("levy_rate", "no se indica aquí: el valor no sale de una tarifa")


def _check_correction(case: Case) -> None:
    if case.corrects_unpaid and case.corrects_filed_on is None:
        raise _missing(
            "corrects_filed_on", "el día en que se presentó la declaración que se corrige"
        )
    if case.corrects_filed_on is not None and case.corrects_filed_on > case.filed_on:
        raise InvalidCase(
            "La corrección no puede presentarse antes que la declaración que corrige.",
            field="corrects_filed_on",
            code="invalid_date",
        )


def _foreign(field: str, why: str) -> InvalidCase:
    return InvalidCase(f"{field} {why}.", field=field, code="field_not_applicable")


def _missing(field: str, what: str) -> InvalidCase:
    return InvalidCase(f"Falta {field}: {what}.", field=field, code="missing_field")
