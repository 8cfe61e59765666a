"""A report without signatures: all that the gate, or a worker that died, can say."""

from typing import Any

from ser_app.base.tokens import sha256_hex
from ser_app.signing.gate import Shape
from ser_app.signing.issued import Question
from ser_app.signing.report import Report
from ser_app.signing.texts import SENTENCES


def plain_report(question: Question, code: str, found: Shape, detail: dict[str, Any]) -> Report:
    """A report without signatures."""
    verdict, sentence = SENTENCES[code]
    return Report(
        verdict=verdict,
        code=code,
        sentence=sentence,
        detail={
            "received_at": question.received_at.isoformat(),
            "revisions": found.revisions,
            "byte_ranges": found.signatures,
            **detail,
        },
        number=question.issued.number,
        sha256=sha256_hex(question.copy),
        issued_sha256=sha256_hex(question.issued.content),
        size=len(question.copy),
    )
