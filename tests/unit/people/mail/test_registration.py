"""Outside of a demonstration its mailbox does not exist: neither page nor handler."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[4]
_LIST = """
import ser_app.ser_app as assembled
from reflex_base.registry import RegistrationContext
print([name for name in RegistrationContext.get().event_handlers if "mailbox" in name.lower()])
print([route for route in assembled.app._unevaluated_pages if "correo" in route])
"""


@pytest.mark.parametrize(("mode", "exists"), [("demo", True), ("production", False)])
def test_the_mailbox_is_registered_in_a_demonstration_only(
    tmp_path: Path, mode: str, exists: bool
) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SER_")},
        "SER_MODE": mode,
        "SER_DATABASE_URL": f"sqlite:///{tmp_path / 'ser.db'}",
        "SER_SECRET_KEY": "una-clave-propia-y-larga-de-veras-42",
        "SER_PLACETOPAY_SECRET_KEY": "otra-clave-propia-y-larga",
        "SER_PLACETOPAY_URL": "https://pasarela.example",
        "SER_PUBLIC_URL": "https://ser.example",
        "SER_MAIL_HOST": "correo.example",
        "SER_MAIL_SENDER": "ser@mintic.example",
    }
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", _LIST],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    handlers, routes = done.stdout.strip().splitlines()[-2:]
    assert ("MailboxState.open" in handlers or "mailbox_state.open" in handlers) is exists
    assert ("demostracion/correo" in routes) is exists
    assert "'correos'" in routes
