"""A file of obligations: shown line by line, entered whole, and never twice."""

import pytest

from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.spreadsheets import MOST_BYTES
from ser_app.ledger.journal import Account
from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.obligations.loading import enter_file, recent, report, upload
from ser_app.ledger.obligations.taking_back import take_back
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.corrections import filed
from tests.unit.ledger.obligations.support import balance, fine, instalment, right, sheet


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


def test_each_line_is_told_and_nothing_is_entered_while_one_is_wrong(
    res: Resources, company: Company, treasury: Actor
) -> None:
    content = sheet(fine(company), right(company, amount="mil"), fine(company, nit="1-1"))
    key = upload(res, treasury, r"C:\Mis documentos\multas.csv", content)
    shown = report(res, treasury, key)
    assert shown.file.name == "multas.csv"
    told = [(line.number, [each.column for each in line.problems]) for line in shown.lines]
    assert told == [(2, []), (3, ["Valor"]), (4, ["NIT"])]
    assert (shown.total, shown.problems, shown.whole) == (5_000_000, 2, False)
    with pytest.raises(Refused, match="2 cosas"):
        enter_file(res, treasury, key)
    assert balance(res, Account.DEBTOR) == 0


def test_a_whole_file_is_entered_once(res: Resources, company: Company, treasury: Actor) -> None:
    content = sheet(fine(company), right(company))
    key = upload(res, treasury, "a.csv", content)
    assert enter_file(res, treasury, key) == 2
    assert balance(res, Account.DEBTOR) == 15_000_000
    with pytest.raises(Conflict, match="ya se registró"):
        enter_file(res, treasury, key)
    # under another name, by another person, it is the same file
    other = ministry_actor(res, Role.TREASURY)
    assert upload(res, other, "b.csv", content) == key
    assert report(res, other, key).entered == 2
    assert balance(res, Account.DEBTOR) == 15_000_000


def test_lines_that_repeat_each_other_or_the_books_are_wrong(
    res: Resources, company: Company, treasury: Actor
) -> None:
    enter(res, treasury, right(company))
    key = upload(res, treasury, "a.csv", sheet(fine(company), fine(company), right(company)))
    told = [[each.sentence for each in line.problems] for line in report(res, treasury, key).lines]
    assert told[0] == []
    assert "igual a la línea 2" in told[1][0]
    assert "Ya está registrada" in told[2][0]


def test_instalments_of_one_file_share_the_capital_of_a_debt(
    res: Resources, company: Company, treasury: Actor
) -> None:
    filed(res, company)
    debt = f"{company.expediente.number}/2013-Q1"
    lines = [
        instalment(company, debt, "12000000", description="Cuota 1"),
        instalment(company, debt, "8900000", act="Acuerdo 9-2"),
    ]
    key = upload(res, treasury, "a.csv", sheet(*lines, instalment(company, debt, "1", act="x")))
    told = [line.problems for line in report(res, treasury, key).lines]
    assert [len(each) for each in told] == [0, 0, 1]
    good = upload(res, treasury, "b.csv", sheet(*lines))
    before = balance(res, Account.DEBTOR)
    enter_file(res, treasury, good)
    # only the interest that ran until today was added
    assert balance(res, Account.DEBTOR) == before + 1_178_000


def test_what_changes_between_the_look_and_the_entry_stops_it(
    res: Resources, company: Company, treasury: Actor
) -> None:
    key = upload(res, treasury, "a.csv", sheet(fine(company), right(company)))
    assert report(res, treasury, key).whole
    enter(res, ministry_actor(res, Role.TREASURY), right(company))
    with pytest.raises(Refused):
        enter_file(res, treasury, key)
    assert balance(res, Account.DEBTOR) == 10_000_000


def test_what_a_file_brought_is_taken_back_like_any_other(
    res: Resources, company: Company, treasury: Actor
) -> None:
    key = upload(res, treasury, "a.csv", sheet(fine(company)))
    enter_file(res, treasury, key)
    from ser_app.ledger.obligations.consulting import Asked, listed

    [row] = listed(res, treasury, Asked()).rows
    take_back(res, ministry_actor(res, Role.TREASURY), row.charge.public_id, "Archivo equivocado")
    assert balance(res, Account.DEBTOR) == 0
    assert report(res, treasury, key).entered == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_missing"), (b"x" * (MOST_BYTES + 1), "file_too_big"), (b"\x00", "file_unknown")],
)
def test_what_is_no_file_of_ours_is_not_kept(
    res: Resources, treasury: Actor, content: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        upload(res, treasury, "a", content)
    assert refusal.value.code == code
    assert recent(res, treasury) == []


def test_an_unreadable_file_says_why(res: Resources, treasury: Actor) -> None:
    key = upload(res, treasury, "a.csv", b"hola;mundo\n1;2\n")
    shown = report(res, treasury, key)
    assert shown.lines == ()
    assert "faltan los títulos" in shown.refused
    with pytest.raises(Refused, match="faltan los títulos"):
        enter_file(res, treasury, key)


def test_files_are_the_treasurys(res: Resources, company: Company, treasury: Actor) -> None:
    key = upload(res, treasury, "a.csv", sheet(fine(company)))
    for somebody in (company.accountant, ministry_actor(res, Role.AUDITOR)):
        for call in (
            lambda actor: upload(res, actor, "a", b"x"),
            lambda actor: report(res, actor, key),
            lambda actor: enter_file(res, actor, key),
            lambda actor: recent(res, actor),
        ):
            with pytest.raises(NotAllowed):
                call(somebody)
    with pytest.raises(NotFound):
        report(res, treasury, "nobody")


def test_a_thousand_lines_are_entered_in_one_go(
    res: Resources, company: Company, treasury: Actor
) -> None:
    lines = [fine(company, act=f"Resolución {number}") for number in range(1000)]
    key = upload(res, treasury, "a.csv", sheet(*lines))
    assert enter_file(res, treasury, key) == 1000
    assert balance(res, Account.DEBTOR) == 1000 * 5_000_000
    assert [brought for _, brought in recent(res, treasury)] == [1000]
