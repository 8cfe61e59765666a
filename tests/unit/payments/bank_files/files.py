"""Files of a bank for tests, and how they are loaded and posted."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ser_app.base.resources import Resources
from ser_app.payments.bank_files.loading import Loader, load
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.posting import post_file
from ser_app.payments.bank_files.writing import Collected, write
from tests.support.collections import ACCOUNT, BANK, DAY, FONDO

BY = Loader(None, "Línea de órdenes (prueba)", "cli")


def written(
    path: Path,
    payments: Iterable[Collected],
    *,
    day: date = DAY,
    nit: str = FONDO,
    bank: str = BANK,
    account: str = ACCOUNT,
    modifier: str = "A",
) -> Path:
    path.write_bytes(
        b"".join(
            write(
                payments, nit=nit, collected_on=day, bank=bank, account=account, modifier=modifier
            )
        )
    )
    return path


def loaded(res: Resources, path: Path) -> BankFile:
    return load(res, BY, path, path.name)


def posted(res: Resources, path: Path, *, lines_at_once: int = 1000) -> BankFile:
    return post_file(res, loaded(res, path).id or 0, lines_at_once=lines_at_once)
