"""A liquidation as a table that people read in a terminal."""

from collections.abc import Iterable, Iterator

from ser_app.law.dependencies import Dependency
from ser_app.law.explanation import Figure
from ser_app.law.liquidation import Liquidation
from ser_app.law.money import format_percent, format_pesos
from ser_app.law.texts import long_day, plural


def liquidation_table(liquidation: Liquidation, rests_on: Iterable[Dependency] = ()) -> str:
    """Write amounts in a column and, when the liquidation carries them, the reasons below.

    Args:
        liquidation: What to write.
        rests_on: The assumed and decided rules behind its total.
    """
    rows = _rows(liquidation)
    value_width = max(len(value) for _, value in rows)
    lines = [f"{name:<30}{value:>{value_width}}" for name, value in rows]
    lines += [f"Provisional: {missing.sentence}" for missing in liquidation.missing]
    for figure in liquidation.figures:
        lines += ["", *_reason(figure, 0)]
    lines += _dependencies(rests_on)
    return "\n".join([*lines, "", f"Reglas {liquidation.rules_version}"])


def _rows(liquidation: Liquidation) -> list[tuple[str, str]]:
    correction = [
        ("Diferencia con lo declarado", format_pesos(liquidation.levy_difference)),
        ("Saldo a favor", format_pesos(liquidation.balance_in_favour)),
    ]
    return [
        ("Vence", long_day(liquidation.due_on)),
        ("Base", format_pesos(liquidation.base)),
        ("Tarifa", format_percent(liquidation.levy_rate)),
        ("Contraprestación", format_pesos(liquidation.levy)),
        *(correction if liquidation.levy_difference else []),
        ("Sanción", format_pesos(liquidation.late_filing_penalty)),
        ("Intereses de mora", format_pesos(liquidation.arrears_interest)),
        ("Saldo a favor aplicado", format_pesos(-liquidation.balance_applied)),
        ("Total a pagar", format_pesos(liquidation.total)),
        ("Retardo en el pago", plural(liquidation.days_of_delay, "día", "días")),
    ]


def _dependencies(rests_on: Iterable[Dependency]) -> Iterator[str]:
    listed = list(rests_on)
    if listed:
        yield ""
        yield "¿De qué depende esta cifra?"
    for found in listed:
        yield f"  {found.name}: {found.value} [{found.provenance.label}]"
        for reading in found.readings:
            total = "no se puede liquidar" if reading.total is None else format_pesos(reading.total)
            yield f"    Otra lectura: {reading.meaning}. Total: {total}"


def _reason(figure: Figure, depth: int) -> list[str]:
    indent = "  " * depth
    lines = [
        f"{indent}{figure.label}: {format_pesos(figure.amount)}",
        f"{indent}  {figure.sentence}",
        f"{indent}  {figure.substitution}",
    ]
    norms = "; ".join(dict.fromkeys(citation.text for citation in figure.citations))
    if norms:
        lines.append(f"{indent}  {norms} [{figure.provenance.label}]")
    for child in figure.figures:
        lines += _reason(child, depth + 1)
    return lines
