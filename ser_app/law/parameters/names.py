"""What each parameter is called in Spanish, and the chapter in which people look for it."""

from dataclasses import dataclass
from typing import Final

_SUFFIXES: Final = {
    "PRST": "redes y servicios (PRST)",
    "POSTAL": "postal",
    "RADIO": "radiodifusión",
    "D1972": "Decreto 1972",
    "concession": "concesión o prórroga",
    "chain_registration": "registro de cadena radial",
    "postal_registration": "registro de operador postal",
}
"""What follows the point in the name of a parameter: a regime, or a right."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parameters that belong together.

    Attributes:
        key: Its place in an address.
        title: Its name.
        names: What each parameter of it is called, by its name without regime or right.
    """

    key: str
    title: str
    names: dict[str, str]


CHAPTERS: Final = (
    Chapter(
        "contraprestacion",
        "Contraprestación, derechos y redondeo",
        {
            "levy_basis": "De dónde sale la contraprestación",
            "levy_rate": "Tarifa de la contraprestación",
            "right_wages": "Valor del derecho",
            "right_wage_day": "Salario mínimo de los derechos",
            "rounding_unit": "Redondeo",
            "yearly_adjustment": "Ajuste anual",
        },
    ),
    Chapter(
        "vencimientos",
        "Vencimientos",
        {
            "due_days_after_period_end": "Plazo después del trimestre, en días",
            "due_months_after_period_end": "Plazo después del trimestre, en meses",
            "due_months_after_period_start": "Plazo de la anualidad",
            "due_moves_to_working_day": "Traslado al siguiente día hábil",
            "right_due_days": "Plazo de los derechos",
            "spectrum_due_months": "Plazo del espectro",
            "spectrum_term": "Cuándo se paga el espectro",
        },
    ),
    Chapter(
        "sancion",
        "Sanción por presentar tarde o no declarar",
        {
            "accepted_charge_share": "Parte de la multa si se acepta el cargo",
            "act_changes_penalty": "Efecto del acto del Ministerio",
            "late_filing_penalty": "Quién liquida la sanción",
            "late_filing_monthly_rate": "Sanción por cada mes o fracción",
            "late_filing_long_rate": "Sanción por cada mes en el retardo largo",
            "late_filing_minimum_wages": "Sanción mínima",
            "late_filing_maximum_wages": "Sanción máxima en salarios",
            "late_filing_maximum_share": "Sanción máxima en proporción",
            "late_filing_nil_wages": "Sanción sin valor a pagar",
            "minimum_above_maximum": "Mínimo mayor que el máximo",
            "minimum_wage_day": "Salario mínimo de las sanciones",
            "month_counting": "Cómo se cuentan los meses",
            "not_declared_rate": "Sanción por no declarar",
            "not_declared_minimum_wages": "Sanción mínima por no declarar",
            "not_declared_nil_wages": "Sanción por no declarar sin valor a pagar",
            "penalties_together_maximum_wages": "Máximo de todas las sanciones",
            "short_delay_months": "Hasta dónde llega el retardo corto",
        },
    ),
    Chapter(
        "correcciones",
        "Correcciones, inexactitud y firmeza",
        {
            "balance_in_favour_measure": "Qué queda a favor al corregir",
            "correction_before_due_day": "Corrección antes del vencimiento",
            "correction_penalty_rate": "Sanción por corrección",
            "firmness_moves_to_working_day": "Firmeza: traslado al siguiente día hábil",
            "firmness_years": "Años hasta la firmeza",
            "first_filing_penalty_levy": "Base de la sanción al corregir sin pagar",
            "inaccuracy_maximum_wages": "Máximo de la sanción por inexactitud",
            "inaccuracy_rate": "Sanción por inexactitud",
        },
    ),
    Chapter(
        "intereses",
        "Intereses",
        {
            "arrears_interest": "Interés de mora",
            "arrears_rate_discount": "Puntos bajo la tasa de usura",
            "fine_interest_divisor": "Multas: días del año",
            "fine_interest_rate": "Multas: interés anual",
            "interest_divisor": "Mora: días del año",
            "interest_formula": "Mora: simple o compuesta",
            "monthly_interest_divisor": "Interés mensual: meses del año",
            "months_after_payment": "Interés mensual: meses después de un pago parcial",
            "penalty_interest": "Interés sobre la sanción",
            "provisional_days": "Simulación sin tasa certificada",
            "rate_choice": "Qué tasa se aplica",
        },
    ),
    Chapter(
        "pagos",
        "Imputación de pagos y saldos",
        {
            "balance_applied_effect": "Efecto del saldo a favor",
            "imputation_order": "Orden de imputación",
            "returned_payment_due": "Vencimiento de un pago devuelto",
        },
    ),
    Chapter(
        "acuerdos",
        "Acuerdos de pago y cobro",
        {
            "agreement_acceleration_days": "Días hasta la aceleración de un acuerdo",
            "agreement_first_payment_days": "Plazo de la cuota inicial",
            "agreement_first_payment_share": "Cuota inicial mínima",
            "agreement_interest": "Interés durante un acuerdo",
            "agreement_longest_years": "Duración máxima de un acuerdo",
            "agreement_reminder_days": "Recordatorio de una cuota",
            "coercive_referral_days": "Remisión a cobro coactivo",
            "collection_prescription_years": "Prescripción de la acción de cobro",
        },
    ),
    Chapter(
        "alertas",
        "Alertas sobre lo declarado",
        {
            "alert_history_least": "Historia propia: trimestres que hacen falta",
            "alert_history_quarters": "Historia propia: trimestres que se promedian",
            "alert_history_share": "Historia propia: distancia del promedio",
            "alert_missing_days": "Sin presentar: días desde el vencimiento",
            "alert_nil_years": "En cero: años anteriores con ingresos",
            "alert_peers_least": "Otros operadores: cuántos por lo menos",
            "alert_peers_share": "Otros operadores: distancia del promedio",
            "alert_returns_share": "Devoluciones: parte de los ingresos",
        },
    ),
)
"""The chapters of the parameters, in the order of a liquidation."""

_PLACES: Final = {
    name: (chapter, words) for chapter in CHAPTERS for name, words in chapter.names.items()
}


def base_of(name: str) -> str:
    """The name of a parameter without the regime or the right of which it is: `levy_rate`."""
    return name.partition(".")[0]


def chapter_of(name: str) -> Chapter:
    """The chapter of a parameter."""
    return _PLACES[base_of(name)][0]


def title_of(name: str) -> str:
    """What a parameter is called: `Tarifa de la contraprestación · postal`."""
    base, _, suffix = name.partition(".")
    words = _PLACES[base][1]
    return f"{words} · {_SUFFIXES[suffix]}" if suffix else words
