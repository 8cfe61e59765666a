"""Settings from the environment (prefix `SER_`); default secrets are refused outside demo mode."""

from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
_SHORTEST_SECRET = 16
_DEMO_SECRET = "demostracion-no-usar-en-produccion"  # noqa: S105  refused outside demo mode


class Settings(BaseSettings):
    """What may differ between two installations.

    Attributes:
        mode: `demo` (fictitious data, movable business day, gateway sandbox) or `production`.
        database_url: SQLAlchemy address; by default an SQLite file under `var/`.
        secret_key: Keys verification codes and other keyed hashes; at least 32 characters.
        public_url: Address under which people reach the application; links in FURs use it.
            Empty: `http://localhost:<port>`.
        host: Address on which the server listens; only this machine unless set otherwise, since
            the demonstration's passwords are published.
        port: TCP port of page, socket and API.
        trusted_proxies: Addresses or networks of the proxies in front, separated by commas; only
            what they add to `X-Forwarded-For` is believed.
        secure_cookies: Send the session cookie over TLS only; on in production.
        session_idle_minutes: A session without events ends after this time.
        session_hours: A session ends after this time whatever happens.
        second_factor: `required` (the Ministry's people to come in, signers to sign) or `optional`;
            empty: required in production, optional in a demonstration.
        gateway: In which payment gateway new payments by PSE begin; those that began in the other
            one are asked about there for as long as its address is set.
        placetopay_url: Base address of PlacetoPay; empty in demo mode: the built-in sandbox.
        wompi_url: Base address of Wompi with its version, as `https://production.wompi.co/v1`;
            empty in demo mode: the built-in sandbox.
        wompi_public_key: Wompi's public key of the merchant.
        wompi_private_key: Its private key, which looks payments up by reference.
        wompi_integrity_secret: Signs what we ask for.
        wompi_events_secret: Signs what Wompi tells us.
        gateway_seconds: How long a gateway may take to answer before it counts as silent.
        payment_minutes: Minutes during which a payment session can be used at the gateway.
        poll_first_seconds: When the job first asks the gateway about a session, from its creation.
        poll_shortest_seconds: Shortest wait between two such questions of the first hour.
        poll_longest_seconds: Longest wait between two of the first hour.
        sandbox_scenario: What the gateway sandbox does by itself; `person` lets people choose.
        sandbox_notices: Its notifications: `once`, `lost`, `twice` or `late`.
        sandbox_settle_seconds: How long its banks take when they decide later.
        collection_gln: GLN-13 (IAC) of the collection agreement, printed in the bar code.
        clock_name: What the machine's clock follows, as receipts name it; in production the legal
            time of Colombia (Instituto Nacional de Metrología).
        jobs: `inside`: the process that serves works off the jobs too; `worker`: it leaves them to
            `python -m ser_app worker`.
        beat_seconds: How often a running process says that it is up.
        requests_per_second: Requests to routes of ours that an address may keep up; ten times as
            many at once.
        key_requests_per_second: Requests that one API key may keep up; ten times as many at once.
        events_per_second: Events that a tab may keep up; five times as many at once, and an
            address five times what a tab may.
        sockets_per_second: Sockets that an address may keep opening; ten times as many at once.
        mail_host: SMTP server that takes our mail; needed in production, unused in a demonstration,
            which sends nothing.
        mail_port: Its TCP port.
        mail_security: `starttls` (port 587), `tls` (port 465), or `none`, only without a user.
        mail_user: Whom we sign in as at the server; empty: nobody.
        mail_secret: That user's password.
        mail_sender: Our own address, in `From`.
        remind_days_before: Days before a due day on which it is told by mail, separated by commas.
        remind_days_after: Days after it on which it is told again while it is not settled.
        remind_every_days: Days between the reminders that follow that one.
        remind_most_after: How many follow it.
        audit_anchor_file: Where the head of the audit's chain is written down once a day; best on
            a disk that nobody of the installation can change. Empty: nowhere.
        seal_certificate: PEM file of the certificate with which FURs are sealed, its issuers after
            it. Empty: FURs carry no seal.
        seal_key: PEM file of its private key, readable by the server alone.
        signing_trust: Folder of the trust list: `roots.pem` (accredited authorities),
            `issuers.pem` (their issuing ones), `timestamp-roots.pem`, and lists `*.crl` that are
            put there by hand. Empty: nobody is trusted, so that nothing is filed by digital
            signature; a demonstration uses its own throw-away authority.
        signing_crls: Addresses of revocation lists, separated by commas, that a job fetches.
        signing_key_usage: `non_repudiation`, or `digital_signature` to accept certificates whose
            key usage has that alone.
        timestamp_url: Timestamp server (RFC 3161) that vouches for when a signed FUR was
            received; empty: none, said so as «sin estampa».
        contact_phone: Telephone of the help desk, named in the texts that ACH requires.
        contact_email: Mail of the help desk.
    """

    model_config = SettingsConfigDict(env_prefix="SER_", env_file=".env", extra="ignore")

    mode: Literal["demo", "production"] = "demo"
    database_url: str = f"sqlite:///{PROJECT / 'var' / 'ser.db'}"
    secret_key: SecretStr = SecretStr(_DEMO_SECRET)
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=3000, validation_alias="PORT", ge=1, le=65535)
    trusted_proxies: str = ""
    secure_cookies: bool = False
    session_idle_minutes: int = Field(default=30, ge=1)
    session_hours: int = Field(default=10, ge=1)
    second_factor: Literal["", "required", "optional"] = ""
    gateway: Literal["placetopay", "wompi"] = "placetopay"
    placetopay_url: str = ""
    placetopay_login: str = "demo-login"
    placetopay_secret_key: SecretStr = SecretStr(_DEMO_SECRET)
    wompi_url: str = ""
    wompi_public_key: str = "pub_test_demostracion"
    wompi_private_key: SecretStr = SecretStr(_DEMO_SECRET)
    wompi_integrity_secret: SecretStr = SecretStr(_DEMO_SECRET)
    wompi_events_secret: SecretStr = SecretStr(_DEMO_SECRET)
    gateway_seconds: int = Field(default=20, ge=1)
    payment_minutes: int = Field(default=30, ge=5)
    poll_first_seconds: int = Field(default=7 * 60, ge=1)
    poll_shortest_seconds: int = Field(default=5 * 60, ge=1)
    poll_longest_seconds: int = Field(default=12 * 60, ge=1)
    sandbox_scenario: str = "person"
    sandbox_notices: str = "once"
    sandbox_settle_seconds: int = Field(default=20, ge=0)
    collection_gln: str = "7709998726789"
    clock_name: str = "Reloj del servidor"
    jobs: Literal["inside", "worker"] = "inside"
    beat_seconds: float = Field(default=5, gt=0, le=60)
    requests_per_second: int = Field(default=10, ge=1)
    key_requests_per_second: int = Field(default=5, ge=1)
    events_per_second: int = Field(default=20, ge=1)
    sockets_per_second: int = Field(default=10, ge=1)
    mail_host: str = ""
    mail_port: int = Field(default=587, ge=1, le=65535)
    mail_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_user: str = ""
    mail_secret: SecretStr = SecretStr("")
    mail_sender: str = "ser@demo.ser"
    remind_days_before: str = "10,3"
    remind_days_after: int = Field(default=1, ge=1, le=60)
    remind_every_days: int = Field(default=30, ge=8, le=365)
    remind_most_after: int = Field(default=6, ge=0, le=24)
    audit_anchor_file: str = ""
    seal_certificate: str = ""
    seal_key: str = ""
    signing_trust: str = ""
    signing_crls: str = ""
    signing_key_usage: Literal["non_repudiation", "digital_signature"] = "non_repudiation"
    timestamp_url: str = ""
    contact_phone: str = "(601) 344 34 60"
    contact_email: str = "ser@mintic.gov.co"

    @property
    def demo(self) -> bool:
        """Whether fictitious data and the movable business day are on."""
        return self.mode == "demo"

    @property
    def second_factor_required(self) -> bool:
        """Whether those who need a second factor are held to it."""
        return self.second_factor == "required" or (not self.second_factor and not self.demo)

    @property
    def cookies_over_tls(self) -> bool:
        """Whether the session cookie travels over TLS only: wherever people come by https."""
        https = self.public_url.startswith("https://")
        return self.secure_cookies or not self.demo or https

    @property
    def base_url(self) -> str:
        """Address of the application without a slash at the end."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def remind_days_before_due(self) -> frozenset[int]:
        """The days of `remind_days_before`."""
        return frozenset(int(part) for part in self.remind_days_before.split(",") if part.strip())

    @model_validator(mode="after")
    def _refuse_demo_secrets(self) -> Self:
        if self.demo:
            return self
        weak = [
            name
            for name in self._secrets_in_use()
            if (value := getattr(self, name).get_secret_value()) == _DEMO_SECRET
            or len(value) < _SHORTEST_SECRET
        ]
        if weak:
            names = ", ".join(f"SER_{name.upper()}" for name in weak)
            raise ValueError(
                f"En producción hacen falta secretos propios: defina {names} (16 caracteres o más)."
            )
        address = f"{self.gateway}_url"
        if not getattr(self, address) or not self.public_url:
            raise ValueError(f"En producción defina SER_{address.upper()} y SER_PUBLIC_URL.")
        return self

    def _secrets_in_use(self) -> list[str]:
        names = ["secret_key"]
        if self.gateway == "placetopay" or self.placetopay_url:
            names.append("placetopay_secret_key")
        if self.gateway == "wompi" or self.wompi_url:
            names += ["wompi_private_key", "wompi_integrity_secret", "wompi_events_secret"]
        return names

    @model_validator(mode="after")
    def _refuse_half_a_seal(self) -> Self:
        if bool(self.seal_certificate) != bool(self.seal_key):
            raise ValueError("Defina juntos SER_SEAL_CERTIFICATE y SER_SEAL_KEY, o ninguno.")
        return self

    @field_validator("remind_days_before")
    @classmethod
    def _refuse_what_is_no_day(cls, text: str) -> str:
        days = [part.strip() for part in text.split(",") if part.strip()]
        if not all(each.isascii() and each.isdigit() and 0 < int(each) <= 60 for each in days):  # noqa: PLR2004  days
            raise ValueError("SER_REMIND_DAYS_BEFORE: escriba días de 1 a 60, como «10,3».")
        return text

    @field_validator("trusted_proxies")
    @classmethod
    def _refuse_what_is_no_network(cls, text: str) -> str:
        for part in text.split(","):
            if part.strip():
                ip_network(part.strip())  # its ValueError names the part
        return text

    @model_validator(mode="after")
    def _refuse_mail_that_cannot_leave(self) -> Self:
        if self.mail_user and self.mail_security == "none":
            raise ValueError(
                "La clave del correo no viaja sin cifrar: defina SER_MAIL_SECURITY=starttls o tls."
            )
        unset = not self.mail_host or "mail_sender" not in self.model_fields_set
        if not self.demo and unset:
            raise ValueError("En producción defina SER_MAIL_HOST y SER_MAIL_SENDER.")
        return self


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
