"""What a PDF would do by itself when somebody opens it: programs, other files, forms that send.

A name can be written in several ways (`/J#61vaScript`) and hidden in compressed objects, so the
document is opened. That happens in a process of its own with little memory and time: what is made
to exhaust a machine exhausts that process alone.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any, Final

_SECONDS: Final = 5
_PATIENCE: Final = 120  # a busy machine gives the process its seconds slowly
_MOST_MEMORY: Final = 512 * 2**20
_TWO_AT_ONCE: Final = BoundedSemaphore(2)
"""However many send a document, no more processes than these have it open."""
_ACTIVE: Final = 3
_ACTS: Final = frozenset(
    {
        "/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToE",
        "/Rendition", "/RichMedia", "/EmbeddedFile", "/EmbeddedFiles", "/FileAttachment", "/XFA",
        "/Movie", "/Sound",
    }
)  # fmt: skip
"""Names of ISO 32000-2 under which something runs, is opened, is sent or is carried along."""

_ADDRESS: Final = "/URI"
_MOST_ACTIONS: Final = 1000


class Unreadable(ValueError):
    """The document could not be opened within its limits."""


def is_active(content: bytes) -> bool:
    """Whether a PDF acts by itself or carries other files.

    Args:
        content: The whole document.

    Raises:
        Unreadable: It does not open without a password, within five seconds of work and 512 MB.
    """
    command = [sys.executable, "-I", __file__]
    try:
        with _TWO_AT_ONCE:
            looked = subprocess.run(  # noqa: S603  ourselves
                command, input=content, check=False, capture_output=True, timeout=_PATIENCE
            )
    except subprocess.TimeoutExpired as error:
        raise Unreadable from error
    if looked.returncode not in (0, _ACTIVE):
        raise Unreadable
    return looked.returncode == _ACTIVE


def acts_in(content: bytes) -> set[str]:
    """The active names in a PDF; looks in this process, without limits."""
    import pikepdf  # noqa: PLC0415  slow to load, and only needed here

    with pikepdf.open(BytesIO(content)) as pdf:
        roots = [pdf.trailer, *pdf.objects]
        found = {name for root in roots for name in _names_of(root) if name in _ACTS}
        return found | {_ADDRESS for root in roots if _opens_address(root)}


def _opens_address(root: Any) -> bool:
    """Whether an object opens an address by itself; a link that somebody clicks does not."""
    import pikepdf  # noqa: PLC0415  same reason

    waiting = []
    for each in _dictionaries_in(root):
        if "/OpenAction" in each:
            waiting.append(each["/OpenAction"])
        triggers = each.get("/AA")
        if isinstance(triggers, pikepdf.Dictionary):
            waiting += [action for _, action in triggers.items()]
    for _ in range(_MOST_ACTIONS):
        if not waiting:
            return False
        action = waiting.pop()
        if isinstance(action, pikepdf.Dictionary):
            if action.get("/S") == _ADDRESS:
                return True
            following = action.get("/Next", pikepdf.Array())
            waiting += list(following) if isinstance(following, pikepdf.Array) else [following]
    return True  # so many actions that it is none of ours


def _dictionaries_in(root: Any) -> Iterator[Any]:
    """Every dictionary in an object that stands in no other one."""
    import pikepdf  # noqa: PLC0415  same reason

    waiting = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += [item for item in each if not _elsewhere(item)]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            waiting += [item for _, item in each.items() if not _elsewhere(item)]


def _names_of(root: Any) -> Iterator[str]:
    """Every name in an object that stands in no other one, as key or value."""
    import pikepdf  # noqa: PLC0415  same reason

    waiting = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Name):
            yield str(each)
        elif isinstance(each, pikepdf.Array):
            waiting += [item for item in each if not _elsewhere(item)]
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield from each.keys()
            waiting += [item for _, item in each.items() if not _elsewhere(item)]


def _elsewhere(item: Any) -> bool:
    """Whether it is looked at by itself."""
    return bool(getattr(item, "is_indirect", False))


def main() -> int:
    """Look at the document on the standard input; the answer is the exit status."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    return _ACTIVE if acts_in(sys.stdin.buffer.read()) else 0


if __name__ == "__main__":
    sys.exit(main())
