"""A real server for the tests: own process, own port, own database."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import randbelow

import httpx

from tests.support.databases import demonstration_url

PROJECT = Path(__file__).resolve().parents[2]
IMPATIENT = {"SER_POLL_FIRST_SECONDS": "3", "SER_POLL_SHORTEST_SECONDS": "2"}
"""Settings of a server that asks a bank again soon."""
UNHURRIED = {
    "SER_EVENTS_PER_SECOND": "100000",
    "SER_REQUESTS_PER_SECOND": "100000",
    "SER_SOCKETS_PER_SECOND": "100000",
    "SER_KEY_REQUESTS_PER_SECOND": "100000",
}
"""Settings of a server that never slows a program down, which is faster than any person."""
_FIRST_PORT, _PORTS = 10_000, 20_000
_PATIENCE_SECONDS = 240  # a busy machine starts slowly; whoever waits less fails for no fault


@dataclass
class Server:
    """A server under test.

    Attributes:
        url: Its address without a slash at the end.
        database_url: The address of the database behind it.
        log: What it prints.
    """

    url: str
    port: int
    database_url: str
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ser_app", "serve"],
                cwd=PROJECT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_ready()

    def stop(self, *, kill: bool = False) -> None:
        """Stop it; with `kill` as a power cut would."""
        if self.process is None:
            return
        if kill:
            os.killpg(self.process.pid, signal.SIGKILL)  # the workers too
        else:
            self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)  # no worker outlives it
            self.process.wait(timeout=60)
        self.process = None

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"The server ended: {self.log.read_text()}")
            try:
                if httpx.get(f"{self.url}/ping", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            pause()
        raise RuntimeError(f"The server did not answer: {self.log.read_text()}")


def pause() -> None:
    """Let a moment pass between two looks at a condition, never instead of one."""
    import threading

    threading.Event().wait(0.1)


def free_port() -> int:
    """A port that nobody uses, below those that a machine gives to outgoing connections.

    A port of theirs could be given away before the server starts, which takes it some seconds.
    """
    for _ in range(1000):
        port = _FIRST_PORT + randbelow(_PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("No port is free")


def make_server(folder: Path, database_url: str, **settings: str) -> Server:
    """Describe a server over a database; `settings` are environment variables."""
    port = free_port()
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("SER_")},
        "PORT": str(port),
        "SER_DATABASE_URL": database_url,
        **settings,
    }
    return Server(
        f"http://localhost:{port}", port, database_url, folder / "server.log", environment
    )


@contextmanager
def running_server(folder: Path, **settings: str) -> Iterator[Server]:
    """A running demonstration over its own database, stopped at the end."""
    with demonstration_url(folder) as address:
        server = make_server(folder, address, **settings)
        try:
            server.start()
            yield server
        finally:
            server.stop()
