"""The Spanish words of this room."""

from typing import Final

from ser_app.declarations.states import Channel, SignerRole, Use
from ser_app.furs.states import ShownFurState

DEMO_MARK: Final = "DEMOSTRACIÓN - SIN VALIDEZ"
NO_PAYMENT_NEEDED: Final = "No requiere pago con este formulario"
PAY_WITH_ANOTHER: Final = (
    "El valor se paga con un FUR de uso Pago, que el sistema genera al día de pago"
)
PROVISIONAL: Final = "Valor provisional: depende de una tasa o un salario aún no certificado"
ELECTRONIC_SIGNATURE_NOTE: Final = (
    "Firma electrónica: fecha y hora en la constancia de presentación y en /verificar"
)
PAPER_SIGNATURE_NOTE: Final = (
    "Se presenta al pagar en una entidad financiera autorizada: la fecha del timbre es la de "
    "presentación. Firmen los dos antes de entregarlo."
)

USE_WORDS: Final = {
    Use.FILING: "Presentación",
    Use.FILING_AND_PAYMENT: "Presentación y Pago",
    Use.PAYMENT: "Pago",
}
CHANNEL_WORDS: Final = {Channel.ELECTRONIC: "Electrónica", Channel.PAPER: "En papel, en banco"}
STATE_WORDS: Final = {
    ShownFurState.ISSUED: "Generado, NO presentado",
    ShownFurState.FILED: "Presentado",
    ShownFurState.PAID: "Pagado",
    ShownFurState.REPLACED: "Reemplazado",
    ShownFurState.ANNULLED: "Anulado",
    ShownFurState.EXPIRED: "Vencido",
}
STATE_KINDS: Final = {
    ShownFurState.ISSUED: "pending",
    ShownFurState.FILED: "info",
    ShownFurState.PAID: "paid",
    ShownFurState.REPLACED: "neutral",
    ShownFurState.ANNULLED: "neutral",
    ShownFurState.EXPIRED: "overdue",
}
SIGNER_TITLES: Final = {
    SignerRole.LEGAL_REPRESENTATIVE: "Representante legal",
    SignerRole.ACCOUNTANT: "Contador",
}
STATUTORY_AUDITOR: Final = "Revisor fiscal"
PROVENANCE_WORDS: Final = {
    "confirmed": "Confirmada: se leyó el texto de la norma",
    "single": "Dato de una sola fuente",
    "decision": "Decisión: la norma lo deja abierto y el sistema elige esta lectura",
    "derived": "Dato derivado de otros",
    "assumed": "Supuesta: no se tuvo a la vista el texto de la norma",
    "demo": "De demostración: valor ficticio",
}


def filing_proof(receipt: str) -> str:
    """Where the proof of filing is; with its number once there is one."""
    if receipt:
        return f"La presentación se prueba con la constancia N.º {receipt} y en /verificar."
    return (
        "La presentación se prueba con la constancia de presentación, que da su número y hora al "
        "firmar el último firmante, y en /verificar."
    )
