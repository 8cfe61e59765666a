"""A file of 10 000 payments asks a person about the odd ones, and about nothing else."""

from collections import Counter
from datetime import date
from pathlib import Path

from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.oversight.books.parity import differences
from ser_app.payments.bank_files.generating import astray
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.reconciliation.models import BankException
from tests.support.collections import make_agreement, make_filed_furs
from tests.unit.payments.bank_files.files import posted, written

LINES = 10_000
WRONG, UNKNOWN, REPEATED = 8, 6, 6
FURS = LINES - REPEATED


def test_twenty_of_ten_thousand_are_asked_about(
    res: Resources, clock: MovableClock, tmp_path: Path
) -> None:
    clock.moved_to = date(2013, 6, 21)
    make_agreement(res)
    clean = [Collected(*each) for each in make_filed_furs(res, FURS)]
    wrong = [Collected(each.reference, each.amount - 1) for each in clean[:WRONG]]
    unknown = [astray(each) for each in clean[WRONG : WRONG + UNKNOWN]]
    good = clean[WRONG + UNKNOWN :]
    file = posted(res, written(tmp_path / "banco.txt", [*wrong, *unknown, *good, *good[:REPEATED]]))
    assert (file.credited, file.exceptions) == (LINES - 20, 20)
    with res.database.reading() as unit:
        kinds = Counter(unit.session.exec(select(BankException.kind)))
    assert kinds == {"wrong_amount": WRONG, "unknown_reference": UNKNOWN, "repeated": REPEATED}
    assert differences(res.database) == []
