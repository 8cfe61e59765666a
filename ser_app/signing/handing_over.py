"""Carries a report from the door that took a file to the page that shows it, through the browser.

The browser hands the report back to the page; sealed, it can be neither read nor changed,
and one that was made for another document opens nowhere.
"""

import json
from typing import Final

from ser_app.base.resources import Resources
from ser_app.base.sealing import CannotOpen, seal, unseal
from ser_app.signing.report import Report, from_json, to_json

_PURPOSE: Final = "signing-report"
_LONGEST: Final = 200_000


def sealed_report(res: Resources, document: str, report: Report) -> str:
    """A report as a text for the browser, bound to the number of a document."""
    value = json.dumps(to_json(report), separators=(",", ":")).encode()
    return seal(res.settings.secret_key.get_secret_value(), _PURPOSE, document, value)


def opened_report(res: Resources, document: str, sealed: object) -> Report | None:
    """The report that was sealed for a document; None for anything else."""
    if not isinstance(sealed, str) or not 0 < len(sealed) <= _LONGEST:
        return None
    try:
        value = unseal(res.settings.secret_key.get_secret_value(), _PURPOSE, document, sealed)
    except CannotOpen:
        return None
    return from_json(json.loads(value))
