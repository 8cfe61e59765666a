"""Make a collection file, for the demonstration and for tests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.payments.bank_files.layout import ENCODING, FIELDS, LENGTH, Kind, RecordType

_END: Final = "\r\n"
_CENTS: Final = 100


@dataclass(frozen=True, slots=True)
class Collected:
    """A payment to write: its reference and whole pesos, and how it was paid."""

    reference: str
    amount: int
    means: str = "01"
    branch: str = "0001"


def write(
    payments: Iterable[Collected],
    *,
    nit: str,
    collected_on: date,
    bank: str,
    account: str = "0123456789",
    service: str = "7709998000001",
    modifier: str = "A",
) -> Iterator[bytes]:
    """The lines of a file with one batch.

    Args:
        payments: What was collected.
        nit: Tax number of the biller.
        collected_on: The collection day.
        bank: Code of the bank, three digits.
        account: Number of the account into which it collected.
        service: The agreement's EAN.
        modifier: Tells the files of one day apart.
    """
    day = f"{collected_on:%Y%m%d}"
    yield record(
        RecordType.FILE,
        nit=nit,
        collected_on=day,
        bank=bank,
        account=account,
        made_on=day,
        made_at="2359",
        modifier=modifier,
        account_type="02",
    )
    yield record(RecordType.BATCH, service=service, batch="1")
    count = cents = 0
    for count, payment in enumerate(payments, 1):
        cents += payment.amount * _CENTS
        yield record(
            RecordType.DETAIL,
            reference=payment.reference,
            amount=str(payment.amount * _CENTS),
            origin="01",
            means=payment.means,
            operation=str(count % 1_000_000),
            authorisation=str(count % 1_000_000),
            debited_entity="0",
            branch=payment.branch,
            sequence=str(count + 1),
        )
    yield record(RecordType.BATCH_CONTROL, records=str(count), amount=str(cents), batch="1")
    yield record(RecordType.FILE_CONTROL, records=str(count), amount=str(cents))


def record(kind: RecordType, **values: str) -> bytes:
    """One record; a field that is not given is blank, or zero where it is a number."""
    text = kind.value
    for field in FIELDS[kind]:
        value = values.get(field.name, "")
        padded = value.ljust(field.size) if field.kind is Kind.TEXT else value.zfill(field.size)
        text += padded
    return (text.ljust(LENGTH) + _END).encode(ENCODING)
