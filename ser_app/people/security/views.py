"""What the screen shows of sessions and of a telephone that is being enrolled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import segno

from ser_app.people.models import UserSession
from ser_app.people.own_sessions import key_of
from ser_app.web.words import ago, moment

_BROWSERS: Final = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class SessionView:
    """One signed-in browser."""

    key: str
    device: str
    address: str
    since: str
    used: str
    own: bool


def session_view(session: UserSession, own_id: int, now: datetime) -> SessionView:
    """Show a session."""
    own = session.id == own_id
    return SessionView(
        key=key_of(session),
        device=device_of(session.user_agent),
        address=session.address or "desconocida",
        since=moment(session.created_at),
        used="ahora" if own else ago(session.last_seen_at, now),
        own=own,
    )


def device_of(user_agent: str) -> str:
    """A browser in words: «Firefox en Windows»."""
    browser = next((word for mark, word in _BROWSERS if mark in user_agent), "")
    system = next((word for mark, word in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} en {system}"
    return browser or system or "Otro dispositivo"


def qr_path(content: str) -> tuple[str, str]:
    """A QR code as an SVG path, one unit a module with its quiet zone, and its `viewBox`."""
    matrix = [list(row) for row in segno.make(content, error="m", micro=False).matrix]
    quiet = 4
    marks = [
        f"M{column + quiet} {line + quiet}h1v1h-1z"
        for line, row in enumerate(matrix)
        for column, dark in enumerate(row)
        if dark
    ]
    side = len(matrix) + 2 * quiet
    return "".join(marks), f"0 0 {side} {side}"
