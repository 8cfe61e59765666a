"""The process that reads hostile PDFs: `python -m ser_app.signing.worker`, bytes in, JSON out.

It has loaded everything once; for each question it forks a child with limits of its own (CPU 5 s,
memory 1 GB, no file written, no process started), which answers and is gone. It knows no settings
and no database, and its environment is empty.
"""

import gc
import json
import logging
import os
import resource
import sys
from importlib import import_module
from typing import Final

from ser_app.signing.carried import carried_json
from ser_app.signing.judging import judge
from ser_app.signing.rehearsal import rehearsed
from ser_app.signing.report import to_json
from ser_app.signing.wire import (
    READY,
    answer_carrying,
    asked_to_carry,
    frame,
    from_wire,
    read_frame,
    to_wire,
)

_LATER: Final = (
    "cryptography.hazmat.backends.openssl.backend",
    "csv",
    "importlib.metadata",
    "lxml.etree",
    "pikepdf",
    "pyhanko.pdf_utils.filters",
)
"""What the libraries import only when they are first asked."""
_REHEARSALS: Final = 10
CPU_SECONDS: Final = 5
MEMORY_BYTES: Final = 1024**3


def main() -> None:
    """Answer questions until standard input ends."""
    logging.disable(logging.CRITICAL)  # the library logs what it finds in hostile bytes
    _load_everything()
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    while asked := read_frame(sys.stdin.buffer):
        answer = _in_child(asked)
        sys.stdout.buffer.write(frame(answer))
        sys.stdout.buffer.flush()


def _load_everything() -> None:
    """Have ready what the first question would load: no child has to load it again."""
    for module in _LATER:
        import_module(module)
    asked = to_wire(rehearsed())
    for _ in range(_REHEARSALS):
        _found(asked)
    gc.collect()
    gc.freeze()  # children share the pages that no collection touches


def _in_child(asked: bytes) -> bytes:
    """The child's answer; empty when it died of its limits."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(asked, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        answer = answers.read()
    _, status = os.waitpid(child, 0)
    return answer if status == 0 else b""


def _answer(asked: bytes, writing: int) -> None:
    status = 1
    try:
        limit()
        answer = _found(asked)
        with os.fdopen(writing, "wb") as out:
            out.write(answer)
        status = 0
    finally:
        os._exit(status)  # neither the parent's buffers nor its handlers are the child's


def _found(asked: bytes) -> bytes:
    """The answer to either kind of question."""
    document = asked_to_carry(asked)
    if document is not None:
        return answer_carrying(carried_json(document))
    return json.dumps(to_json(judge(from_wire(asked)))).encode()


def limit() -> None:
    """Give this process the limits of one question."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
