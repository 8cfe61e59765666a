"""What the processes of a fault run share: their time, their addresses, how much goes wrong."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import time
from typing import Any

from ser_app.base.clock import MovableClock, bogota_day

LOGIN = "fault-run"
WOMPI_PATH = "/wompi"
SECRET = "a secret of the fault run"
BANK = "1040"
"""A bank of Wompi's sandbox that lets the person choose."""
NOON = datetime(2013, 6, 20, 15, tzinfo=UTC)
"""When a run begins: ten in the morning in Bogotá, with hours left of the FURs' day."""


class FastClock(MovableClock):
    """A clock that all processes of a run share, and that runs some times faster than real time.

    Args:
        started: Real time (seconds of the epoch) at which the run began.
        speed: How many seconds pass in one.
        leap: What was skipped since.
    """

    def __init__(self, started: float, speed: float, leap: timedelta = timedelta()) -> None:
        super().__init__()
        self._started, self._speed, self._leap = started, speed, leap

    def now(self) -> datetime:
        """The instant of the run."""
        return NOON + self._leap + timedelta(seconds=(time() - self._started) * self._speed)

    def today(self) -> date:
        """Its day in Bogotá."""
        return bogota_day(self.now())


@dataclass
class World:
    """A run, as its processes are told of it.

    Attributes:
        database: Address of the server's database, which is killed with it.
        bank_database: That of the bank, which nothing kills.
        faults: Shares of what goes wrong at the bank; see the sandbox's `Faults`.
        speed: How many seconds of the run pass in a real one.
        leap_days: Days skipped so far.
        seed: What is random is drawn from it; the order in which processes work is not.
    """

    database: str
    bank_database: str
    port: int
    bank_port: int
    gateway: str = "placetopay"
    seed: int = 1
    speed: float = 30.0
    started: float = field(default_factory=time)
    leap_days: int = 0
    faults: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def bank_url(self) -> str:
        """Address of the bank."""
        return f"http://127.0.0.1:{self.bank_port}"

    @property
    def clock(self) -> FastClock:
        """The time of the run."""
        return FastClock(self.started, self.speed, timedelta(days=self.leap_days))

    def settings(self) -> dict[str, Any]:
        """The server's settings: impatient, so that a run need not last for hours."""
        return {
            "database_url": self.database,
            "port": self.port,
            "gateway": self.gateway,
            "placetopay_url": self.bank_url,
            "placetopay_login": LOGIN,
            "placetopay_secret_key": SECRET,
            "wompi_url": f"{self.bank_url}{WOMPI_PATH}/v1",
            "wompi_private_key": f"{SECRET}, private",
            "wompi_integrity_secret": f"{SECRET}, integrity",
            "wompi_events_secret": f"{SECRET}, events",
            "payment_minutes": 10,
            "poll_first_seconds": 60,
            "poll_shortest_seconds": 60,
            "poll_longest_seconds": 120,
            "gateway_seconds": 2,
        }

    def save(self, file: Path) -> Path:
        """Write it down for a process that is about to start."""
        file.write_text(json.dumps(asdict(self)))
        return file

    @classmethod
    def load(cls, file: Path) -> "World":
        """Read it in such a process."""
        return cls(**json.loads(file.read_text()))
