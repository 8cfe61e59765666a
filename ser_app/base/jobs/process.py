"""How a process is named, and whether one of this machine still lives."""

import os
import secrets
import socket
from dataclasses import dataclass
from typing import Final

_MARK_BYTES: Final = 3


@dataclass(frozen=True, slots=True)
class Process:
    """A process as it signs its claims.

    Attributes:
        machine: Its machine's name.
        pid: Its number there.
        mark: Tells it from another one that gets the same number later, as in a container.
    """

    machine: str
    pid: int
    mark: str

    @property
    def name(self) -> str:
        """How it signs: `machine:pid/mark`."""
        return f"{self.machine}:{self.pid}/{self.mark}"

    def knows_dead(self, name: str) -> bool:
        """Whether a process is surely gone; False for those of other machines."""
        machine, _, rest = name.rpartition(":")
        number, _, mark = rest.partition("/")
        if machine != self.machine or not number.isdigit():
            return False
        if int(number) == self.pid:
            return mark != self.mark
        return not _lives(int(number))


def this_process() -> Process:
    """The present process with a fresh mark; each runner has its own."""
    return Process(socket.gethostname(), os.getpid(), secrets.token_hex(_MARK_BYTES))


def short_name(name: str) -> str:
    """A signature without its mark, for people."""
    return name.partition("/")[0]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
