"""What a person typed into the simulator, kept as text, under the names of the address."""

from dataclasses import dataclass, fields, replace
from typing import Final
from urllib.parse import urlencode

from ser_app.base.errors import Refused
from ser_app.law.periods import Regime
from ser_app.law.rights import Right

LONGEST: Final = 40
CORRECTION: Final = "correccion"
RIGHTS: Final = {
    "concesion": Right.CONCESSION,
    "cadena": Right.CHAIN_REGISTRATION,
    "registro": Right.POSTAL_REGISTRATION,
    "espectro": Right.SPECTRUM,
}
"""The rights by their name in the address."""
ACT_CHANGES: Final = frozenset({Regime.PRST.value, Regime.RADIO.value})
"""The regimes whose penalty the Ministry's act may change; the others are not asked about it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they were typed; the names are those of the address.

    Attributes:
        regimen: A regime.
        asunto: What is declared: empty for the period's declaration, `correccion`, or a right.
        anio: The year of the period; `trimestre` its quarter, 1 to 4.
        ingresos: Gross income, bare digits; `devoluciones` the returns.
        valor: The amount of the act or formula, bare digits (RADIO and spectrum).
        tarifa: The title's rate in percent (D1972).
        firme: The day on which a right's act became final, ISO; `unidades` its stations.
        corrige: The levy of the declaration that is corrected, bare digits.
        sinpagar: `si` when that one was never paid; `corrigedel` then says when it was filed.
        hallada: `si` when the Ministry found the difference.
        acepta: `si` when the Ministry's charge is accepted and paid.
        saldo: Balance in favour applied, bare digits.
        presenta: The filing day, ISO; `paga` the payment day.
        acto: `si` when the Ministry's act came first.
    """

    regimen: str = Regime.PRST.value
    asunto: str = ""
    anio: str = ""
    trimestre: str = "1"
    ingresos: str = ""
    devoluciones: str = ""
    valor: str = ""
    tarifa: str = ""
    firme: str = ""
    unidades: str = ""
    corrige: str = ""
    sinpagar: str = ""
    corrigedel: str = ""
    hallada: str = ""
    acepta: str = ""
    saldo: str = ""
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
        changed = replace(self, **{name: text})
        if name != "regimen":
            return changed
        if text not in ACT_CHANGES:
            changed = replace(changed, acto="")
        if changed.asunto not in dict(subjects_of(text)):
            return replace(changed, asunto="")
        return changed

    @property
    def address(self) -> str:
        """Where anybody finds this very case."""
        given = {each: getattr(self, each) for each in FIELDS if getattr(self, each)}
        return f"/simulador?{urlencode(given)}"


FIELDS: Final = tuple(each.name for each in fields(Typed))


def subjects_of(regime: str) -> list[tuple[str, str]]:
    """What can be declared in a regime: names in the address and labels."""
    rights = [(name, right.label) for name, right in RIGHTS.items() if regime in right.regimes]
    return [
        ("", "Autoliquidación de un período"),
        (CORRECTION, "Corrección de una autoliquidación"),
        *rights,
    ]
