"""The Spanish words of this room."""

from typing import Final

from ser_app.declarations.states import Channel, DeclarationState, SignerRole, Use
from ser_app.people.models import Operator

STATEMENT: Final = "Declaro bajo la gravedad de juramento que la información es veraz"

STATE_WORDS: Final = {
    DeclarationState.DRAFT: "Borrador",
    DeclarationState.PREPARED: "Por firmar",
    DeclarationState.FILED: "Presentada",
    DeclarationState.DISCARDED: "Descartada",
    DeclarationState.REPLACED: "Corregida",
}
STATE_KINDS: Final = {
    DeclarationState.DRAFT: "neutral",
    DeclarationState.PREPARED: "pending",
    DeclarationState.FILED: "paid",
    DeclarationState.DISCARDED: "neutral",
    DeclarationState.REPLACED: "neutral",
}
USE_WORDS: Final = {
    Use.FILING: "Presentación",
    Use.FILING_AND_PAYMENT: "Presentación y Pago",
    Use.PAYMENT: "Pago",
}
CHANNEL_WORDS: Final = {
    Channel.ELECTRONIC: "Electrónica, con firma en el sistema",
    Channel.PAPER: "En papel, al pagar en un banco",
}
SIGNER_WORDS: Final = {
    SignerRole.LEGAL_REPRESENTATIVE: "Representante legal",
    SignerRole.ACCOUNTANT: "Contador o revisor fiscal",
}
METHOD_WORDS: Final = {
    "electronic": "Firma electrónica con su cuenta (Decreto 2364 de 2012)",
    "digital": "Firma digital con su certificado (Ley 527 de 1999, art. 28)",
}
RETURNS_LINE: Final = "Devoluciones"


def nit_text(operator: Operator) -> str:
    """`NIT 900.123.456-8`, with a space and a hyphen at which lines do not break."""
    number = operator.tax_number.replace("-", "\N{NON-BREAKING HYPHEN}")
    return f"NIT\N{NO-BREAK SPACE}{number}"
