"""Adds empty signature fields to a document, and the system's seal where one is configured.

One incremental update; the same document gives the same bytes, sealed ones too where the seal's
key is RSA (PKCS #1 v1.5 has no randomness).
"""

import asyncio
import hashlib
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.keys.pemder import load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    ensure_sig_flags,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ser_app.base.pdf_signatures.fields import SEAL_FIELD, SignatureField

_Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class SealFiles:
    """Where the seal's certificate (with its issuers) and key are: PEM, without password."""

    certificate: Path
    key: Path


def prepare(
    document: bytes, fields: Sequence[SignatureField], at: datetime, seal: SealFiles | None = None
) -> bytes:
    """A document with empty fields, certified first where there is a seal.

    The seal certifies with DocMDP «fill forms»: later signatures are allowed, other changes are
    not. The fields are not locked: whoever signs first locks nobody out.

    Args:
        document: A PDF without signatures.
        fields: What to add; none changes the document only by the seal.
        at: The instant that the seal states.
        seal: The system's seal.

    Raises:
        OSError: The files of the seal cannot be read.
        ValueError: They are no certificate and key.
    """
    if not fields and seal is None:
        return document
    writer = _Writer(BytesIO(document))
    for wanted in fields:
        append_signature_field(
            writer,
            SigFieldSpec(
                sig_field_name=wanted.name,
                box=tuple(round(edge) for edge in wanted.box),  # type: ignore[arg-type]  # four
                readable_field_name=wanted.label,
            ),
        )
    ensure_sig_flags(writer, lock_sig_flags=True)
    if seal is not None:
        return _run(_certify(writer, seal, at))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


class _Writer(IncrementalPdfFileWriter):
    """An update that depends on nothing but the document: no clock, no random identifier."""

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:
        first, _ = prev.trailer["/ID"]
        known = getattr(first, "original_bytes", first)
        second = hashlib.sha256(b"prepared\x00" + bytes(known)).digest()[:16]
        pair = (generic.ByteStringObject(bytes(known)), generic.ByteStringObject(second))
        return generic.ArrayObject(pair)

    def _update_meta(self) -> None:
        """Leave the metadata as they were drawn: the library would write the clock into them."""


class _Signer(PdfSigner):
    """A signer that states a given instant instead of the clock's."""

    stated_at: datetime

    def init_signing_session(self, *given: Any, **named: Any) -> PdfSigningSession:
        session = super().init_signing_session(*given, **named)
        session.system_time = self.stated_at
        return session


class _SealSigner(SimpleSigner):
    """Signs with a key that was loaded once: the library loads and checks it for each signature."""

    def __init__(self, *, loaded: _Key, **named: Any) -> None:
        super().__init__(**named)
        self._loaded = loaded

    async def async_sign_raw(self, data: bytes, *_: Any, **__: Any) -> bytes:
        if isinstance(self._loaded, rsa.RSAPrivateKey):
            return self._loaded.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._loaded.sign(data, ec.ECDSA(hashes.SHA256()))


async def _certify(writer: _Writer, seal: SealFiles, at: datetime) -> bytes:
    signer = _Signer(
        PdfSignatureMetadata(
            field_name=SEAL_FIELD,
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        ),
        _seal(seal),
        new_field_spec=SigFieldSpec(sig_field_name=SEAL_FIELD),
    )
    signer.stated_at = at
    out = await signer.async_sign_pdf(writer)
    return bytes(out.getvalue())


@lru_cache(maxsize=2)
def _seal(files: SealFiles) -> SimpleSigner:
    """The seal, read once: reading a key takes longer than signing with it."""
    own, *issuers = load_certs_from_pemder([str(files.certificate)])
    known = SimpleCertificateStore()
    known.register_multiple(issuers)
    key = load_private_key_from_pemder(str(files.key), passphrase=None)
    loaded = load_der_private_key(key.dump(), None)
    if not isinstance(loaded, _Key):
        raise ValueError(f"{files.key} is neither an RSA nor an EC key")  # noqa: TRY004  a file's content
    return _SealSigner(signing_cert=own, signing_key=key, cert_registry=known, loaded=loaded)


def _run(work: Coroutine[Any, Any, bytes]) -> bytes:
    """Run to its end, also where this thread runs an event loop already."""
    with ThreadPoolExecutor(max_workers=1) as other:
        return other.submit(asyncio.run, work).result()
