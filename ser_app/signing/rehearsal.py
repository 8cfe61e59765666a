"""A question that the worker asks itself before people ask theirs.

What runs the first time is slow: libraries look things up once and keep them, and the interpreter
learns a function's types in its first calls. A child is forked from a parent that has done all of
it with bytes of our own, so that no child does it again. The parent never reads foreign bytes.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding
from fpdf import FPDF

from ser_app.base.pdf_signatures.fields import SignatureField
from ser_app.base.pdf_signatures.preparing import prepare
from ser_app.base.pdf_signatures.signing import sign
from ser_app.signing.demo_authority import KeyKind, create
from ser_app.signing.issued import ExpectedSigner, Issued, Question, Trust
from ser_app.signing.judging import FIELDS

_AGE: Final = timedelta(days=1)
_PASSWORD: Final = "ensayo"  # noqa: S105  of keys that live as long as this function
_PEOPLE: Final[tuple[tuple[str, str, KeyKind], ...]] = (
    ("legal_representative", "CC 1000001", "rsa"),
    ("accountant", "CC 1000002", "ec"),
)


def rehearsed() -> Question:
    """A one-page document signed by both with RSA and EC keys that are thrown away."""
    now = datetime.now(UTC)
    authority = create(now - _AGE, key="ec", name="ENSAYO")
    content = _issued()
    copy, signers = content, []
    for role, document, key in _PEOPLE:
        holder = authority.issue(role, document, key=key)
        copy = sign(copy, FIELDS[role], holder.p12(_PASSWORD), _PASSWORD)
        signers.append(ExpectedSigner(role=role, title=role, name=role, document=document))
    return Question(
        copy=copy,
        issued=Issued(number="ENSAYO", content=content, signers=tuple(signers)),
        trust=Trust(
            roots=(authority.root.certificate.public_bytes(Encoding.DER),),
            crls=tuple(authority.crls(now - _AGE / 2)),
        ),
        received_at=datetime.now(UTC),
    )


def _issued() -> bytes:
    drawn = FPDF()
    drawn.add_page()
    drawn.set_font("helvetica", size=10)
    drawn.text(20, 20, "Ensayo")
    fields = [
        SignatureField(FIELDS[role], role, (20, 20 + 40 * place, 120, 50 + 40 * place))
        for place, (role, _, _) in enumerate(_PEOPLE)
    ]
    return prepare(bytes(drawn.output()), fields, datetime.now(UTC))
