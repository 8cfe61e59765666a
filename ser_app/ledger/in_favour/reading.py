"""Reads what was typed; types are not enforced on the wire, so nothing is taken on trust."""

from collections.abc import Mapping
from typing import Any, Final

from ser_app.law.money import read_pesos
from ser_app.ledger.in_favour.asking import Wanted

_LONGEST: Final = 600


def read_wanted(form: Mapping[str, Any]) -> Wanted:
    """What a person asks back."""
    return Wanted(
        key=read_text(form, "clave"),
        amount=read_pesos(read_text(form, "monto")) or 0,
        bank=read_text(form, "banco"),
        account_type=read_text(form, "tipo"),
        account_number=read_text(form, "cuenta"),
        reason=read_text(form, "motivo"),
    )


def read_text(form: Mapping[str, Any], name: str) -> str:
    """A text of a form, cut to a length that no honest one reaches."""
    value = form.get(name)
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""
