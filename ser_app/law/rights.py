"""Rights that are paid once or by act: concessions, registrations and spectrum."""

from enum import StrEnum

from ser_app.law.periods import Regime


class Right(StrEnum):
    """What is paid besides the levy of a period: some days after its act is final, or yearly."""

    CONCESSION = "concession"
    CHAIN_REGISTRATION = "chain_registration"
    POSTAL_REGISTRATION = "postal_registration"
    SPECTRUM = "spectrum"

    @property
    def label(self) -> str:
        """Name in Spanish, as forms show it."""
        return _LABELS[self]

    @property
    def regimes(self) -> frozenset[Regime]:
        """The regimes that pay it."""
        return _REGIMES[self]

    def yearly_in(self, regime: Regime) -> bool:
        """True when it is paid for each year in advance, so that no act needs to be named."""
        return self is Right.SPECTRUM and regime is Regime.PRST

    @property
    def given_amount(self) -> bool:
        """True when a Ministry act or formula gives the amount instead of minimum wages."""
        return self is Right.SPECTRUM


_LABELS = {
    Right.CONCESSION: "Concesión o prórroga de radiodifusión",
    Right.CHAIN_REGISTRATION: "Registro de cadena radial",
    Right.POSTAL_REGISTRATION: "Registro de operador postal",
    Right.SPECTRUM: "Uso del espectro",
}
_REGIMES = {
    Right.CONCESSION: frozenset({Regime.RADIO}),
    Right.CHAIN_REGISTRATION: frozenset({Regime.RADIO}),
    Right.POSTAL_REGISTRATION: frozenset({Regime.POSTAL}),
    Right.SPECTRUM: frozenset({Regime.RADIO, Regime.PRST}),
}
