"""Whether an account exists cannot be told by how long an answer takes."""

from statistics import median
from time import perf_counter

import httpx
import pytest

from tests.integration.attack.conftest import Tried
from tests.support.attack import from_elsewhere, rows
from tests.support.server import Server

# Without the work that is done for unknown accounts too, theirs take a twentieth.
MOST_APART = 2.5


def seconds(client: httpx.Client, path: str, **form: str) -> float:
    begun = perf_counter()
    answer = client.post(path, data=form, headers=from_elsewhere())
    assert answer.status_code == httpx.codes.SEE_OTHER
    return perf_counter() - begun


@pytest.mark.server
@pytest.mark.parametrize("path", ["/sesion/entrar", "/sesion/recuperar"])
def test_known_and_unknown_accounts_take_alike(server: Server, tried: Tried, path: str) -> None:
    """Taken in turns, each account once: neither locks nor a busy machine tell them apart."""
    query = "SELECT email FROM app_user WHERE suspended_at IS NULL AND email LIKE '%caribe%' OR "
    query += "email LIKE '%sierra%' OR email LIKE '%llanera%'"
    emails = [str(email) for (email,) in rows(server, query)]
    known, unknown = [], []
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}, timeout=30) as client:
        seconds(client, path, email="primero@demo.ser", password="calentar")
        for email in emails:
            known.append(seconds(client, path, email=email, password="equivocada"))
            unknown.append(seconds(client, path, email=f"no.{email}", password="equivocada"))
    ratio = median(known) / median(unknown)
    assert 1 / MOST_APART < ratio < MOST_APART, (median(known), median(unknown))
    tried(f"enumeration by timing, {path}", 2 * len(emails))
