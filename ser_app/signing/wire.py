"""How a question goes to the worker: four bytes of length, then JSON with its bytes in base 64.

There are two kinds: what a signed copy is worth, and which liquidation a PDF carries inside.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Final

from ser_app.signing.issued import ExpectedSigner, Issued, Question, Trust

LENGTH_BYTES: Final = 4
READY: Final = b"R"
"""What a worker says once, when it has loaded everything."""
MOST_FRAME: Final = 256 * 1024 * 1024
_CARRYING: Final = "carrying"
_CARRIES: Final = b'{"carrying"'


def frame(content: bytes) -> bytes:
    """One frame."""
    return len(content).to_bytes(LENGTH_BYTES, "big") + content


def read_frame(source: IO[bytes]) -> bytes:
    """The next frame; empty at the end."""
    head = source.read(LENGTH_BYTES)
    size = int.from_bytes(head, "big")
    if len(head) < LENGTH_BYTES or size > MOST_FRAME:
        return b""
    return source.read(size)


def to_wire(question: Question) -> bytes:
    """A question as the worker reads it."""
    issued, trust = question.issued, question.trust
    return json.dumps(
        {
            "copy": _text(question.copy),
            "number": issued.number,
            "content": _text(issued.content),
            "made_at": issued.made_at.isoformat() if issued.made_at else None,
            "signers": [[s.role, s.title, s.name, s.document] for s in issued.signers],
            "roots": _texts(trust.roots),
            "issuers": _texts(trust.issuers),
            "crls": _texts(trust.crls),
            "seal": _text(trust.seal),
            "timestamp_roots": _texts(trust.timestamp_roots),
            "digital_signature_enough": trust.digital_signature_enough,
            "received_at": question.received_at.isoformat(),
        }
    ).encode()


def from_wire(content: bytes) -> Question:
    """The question that `to_wire` wrote."""
    read = json.loads(content)
    return Question(
        copy=b64decode(read["copy"]),
        issued=Issued(
            number=read["number"],
            content=b64decode(read["content"]),
            signers=tuple(
                ExpectedSigner(role=role, title=title, name=name, document=document)
                for role, title, name, document in read["signers"]
            ),
            made_at=datetime.fromisoformat(read["made_at"]) if read["made_at"] else None,
        ),
        trust=Trust(
            roots=_many(read["roots"]),
            issuers=_many(read["issuers"]),
            crls=_many(read["crls"]),
            seal=b64decode(read["seal"]),
            timestamp_roots=_many(read["timestamp_roots"]),
            digital_signature_enough=read["digital_signature_enough"],
        ),
        received_at=datetime.fromisoformat(read["received_at"]),
    )


def carrying_question(content: bytes) -> bytes:
    """The question which liquidation a PDF carries."""
    return json.dumps({_CARRYING: _text(content)}).encode()


def asked_to_carry(asked: bytes) -> bytes | None:
    """The PDF of such a question; None when the question is about a signed copy."""
    found = json.loads(asked).get(_CARRYING) if asked.startswith(_CARRIES) else None
    return None if found is None else b64decode(found)


def carrying_answer(answer: bytes) -> bytes:
    """What `answer_carrying` wrote."""
    return b64decode(json.loads(answer)["carried"])


def answer_carrying(carried: bytes) -> bytes:
    """The worker's answer: the JSON as it stands in the file, unread; empty when there is none."""
    return json.dumps({"carried": _text(carried)}).encode()


def _text(content: bytes) -> str:
    return b64encode(content).decode()


def _texts(contents: Iterable[bytes]) -> list[str]:
    return [_text(each) for each in contents]


def _many(texts: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(b64decode(each) for each in texts)
