"""Revocation lists: fetched, believed only from whom we trust, and the last good one kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.signing import repository
from ser_app.signing.demo_authority import DemoAuthority, create
from ser_app.signing.models import RevocationList
from ser_app.signing.revocation import refresh, stale
from ser_app.signing.trust import current_trust
from tests.support.signing.kit import BORN, NOW

ADDRESS = "http://listas.example/emisora.crl"


@pytest.fixture
def authority(tmp_path: Path) -> DemoAuthority:
    made = create(BORN, key="ec")
    (tmp_path / "roots.pem").write_bytes(made.roots_pem)
    (tmp_path / "issuers.pem").write_bytes(made.issuers_pem)
    return made


@pytest.fixture
def configured(res: Resources, tmp_path: Path, clock: MovableClock) -> Resources:
    clock.instant = NOW
    chosen = {"signing_trust": str(tmp_path), "signing_crls": f" {ADDRESS} ,"}
    return replace(res, settings=res.settings.model_copy(update=chosen))


def kept(res: Resources) -> RevocationList:
    with res.database.reading() as unit:
        (only,) = repository.revocation_lists(unit)
        return only


def serving(content: bytes) -> Callable[[str], bytes]:
    def fetch(address: str) -> bytes:
        assert address == ADDRESS
        return content

    return fetch


def test_a_list_is_fetched_and_believed(configured: Resources, authority: DemoAuthority) -> None:
    content = authority.crls(NOW)[1]
    assert refresh(configured, serving(content)) == {}
    assert current_trust(configured).crls == (content,)
    assert kept(configured).expires_at == NOW + timedelta(days=7)


def test_the_last_good_list_stays(configured: Resources, authority: DemoAuthority) -> None:
    content = authority.crls(NOW)[1]
    refresh(configured, serving(content))

    def silent(_: str) -> bytes:
        raise httpx.ConnectTimeout("nobody answers")

    assert refresh(configured, silent) == {ADDRESS: "nobody answers"}
    assert kept(configured).content == content
    assert kept(configured).problem == "nobody answers"


def test_an_older_list_takes_no_newer_ones_place(
    configured: Resources, authority: DemoAuthority
) -> None:
    refresh(configured, serving(authority.crls(NOW)[1]))
    refresh(configured, serving(authority.crls(NOW - timedelta(days=3))[1]))
    assert kept(configured).published_at == NOW


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: create(BORN, key="ec").crls(NOW)[1], id="of another authority"),
        pytest.param(lambda: b"<html>not found</html>", id="no list"),
    ],
)
@pytest.mark.usefixtures("authority")
def test_what_nobody_trusted_signed_is_not_kept(
    configured: Resources, content: Callable[[], bytes]
) -> None:
    assert list(refresh(configured, serving(content()))) == [ADDRESS]
    assert current_trust(configured).crls == ()


def test_a_list_past_its_day_is_told(configured: Resources, authority: DemoAuthority) -> None:
    refresh(configured, serving(authority.crls(NOW)[1]))
    with configured.database.reading() as unit:
        assert stale(unit, NOW) == []
        assert [each.address for each in stale(unit, NOW + timedelta(days=8))] == [ADDRESS]
