"""One FUR for any selection of debts: what it says, what it replaces, and who may not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.furs import service, settlement
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.debts.quoting import payment_preview
from ser_app.furs.models import Fur, FurDebt
from ser_app.furs.states import FurState
from ser_app.oversight.books.parity import differences
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.support.databases import postgres_url, resources_on
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.desk import EVERYBODY, declaration_of, fur
from tests.unit.furs.reading import bar_codes, pages_of, rendered, text_of

TODAY = date(2013, 6, 20)


@pytest.fixture(params=["sqlite", "postgresql"])
def both(
    request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock
) -> Iterator[Resources]:
    if request.param == "sqlite":
        with resources_on(f"sqlite:///{tmp_path / 'both.db'}", clock) as made:
            yield made
        return
    with postgres_url() as url, resources_on(url, clock) as made:
        yield made


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def source_of(res: Resources, number: str) -> str:
    return f"filing:{declaration_of(res, number).public_id}"


def issue(res: Resources, company: Company, furs: list[str], amount: int | None = None) -> str:
    sources = [source_of(res, number) for number in furs]
    return issue_debts_fur(res, company.preparer, sources, TODAY, amount)


def test_two_debts_are_paid_with_one_form(res: Resources, company: Company) -> None:
    older, newer = filed(res, company, "2012-Q4"), filed(res, company)
    number = issue(res, company, [newer, older])
    found = fur(res, number)
    owed = fur(res, older).total + fur(res, newer).total
    assert (found.total, found.use, found.state) == (owed, "payment", FurState.FILED)
    assert (found.declaration_id, found.period, found.regime) == (None, "", "PRST")
    assert [fur(res, each).state for each in (older, newer)] == [FurState.REPLACED] * 2
    assert issue(res, company, [older, newer]) == number
    pay(res, number)
    for each in (older, newer):
        declaration = declaration_of(res, each)
        assert (declaration.paid_on, declaration.paid_amount) == (TODAY, fur(res, each).total)
    assert differences(res.database) == []


def test_what_is_drawn_can_be_scanned_and_read(res: Resources, company: Company) -> None:
    number = issue(res, company, [filed(res, company, "2012-Q4"), filed(res, company)], 30_000_000)
    found = fur(res, number)
    content = service.pdf(res, company.preparer, number).content
    (code,) = bar_codes(rendered(content))
    assert found.reference is not None
    assert found.reference.encode() in code
    assert b"39000030000000" in code
    front = text_of(content)
    assert "Varias obligaciones" in front
    assert "Deudas que paga" in front
    annex = " ".join(text_of(content, page) for page in range(1, pages_of(content)))
    assert annex.count("primero la sanción, después los intereses y al final el capital") == 1
    assert "Intereses de mora hasta el día de pago" in annex


def test_a_partial_sum_leaves_the_declaration_unpaid(res: Resources, company: Company) -> None:
    number = filed(res, company)
    paid = issue(res, company, [number], 5_000_000)
    assert fur(res, number).state == FurState.REPLACED
    pay(res, paid)
    assert declaration_of(res, number).paid_on is None
    # 23 019 000 were owed; the interest that was charged is paid, and nothing new runs today
    rest = payment_preview(res, company.preparer, [source_of(res, number)], TODAY)
    assert rest.owed == 18_019_000
    assert differences(res.database) == []
    pay(res, issue(res, company, [number]))
    declaration = declaration_of(res, number)
    assert (declaration.paid_on, declaration.paid_amount) == (TODAY, 23_019_000)
    assert differences(res.database) == []


def test_the_rest_bears_interest_from_the_day_of_the_payment(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, issue(res, company, [number], 13_019_000))
    clock.moved_to = date(2013, 6, 30)
    rest = payment_preview(res, company.preparer, [source_of(res, number)], clock.today())
    # 10 000 000 × 31.25 % × 10 ÷ 366 = 85 382.51
    assert (rest.debts[0].interest, rest.owed) == (85_000, 10_085_000)


def test_what_exceeds_the_debts_stays_in_favour(res: Resources, company: Company) -> None:
    number = issue(res, company, [filed(res, company)], 23_019_500)
    pay(res, number)
    assert differences(res.database) == []


def test_an_old_paper_pays_what_is_left_and_the_excess_is_in_favour(
    res: Resources, company: Company
) -> None:
    old = filed(res, company)
    pay(res, issue(res, company, [old], 5_000_000))
    pay(res, old)
    assert declaration_of(res, old).paid_on == TODAY
    assert differences(res.database) == []
    with res.database.unit() as unit:
        third = settlement.fur_by_number(unit, EVERYBODY, old)
        assert settlement.takes_payment(unit, third)


def test_money_for_debts_that_are_all_paid_is_for_a_person(
    res: Resources, company: Company
) -> None:
    old = filed(res, company)
    pay(res, issue(res, company, [old]))
    with pytest.raises(Refused) as refusal:
        pay(res, old)
    assert refusal.value.code == "already_paid"


def test_a_form_that_shares_a_debt_is_replaced(res: Resources, company: Company) -> None:
    first, second = filed(res, company, "2012-Q4"), filed(res, company)
    whole = issue(res, company, [first, second])
    one = issue(res, company, [second])
    assert fur(res, whole).state == FurState.REPLACED
    detail = service.fur_detail(res, company.preparer, whole)
    assert detail.replaced_by == one


def test_the_form_of_the_declaration_comes_back_as_one_of_debts(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    whole = issue(res, company, [number])
    key = declaration_of(res, number).public_id
    later = service.issue_payment_fur(res, company.preparer, key, date(2013, 6, 28))
    assert fur(res, whole).state == FurState.REPLACED
    assert fur(res, later).payment_day == date(2013, 6, 28)


def test_another_day_asks_for_the_interest_of_that_day(res: Resources, company: Company) -> None:
    number = issue(res, company, [filed(res, company)])
    later = service.reliquidate(res, company.preparer, number, date(2013, 8, 20))
    # 127 days: 2 244 757.08
    assert fur(res, later).arrears_interest == 2_245_000
    quote = service.payment_quote(res, company.preparer, later, date(2013, 8, 20))
    assert quote.total == fur(res, later).total


def test_a_payment_under_way_keeps_its_form(res: Resources, company: Company) -> None:
    first, second = filed(res, company, "2012-Q4"), filed(res, company)
    with res.database.unit() as unit:
        waiting = settlement.fur_by_number(unit, EVERYBODY, first)
        settlement.set_pending(unit, waiting, pending=True)
    with pytest.raises(Conflict, match=first):
        issue(res, company, [first, second])
    assert fur(res, first).state == FurState.FILED


def test_nobody_else_can_issue_it(res: Resources, company: Company) -> None:
    source = source_of(res, filed(res, company))
    with pytest.raises(NotAllowed):
        issue_debts_fur(res, ministry_actor(res, Role.TREASURY), [source], TODAY)
    with pytest.raises(NotAllowed):
        issue_debts_fur(res, company.admin, [source], TODAY)
    stranger = make_company(res, name="Otro S.A.S.")
    with pytest.raises(NotFound):
        issue_debts_fur(res, stranger.preparer, [source], TODAY)
    with pytest.raises(NotFound):
        issue_debts_fur(res, company.preparer, [source, "filing:nada"], TODAY)


@pytest.mark.parametrize(
    ("day", "amount", "code"),
    [
        (date(2013, 6, 19), None, "past_day"),
        (TODAY, 0, "no_sum"),
        (TODAY, 10**12, "no_sum"),
        (date(2026, 12, 31), None, "uncertified_value"),
    ],
)
def test_what_cannot_be_paid_is_refused(
    res: Resources, company: Company, clock: MovableClock, day: date, amount: int, code: str
) -> None:
    source = source_of(res, filed(res, company))
    if day.year == 2026:
        clock.moved_to = day
    with pytest.raises(Refused) as refusal:
        issue_debts_fur(res, company.preparer, [source], day, amount)
    assert refusal.value.code == code


def test_what_changed_since_it_was_shown_is_shown_again(res: Resources, company: Company) -> None:
    source = source_of(res, filed(res, company))
    with pytest.raises(Refused) as refusal:
        issue_debts_fur(res, company.preparer, [source], TODAY, shown=1)
    assert refusal.value.code == "contents_changed"


def test_the_database_admits_one_payable_form_for_a_debt(both: Resources) -> None:
    company = make_company(both)
    number = filed(both, company)
    issued = issue(both, company, [number])
    with both.database.unit() as unit:
        kept = unit.session.get(FurDebt, (fur(both, issued).id, 1))
        assert kept is not None
    columns = fur(both, issued).model_dump(exclude={"id", "number", "reference"})
    debt = kept.model_dump(exclude={"fur_id"})

    def rival(number: str, reference: str, declaration: int | None) -> None:
        with both.database.unit() as unit:
            values = {**columns, "declaration_id": declaration}
            again = Fur(**values, number=number, reference=reference)
            unit.session.add(again)
            unit.flush()
            unit.session.add(FurDebt(fur_id=again.id or 0, **debt))

    with pytest.raises(DatabaseError, match="one way to pay"):
        rival("FUR-X", "1234", None)
    with pytest.raises(DatabaseError, match="one way to pay"):
        rival("FUR-Y", "1236", declaration_of(both, number).id)
