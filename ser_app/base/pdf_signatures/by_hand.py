"""Signs a prepared field with a certificate file, on the machine of who signs; never on a server.

What a certification authority's own program does. The demonstration's command uses it.
"""

import asyncio
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner


class CannotSign(Exception):
    """The certificate file or the field does not serve; the text says why, in Spanish."""


def empty_fields(document: bytes) -> list[str]:
    """Names of the signature fields that nobody has signed yet, in the order of the document.

    Raises:
        CannotSign: It is no PDF that can be read.
    """
    try:
        reader = IncrementalPdfFileWriter(BytesIO(document)).prev
        return [name for name, _, _ in enumerate_sig_fields(reader, filled_status=False)]
    except (PdfError, ValueError) as error:
        raise CannotSign("El PDF está dañado y no se puede firmar.") from error


def sign_field(document: bytes, field: str, certificate: Path, password: str) -> bytes:
    """A document with one more signature (PAdES B-B) in one of its empty fields.

    Args:
        document: A PDF with that field.
        field: Its name.
        certificate: A PKCS #12 file with certificate and key.
        password: Opens it.

    Raises:
        CannotSign: The file does not open with that password.
    """
    signer = _opened(certificate, password)
    metadata = PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )

    async def work() -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(document))
        out = await PdfSigner(metadata, signer).async_sign_pdf(writer, existing_fields_only=True)
        return bytes(out.getvalue())

    return asyncio.run(work())


def _opened(certificate: Path, password: str) -> SimpleSigner:
    found: SimpleSigner | None = SimpleSigner.load_pkcs12(
        str(certificate), passphrase=password.encode()
    )
    if found is None:
        raise CannotSign("El archivo del certificado no se abre con esa contraseña.")
    return found
