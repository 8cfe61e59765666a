"""Handing a mail to the SMTP server of the settings (RFC 5321, RFC 3207, RFC 4954)."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Final

from ser_app.settings import Settings

_PATIENCE_SECONDS: Final = 20
_PERMANENT: Final = range(500, 600)


class MailRejected(Exception):
    """The server will never take this mail: trying again makes no sense."""


def deliver(settings: Settings, message: EmailMessage) -> None:
    """Send one mail; the secret is only sent over TLS.

    Raises:
        MailRejected: The server refused the recipient or the mail for good.
        OSError: Anything else, smtplib's errors included; worth another try.
    """
    with _connected(settings) as server:
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_secret.get_secret_value())
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            if all(code in _PERMANENT for code in codes):
                raise MailRejected(f"recipient {codes[0]}") from error
            raise
        except smtplib.SMTPDataError as error:
            if error.smtp_code in _PERMANENT:
                raise MailRejected(f"data {error.smtp_code}") from error
            raise


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port = settings.mail_host, settings.mail_port
    if settings.mail_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=_PATIENCE_SECONDS, context=context)
    server = smtplib.SMTP(host, port, timeout=_PATIENCE_SECONDS)
    if settings.mail_security == "starttls":
        try:
            # Refused where the server, or somebody in between, does not offer it.
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def reason(error: Exception) -> str:
    """What went wrong, for people who look after the server: kind and code, no words of others."""
    if isinstance(error, MailRejected):
        return f"rechazado por el servidor ({error})"
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
