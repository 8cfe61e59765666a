"""Reads what Tesorería typed about a bank's collection, all mistakes at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Self

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.law.money import read_pesos
from ser_app.payments.texts import AMOUNT_NEEDED, BANK_NEEDED, DAY_NEEDED, REFERENCE_NEEDED

_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class CollectionErrors:
    """What is wrong with each field, empty where nothing is; `general` belongs to none."""

    reference: str = ""
    amount: str = ""
    collected_on: str = ""
    bank: str = ""
    general: str = ""

    @classmethod
    def of(cls, error: SerError) -> Self:
        """The refusal of the service, beside its field if it names one."""
        known = {field.name for field in fields(cls)}
        name = error.field if error.field in known else None
        return cls(**{name or "general": error.message})

    def listed(self) -> Iterator[tuple[str, str]]:
        """Field and sentence of each mistake, in the order of the form."""
        for field in fields(self):
            text = getattr(self, field.name)
            if text:
                yield field.name, text


NO_ERRORS: Final = CollectionErrors()


@dataclass(frozen=True, slots=True)
class CollectionEntry:
    """What was typed, as values; `collected_on` is None where it could not be read."""

    reference: str
    amount: int
    collected_on: date | None
    bank: str
    receipt: str
    errors: CollectionErrors


def read_collection(form: Mapping[str, Any]) -> CollectionEntry:
    """Read the form; types are not enforced on the wire, so nothing is taken on trust."""
    reference, bank = _text(form, "reference"), _text(form, "bank")
    amount, collected_on = _amount(form), _day(form)
    digits = reference.isascii() and reference.isdigit()
    return CollectionEntry(
        reference=reference,
        amount=amount,
        collected_on=collected_on,
        bank=bank,
        receipt=_text(form, "receipt"),
        errors=CollectionErrors(
            reference="" if digits else REFERENCE_NEEDED,
            amount="" if amount else AMOUNT_NEEDED,
            collected_on="" if collected_on else DAY_NEEDED,
            bank="" if bank else BANK_NEEDED,
        ),
    )


def _text(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name)
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""


def _day(form: Mapping[str, Any]) -> date | None:
    return read_day(_text(form, "collected_on"))


def _amount(form: Mapping[str, Any]) -> int:
    return read_pesos(_text(form, "amount")) or 0
