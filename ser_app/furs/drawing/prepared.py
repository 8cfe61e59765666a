"""The issued bytes: the drawn FUR with a field for each signer, sealed where there is a seal."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ser_app.base.paper.sheet import HEIGHT, Box
from ser_app.base.pdf_signatures.fields import SignatureField
from ser_app.declarations.states import Channel, SignerRole
from ser_app.furs.drawing.document import drawn
from ser_app.furs.form import Form, Verification
from ser_app.settings import Settings

FIELD_OF_ROLE: Final[Mapping[SignerRole, str]] = MappingProxyType(
    {
        SignerRole.LEGAL_REPRESENTATIVE: "FirmaRepresentanteLegal",
        SignerRole.ACCOUNTANT: "FirmaContador",
    }
)
"""The field in which each of the two signs."""
_POINTS_PER_MM: Final = 72 / 25.4


def issued_bytes(form: Form, verification: Verification, settings: Settings) -> bytes:
    """Draw a FUR and prepare it for signing; the same input gives the same bytes.

    Fields are for those that are filed by signature: not on paper, and not for a FUR that pays
    what was filed before.

    Args:
        form: What it says.
        verification: The code printed on each page and the address in the QR.
        settings: Say where the seal is.
    """
    # Most of a second, which no command that issues nothing has to wait for.
    from ser_app.base.pdf_signatures.preparing import SealFiles, prepare  # noqa: PLC0415

    content, places = drawn(form, verification)
    signed = form.channel is Channel.ELECTRONIC and not form.receipt and not form.debts
    fields = [
        SignatureField(FIELD_OF_ROLE[SignerRole(each.role)], each.title, _points(places[each.role]))
        for each in form.signatories
        if signed
    ]
    seal = None
    if settings.seal_certificate:
        seal = SealFiles(Path(settings.seal_certificate), Path(settings.seal_key))
    return prepare(content, fields, form.issued_at, seal)


def _points(box: Box) -> tuple[float, float, float, float]:
    """A box in points from the lower left corner, as PDFs count."""
    return (
        box.x * _POINTS_PER_MM,
        (HEIGHT - box.bottom) * _POINTS_PER_MM,
        box.right * _POINTS_PER_MM,
        (HEIGHT - box.y) * _POINTS_PER_MM,
    )
