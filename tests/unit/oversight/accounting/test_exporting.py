"""The day as a file for the accounting: balanced, ordered, by codes that anybody may look up."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.oversight.accounting.exporting import (
    GROUPED_HEADING,
    HEADING,
    Written,
    codes_of,
    day_csv,
    write_code,
)
from ser_app.oversight.accounting.mapping import DEFAULTS, Packaged, code_for
from ser_app.oversight.books.entering import enter_missing
from ser_app.payments.bank_files.writing import Collected
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.support.collections import make_agreement
from tests.unit.payments.bank_files.files import posted, written
from tests.unit.payments.builders import TOTAL, make_payable

DAY = date(2013, 6, 20)
CODE = Written(
    "debtor", "levy", "PRST", "2013-06-20", "13110105", "Contraprestación PRST", "Pedido"
)


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def busy(res: Resources, tmp_path: Path) -> None:
    """A day with a filing, its payment at a bank, and money of nobody."""
    make_agreement(res)
    due = make_payable(res)
    enter_missing(res)
    payments = [Collected(due.fur.reference or "", TOTAL), Collected("77", 40_000)]
    posted(res, written(tmp_path / "a.txt", payments))


def rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


@pytest.mark.usefixtures("busy")
def test_debit_equals_credit_line_by_line_and_by_code(res: Resources, treasury: Actor) -> None:
    lines = rows(day_csv(res, treasury, DAY))
    assert tuple(lines[0]) == HEADING
    debit = sum(int(each["debito"]) for each in lines)
    assert debit == sum(int(each["credito"]) for each in lines) > TOTAL
    by_code = rows(day_csv(res, treasury, DAY, grouped=True))
    assert tuple(by_code[0]) == GROUPED_HEADING
    assert sum(int(each["debito"]) for each in by_code) == debit
    banks = next(each for each in by_code if each["codigo"] == "111005")
    assert (banks["debito"], banks["credito"]) == (str(TOTAL + 40_000), "0")
    unclassified = next(each for each in by_code if each["codigo"] == "240720")
    assert (unclassified["debito"], unclassified["credito"]) == ("0", "40000")
    assert [each["codigo"] for each in by_code] == sorted(each["codigo"] for each in by_code)
    assert day_csv(res, treasury, DAY) == day_csv(res, treasury, DAY)
    assert rows(day_csv(res, treasury, date(2013, 6, 19))) == []


@pytest.mark.usefixtures("busy")
def test_a_code_written_today_goes_before_the_packaged_one(res: Resources, treasury: Actor) -> None:
    before = {each["codigo"] for each in rows(day_csv(res, treasury, DAY))}
    assert "131101" in before
    write_code(res, treasury, replaced(reason="Lo pidió Contabilidad"))
    levy = {
        each["codigo"]
        for each in rows(day_csv(res, treasury, DAY))
        if each["concepto"] == "Contraprestación" and each["codigo"].startswith("1311")
    }
    assert levy == {"13110105"}
    assert [each.assumed for each in codes_of(res, treasury)][-1] is False


def replaced(**values: str) -> Written:
    from dataclasses import replace

    return replace(CODE, **values)


def test_the_most_particular_then_the_newest_applies() -> None:
    fine = Packaged("debtor", "fine", "2", "x")
    radio = Packaged("debtor", "", "3", "x", "RADIO", date(2013, 6, 20))
    later = Packaged("debtor", "", "4", "x", "", date(2013, 6, 21))
    codes = [Packaged("debtor", "", "1", "x"), fine, radio, later]

    def code(concept: str, regime: str, day: date) -> str:
        found = code_for(codes, "debtor", concept, regime, day)
        assert found is not None
        return found.code

    assert code("levy", "PRST", DAY) == "1"
    assert code("fine", "PRST", DAY) == "2"
    assert code("fine", "RADIO", DAY) == "3"
    assert code("levy", "RADIO", date(2013, 6, 19)) == "1"
    assert code("levy", "PRST", date(2013, 6, 21)) == "4"
    assert code_for(codes, "revenue", "levy", "", DAY) is None


def test_every_account_has_a_packaged_code_and_all_are_assumed() -> None:
    from ser_app.ledger.journal import Account, Concept

    for account in Account:
        for concept in Concept:
            assert code_for(DEFAULTS, account, concept, "PRST", date(2012, 7, 1)) is not None
    assert all(each.assumed for each in DEFAULTS)


def test_what_cannot_be_written(res: Resources, treasury: Actor) -> None:
    why = "Lo pidió Contabilidad"
    for wrong, field in (
        (replaced(reason="corto"), "reason"),
        (replaced(reason=why, code="13.11"), "code"),
        (replaced(reason=why, name=" "), "name"),
        (replaced(reason=why, valid_from="ayer"), "valid_from"),
        (replaced(reason=why, account="purse"), "account"),
        (replaced(reason=why, regime="TV"), "account"),
    ):
        with pytest.raises(Refused) as told:
            write_code(res, treasury, wrong)
        assert told.value.field == field
    with pytest.raises(NotAllowed):
        write_code(res, ministry_actor(res, Role.AUDITOR), replaced(reason=why))
    with pytest.raises(NotAllowed):
        day_csv(res, ministry_actor(res, Role.SUPERVISOR), DAY)
