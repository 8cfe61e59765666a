"""A mail as it travels: who, what and nothing that a value could add to its headers."""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final

from ser_app.base.errors import Refused

LONGEST_ADDRESS: Final = 254
"""RFC 5321, 4.5.3.1.3: a path of 256 octets with its two angle brackets."""
_LONGEST_SUBJECT: Final = 200
_LONGEST_TEXT: Final = 20_000
# Narrower than RFC 5322: no quoted local parts, comments or lists; a domain of two labels or more.
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)


def checked_address(address: str) -> str:
    """One mail address, without anything around it.

    Raises:
        Refused: It is no address, or more than one.
    """
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise Refused("email_invalid", "Escriba un correo como nombre@empresa.co.", field="email")
    try:
        Address(addr_spec=address)
    except (ValueError, IndexError):  # what the standard library's stricter parser refuses
        raise Refused(
            "email_invalid", "Escriba un correo como nombre@empresa.co.", field="email"
        ) from None
    return address


def checked_subject(subject: str) -> str:
    """A subject of one line of printable characters.

    Raises:
        Refused: It is empty, too long, or holds a line break or another control character.
    """
    if not subject.strip() or len(subject) > _LONGEST_SUBJECT or not subject.isprintable():
        raise Refused("mail_subject_invalid", "El asunto del correo no se puede enviar.")
    return subject


def checked_text(text: str) -> str:
    """A body whose only control characters are line breaks and tabs.

    Raises:
        Refused: It is empty, too long, or holds something else.
    """
    visible = all(each.isprintable() or each in "\n\t" for each in text)
    if not text.strip() or len(text) > _LONGEST_TEXT or not visible:
        raise Refused("mail_text_invalid", "El texto del correo no se puede enviar.")
    return text


def compose(
    *, identity: str, sender: str, recipient: str, subject: str, text: str, at: datetime
) -> EmailMessage:
    """Write the mail: plain text in UTF-8, one recipient.

    Args:
        identity: Public id of the mail; the same in each try, so that a mail that arrives twice
            can be told.
        sender: Our own address.
        recipient: One address.
        subject: One line.
        text: The body.
        at: When it was decided to send it.

    Raises:
        Refused: A value could change the headers; checked again here, whoever wrote the row.
    """
    message = EmailMessage()
    message["From"] = Address("SER", addr_spec=checked_address(sender))
    message["To"] = Address(addr_spec=checked_address(recipient))
    message["Subject"] = checked_subject(subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{identity}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine answers
    message.set_content(checked_text(text))
    return message
