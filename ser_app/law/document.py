"""The law as implemented, as a Markdown document made from the rule book itself."""

from collections import Counter
from collections.abc import Iterator

from ser_app.law.explanation import Citation, Provenance
from ser_app.law.parameters import Dated, DueException, Parameter, RuleBook
from ser_app.law.parameters.values import Value

_INTRODUCTION = """\
# Las reglas que liquida este sistema

Este documento se genera con `python -m ser_app rules-doc` a partir de
`ser_app/law/parameters/*.yaml` y `ser_app/law/data/*.csv`; no se edita a mano y una prueba
comprueba que está al día.

Regímenes que se liquidan: **PRST**, **POSTAL**, **RADIO** y **D1972**.

## Cómo se calcula

1. **Base** = ingresos brutos − devoluciones, nunca menor que cero (PRST, POSTAL, D1972).
2. **Contraprestación** = base × tarifa del primer día del período (D1972: la del título), o el
   valor del acto o de la fórmula (RADIO, espectro), o salarios mínimos (concesiones y registros);
   redondeada.
3. **Vencimiento** = el término de la norma, trasladado al siguiente día hábil, salvo excepción.
   PRST y POSTAL: días después del trimestre. RADIO: primeros meses del año. D1972: mes siguiente al
   trimestre. Derechos: días desde que el acto queda en firme; el espectro de PRST, por anualidades
   anticipadas en los primeros meses del año.
4. **Sanción por extemporaneidad**: mira solo el día en que se presenta. Hasta el vencimiento,
   ninguna. Después, contraprestación × tasa mensual × meses o fracción, entre el mínimo y el máximo
   (D1972: pasado el retardo corto, otra tasa para todos los meses). Con acto del Ministerio y más
   meses que el retardo corto (PRST, RADIO), la fracción de lo no declarado. En POSTAL no se liquida
   en la declaración.
5. **Corrección**: reemplaza la declaración anterior. Un mayor valor causa intereses desde el
   vencimiento original y la sanción de su régimen, distinta si lo corrige el operador o si lo
   encuentra el Ministerio; un menor valor deja saldo a favor. Si la anterior no se había pagado, se
   debe todo con la corrección, también la sanción por extemporaneidad de la declaración inicial
   sobre la menor de las dos contraprestaciones. Dentro del plazo no hay sanción por corrección.
6. **Intereses**: miran solo el día en que se paga, sobre la contraprestación que se debe menos el
   saldo a favor aplicado. El día del vencimiento no causa; el del pago sí. PRST, POSTAL y RADIO:
   cada día, a la tasa certificada para él y con la fórmula vigente ese día. D1972: por mes o
   fracción, a la tasa del día del pago. Multas: interés simple anual.
7. **Total** = contraprestación que se debe − saldo a favor aplicado + sanción + intereses + ajuste
   anual (D1972, primer trimestre).

Aritmética: el interés simple es exacto (fracciones de enteros). El compuesto se calcula con
decimales de 60 cifras y se lleva a 10⁻²⁰ pesos: para valores hasta 10¹⁸ pesos el error es menor que
10⁻¹⁹ pesos antes del único redondeo.

## Procedencia

Cada cifra toma la procedencia más débil de lo que la compone.

"""

_UNITS = {
    "fraction": "fracción",
    "pesos": "pesos",
    "days": "días",
    "count": "cuántos",
    "months": "meses",
    "years": "años",
    "wages": "salarios mínimos mensuales",
    "flag": "sí o no",
    "choice": "opción",
}

_TITLES = {
    "levy.yaml": "Contraprestación",
    "due_days.yaml": "Vencimientos",
    "penalties.yaml": "Sanciones por presentar tarde",
    "penalties_radio.yaml": "Sanciones por presentar tarde: RADIO",
    "penalties_d1972.yaml": "Sanciones por presentar tarde: D1972",
    "inaccuracy.yaml": "Sanciones por inexactitud y correcciones",
    "interest.yaml": "Intereses de mora",
    "imputation.yaml": "Imputación de pagos",
    "agreements.yaml": "Acuerdos de pago, prescripción y cobro",
    "corrections.yaml": "Correcciones",
    "alerts.yaml": "Alertas sobre lo declarado",
}


