"""A small SMTP server of the tests: it speaks the wire, keeps what it takes, fails when told."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread


@dataclass
class MailServer:
    """What it was told and what it took.

    Attributes:
        port: Where it listens, on this machine.
        answers: Verb → the answer to give instead of taking it: `{"RCPT": "550 no"}`.
        taken: The mails that it took, as they came.
        heard: Every line that a client sent, outside of mails.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        """The mails that it took, read."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.taken]


_USUAL = {"EHLO": "250-prueba\r\n250 8BITMIME", "QUIT": "221 bye"}


def _handler(server: MailServer) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def _say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def _take(self) -> None:
            self._say("354 go on")
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line[1:] if line.startswith(b".") else line)
            server.taken.append(b"".join(lines))
            self._say("250 taken")

        def handle(self) -> None:
            self._say("220 prueba")
            while line := self.rfile.readline().decode().rstrip("\r\n"):
                server.heard.append(line)
                verb = line.split(" ")[0].upper()
                if verb == "DATA" and verb not in server.answers:
                    self._take()
                else:
                    self._say(server.answers.get(verb) or _USUAL.get(verb, "250 ok"))
                if verb == "QUIT":
                    return

    return Handler


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a free port, stopped at the end."""
    kept = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(kept)) as listening:
        listening.daemon_threads = True
        kept.port = listening.server_address[1]
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield kept
        finally:
            listening.shutdown()
            thread.join()
