"""Signs a prepared field with somebody's own key: for the signer's machine and the tests.

No server calls it: the private key stays in the hands of its owner (Ley 527/1999, art. 28).
"""

import asyncio
from collections.abc import Callable
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import TextStampStyle

_SHOWN: Final = TextStampStyle(
    stamp_text="Firmado digitalmente por %(signer)s\n%(ts)s, según el programa que firmó",
    timestamp_format="%Y-%m-%d %H:%M:%S UTC%z",
    border_width=0,
    background=None,
)
"""What the field shows afterwards."""


def sign(
    document: bytes,
    field: str,
    p12: bytes,
    password: str,
    *,
    timestamper: TimeStamper | None = None,
    change: Callable[[IncrementalPdfFileWriter], None] | None = None,
) -> bytes:
    """Sign a field of a PDF as PAdES B-B, or B-T with a timestamper. Call it off the event loop.

    Args:
        document: A FUR as downloaded.
        field: `FirmaRepresentanteLegal` or `FirmaContador`.
        p12: Certificate, key and issuers, PKCS #12.
        password: Opens it.
        timestamper: Vouches for the instant.
        change: Changes the document in the same update; for tests of what must be refused.

    Raises:
        ValueError: The password does not open the file.
    """
    signer = SimpleSigner.load_pkcs12_data(p12, other_certs=[], passphrase=password.encode())
    if signer is None:
        raise ValueError("the password does not open the certificate")
    writer = IncrementalPdfFileWriter(BytesIO(document))
    if change is not None:
        change(writer)
    described = PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256",
        signer_key_usage=set(),
    )  # fmt: skip
    own = PdfSigner(described, signer, timestamper=timestamper, stamp_style=_SHOWN)
    out = asyncio.run(own.async_sign_pdf(writer, existing_fields_only=True))
    return bytes(out.getvalue())


def empty_fields(document: bytes) -> list[str]:
    """Names of the signature fields that nobody has signed yet, in the order of the document.

    Raises:
        ValueError: It is no PDF that can be read.
    """
    try:
        reader = IncrementalPdfFileWriter(BytesIO(document)).prev
        return [name for name, _, _ in enumerate_sig_fields(reader, filled_status=False)]
    except PdfError as error:
        raise ValueError("the document cannot be read") from error
