"""Spanish words of the worked examples."""

from typing import Final

from ser_app.law.periods import Regime
from ser_app.simulator.examples.reading import FINES, PAYMENTS

GROUPS: Final = {
    **{str(regime): regime.label for regime in Regime},
    FINES: "Multas y otras deudas",
    PAYMENTS: "Imputación de pagos",
}
"""What an example is about, in the order of the page."""

FACTS: Final = {
    "period": "Período",
    "right": "Derecho",
    "units": "Estaciones",
    "final_on": "Acto en firme el",
    "gross_income": "Ingresos brutos",
    "returns": "Devoluciones",
    "levy_rate": "Tarifa del título",
    "levy_amount": "Valor del acto o de la fórmula",
    "yearly_adjustment": "Ajuste anual",
    "filed_on": "Presentada el",
    "paid_on": "Pagada el",
    "act_issued": "Acto del Ministerio",
    "corrects_levy": "Contraprestación que corrige",
    "corrects_unpaid": "Declaración que corrige",
    "corrects_filed_on": "La que corrige se presentó el",
    "found_by_ministry": "Diferencia",
    "accepts_charge": "Cargo",
    "balance_applied": "Saldo a favor aplicado",
    "principal": "Capital",
    "due_on": "Venció el",
    "to": "Hasta el",
    "order": "Orden",
    "payment": "Pago",
}
FLAGS: Final = {
    "act_issued": "ya expedido",
    "corrects_unpaid": "sin pagar",
    "found_by_ministry": "la encontró el Ministerio",
    "accepts_charge": "aceptado y pagado",
}
DAYS: Final = frozenset(
    {"final_on", "filed_on", "paid_on", "corrects_filed_on", "due_on", "to", "last_day_to_correct"}
)
MONEY: Final = frozenset(
    {
        "gross_income",
        "returns",
        "levy_amount",
        "yearly_adjustment",
        "corrects_levy",
        "balance_applied",
        "principal",
        "payment",
        "base",
        "levy",
        "late_filing_penalty",
        "arrears_interest",
        "total",
        "levy_difference",
        "balance_in_favour",
        "interest",
        "penalty",
    }
)
ANSWERS: Final = {
    "due_on": "Vencimiento",
    "days": "Días de mora",
    "base": "Base",
    "levy": "Contraprestación",
    "levy_difference": "Diferencia con la que corrige",
    "late_filing_penalty": "Sanción",
    "arrears_interest": "Intereses de mora",
    "interest": "Intereses de mora",
    "total": "Total",
    "balance_in_favour": "Saldo a favor",
    "provisional": "Cifra provisional",
    "order": "Orden",
    "last_day_to_correct": "Se puede corregir hasta el",
    "provenance": "Procedencia",
    "error": "Respuesta",
}
PARTS: Final = {"penalty": "sanción", "interest": "intereses", "principal": "capital"}
YES, NO = "sí", "no"
REFUSED, NOT_REFUSED = "No se liquida", "Se liquida"
AGREES, DISAGREES = "Coincide", "No coincide"
NOTHING_HERE = (
    "Los ejemplos se leen de la carpeta tests/cases del código fuente, y esta instalación no la "
    "tiene. Las liquidaciones no dependen de ella: son las mismas."
)


def tally(shown: int, total: int, agreeing: int, version: str, in_force: str) -> str:
    """How many examples there are, and how many the engine answers as they say.

    Args:
        shown: How many a filter leaves.
        total: How many there are.
        agreeing: How many come out as expected.
        version: That of the rules as the system is delivered, to which the examples belong.
        in_force: That of the rules in force now, which `/parametros` may have changed since.
    """
    verdict = (
        "El motor los recalculó ahora y todos coinciden"
        if agreeing == total
        else f"El motor los recalculó ahora y en {total - agreeing} no da lo esperado"
    )
    chosen = f" Con este filtro se ven {shown}." if shown != total else ""
    rules = f"con las reglas de fábrica, versión {version}"
    if in_force != version:
        rules += f"; las que hoy rigen, con lo aprobado en Parámetros, son la versión {in_force}"
    return f"{total} ejemplos. {verdict} ({rules}).{chosen}"
