"""What an installation refuses to start with."""

import pytest

from ser_app.settings import Settings

PRODUCTION = {
    "mode": "production",
    "secret_key": "una-clave-propia-y-larga-de-veras-42",
    "placetopay_secret_key": "otra-clave-propia-y-larga",
    "placetopay_url": "https://pasarela.example",
    "public_url": "https://ser.example",
    "mail_host": "correo.example",
    "mail_sender": "ser@mintic.example",
}


def _settings(**values: str) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]  # text, as from outside


def test_production_starts_with_everything_that_it_needs() -> None:
    assert _settings(**PRODUCTION).mode == "production"


@pytest.mark.parametrize("name", ["secret_key", "placetopay_url", "mail_host", "mail_sender"])
def test_production_does_not_start_without(name: str) -> None:
    with pytest.raises(ValueError, match=name.upper()):
        _settings(**{key: value for key, value in PRODUCTION.items() if key != name})


WOMPI = {
    "gateway": "wompi",
    "wompi_url": "https://production.wompi.example/v1",
    "wompi_private_key": "una-llave-privada-y-larga",
    "wompi_integrity_secret": "un-secreto-de-integridad",
    "wompi_events_secret": "un-secreto-de-eventos",
}


def test_the_other_gateway_needs_its_own_secrets_and_not_the_first_ones() -> None:
    given = {key: value for key, value in PRODUCTION.items() if "placetopay" not in key} | WOMPI
    assert _settings(**given).gateway == "wompi"
    for name in WOMPI.keys() - {"gateway"}:
        with pytest.raises(ValueError, match=f"SER_{name.upper()}"):
            _settings(**{key: value for key, value in given.items() if key != name})


def test_a_gateway_that_only_old_payments_use_needs_its_secrets_too() -> None:
    assert _settings(**PRODUCTION, **WOMPI).placetopay_url
    with pytest.raises(ValueError, match="SER_PLACETOPAY_SECRET_KEY"):
        _settings(**PRODUCTION | WOMPI | {"placetopay_secret_key": "corto"})


def test_the_secret_of_the_mail_server_is_never_sent_in_the_clear() -> None:
    with pytest.raises(ValueError, match="SER_MAIL_SECURITY"):
        _settings(**PRODUCTION, mail_user="ser", mail_security="none")