def rules_document(rules: RuleBook) -> str:
    """Write the whole document.

    Args:
        rules: The book to describe.
    """
    lines: list[str] = []
    lines += [f"* `{provenance}`: {provenance.label}" for provenance in Provenance]
    lines += ["", f"Versión de las reglas: `{rules.version}`.", ""]
    for file, title in _TITLES.items():
        lines += [f"## {title}", ""]
        for parameter in rules.parameters.values():
            if parameter.file == file:
                lines += _parameter(parameter)
    lines += _exceptions(rules.due_exceptions)
    lines += _holidays(rules)
    lines += _tables(rules)
    return _INTRODUCTION + "\n".join(lines) + "\n"


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield f"### `{parameter.name}`"
    yield ""
    yield f"{parameter.description} Unidad: {_UNITS[parameter.unit]}."
    yield ""
    yield "| desde | hasta | valor | procedencia | norma |"
    yield "|---|---|---|---|---|"
    for dated in parameter.values:
        yield _row(dated)
    yield ""
    for dated in parameter.values:
        if dated.note:
            yield f"* Desde {dated.valid_from}: {dated.note}"
        for other in dated.alternatives:
            yield f"* Otra lectura desde {dated.valid_from}: `{other.value}`, {other.meaning}."
    if any(dated.note or dated.alternatives for dated in parameter.values):
        yield ""


def _row(dated: Dated[Value]) -> str:
    value = str(dated.value).lower() if isinstance(dated.value, bool) else dated.value
    norms = "; ".join(map(_link, dated.citations)) or "ninguna"
    end = dated.valid_to or "vigente"
    return f"| {dated.valid_from} | {end} | `{value}` | {dated.provenance} | {norms} |"


def _link(citation: Citation) -> str:
    return f"[{citation.text}]({citation.url})" if citation.url else citation.text


def _exceptions(exceptions: tuple[DueException, ...]) -> Iterator[str]:
    yield "## Vencimientos cambiados"
    yield ""
    yield "| regímenes | vencimientos o períodos | nuevo día | procedencia | norma | razón |"
    yield "|---|---|---|---|---|---|"
    for found in exceptions:
        which = (
            f"{found.due_from} a {found.due_to}"
            if found.due_from
            else ", ".join(period.text for period in sorted(found.periods))
        )
        regimes = ", ".join(sorted(found.regimes))
        yield (
            f"| {regimes} | {which} | {found.new_due_on} | {found.provenance} | "
            f"{_link(found.citation)} | {found.reason} |"
        )
    yield ""


def _holidays(rules: RuleBook) -> Iterator[str]:
    yield "## Festivos"
    yield ""
    yield "| festivo | día | se traslada al lunes | desde | norma |"
    yield "|---|---|---|---|---|"
    for rule in rules.calendar.rules:
        if rule.month_day:
            day = f"{rule.month_day[1]:02d}/{rule.month_day[0]:02d}"
        else:
            day = f"Pascua {rule.easter_offset:+d} días"
        moves = "sí" if rule.moves else "no"
        yield f"| {rule.name} | {day} | {moves} | {rule.first_year} | {rule.norm} |"
    yield ""


def _tables(rules: RuleBook) -> Iterator[str]:
    rates, wages = rules.rates, rules.wages
    yield "## Tablas"
    yield ""
    yield (
        f"* Tasas de interés de mora (`ser_app/law/data/arrears_rates.csv`): {len(rates)} "
        f"períodos, del {rates[0].valid_from} al {rates[-1].valid_to}, sin vacíos; "
        f"{_counts(row.provenance for row in rates)}."
    )
    yield (
        f"* Salario mínimo mensual (`ser_app/law/data/minimum_wage.csv`): {wages[0].year} a "
        f"{wages[-1].year}; {_counts(row.provenance for row in wages)}."
    )


def _counts(provenances: Iterator[Provenance]) -> str:
    counted = Counter(provenances)
    return ", ".join(f"{counted[kind]} `{kind}`" for kind in Provenance if counted[kind])
