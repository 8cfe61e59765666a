"""What a FUR of debts pays is what it said it would, in any order and however often it is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.service import start_correction
from ser_app.furs import service
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.debts.quoting import payment_preview
from ser_app.furs.states import FurState
from ser_app.law.periods import Regime
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.ledger.models import LedgerJournal
from ser_app.ledger.posting import Filed, post_filing
from ser_app.oversight import home
from ser_app.oversight.books.parity import differences
from ser_app.payments.gateways.port import SessionState
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.service import refresh, start
from tests.factories import Company, make_company
from tests.unit.furs.corrections import corrected_draft, filed, pay
from tests.unit.furs.debts.test_issuing import issue, source_of
from tests.unit.furs.desk import change_income, declaration_of, file, fur
from tests.unit.payments.builders import NOW, session_of

TODAY = date(2013, 6, 20)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def owe(res: Resources, company: Company, *debts: tuple[date, int, int]) -> list[str]:
    """Enter debts in the books without drawing anything; gives their sources."""
    with res.database.unit() as unit:
        for number, (due_on, levy, penalty) in enumerate(debts):
            post_filing(
                unit,
                res,
                Filed(
                    public_id=f"{company.operator.id}-{number}",
                    operator_id=company.operator.id or 0,
                    expediente_id=company.expediente.id or 0,
                    regime=Regime.D1972 if number % 2 else Regime.PRST,
                    period="2013-Q1",
                    due_on=due_on,
                    filed_on=TODAY,
                    levy=levy,
                    penalty=penalty,
                ),
            )
    return [f"filing:{company.operator.id}-{number}" for number in range(len(debts))]


def in_favour(res: Resources) -> int:
    with res.database.reading() as unit:
        return -books.balance(unit, Account.IN_FAVOUR)


thousands = st.integers(1, 50_000).map(lambda number: number * 1000)
debts = st.lists(
    st.tuples(st.dates(date(2012, 7, 1), date(2013, 6, 19)), thousands, st.integers(0, 3_000_000)),
    min_size=1,
    max_size=4,
)
sums = st.lists(st.integers(1, 40_000_000), min_size=1, max_size=3)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(debts, sums)
def test_what_is_posted_is_what_was_shown(
    res: Resources, owed: list[tuple[date, int, int]], amounts: list[int]
) -> None:
    company = make_company(res)
    sources = owe(res, company, *owed)
    for amount in amounts:
        with res.database.reading() as unit:
            if not sum(books.left_by_source(unit, sources).values()):
                break
        shown = payment_preview(res, company.preparer, sources, TODAY, amount)
        before = in_favour(res)
        number = issue_debts_fur(res, company.preparer, sources, TODAY, amount)
        pay(res, number)
        with res.database.reading() as unit:
            journal = unit.session.get(LedgerJournal, f"payment:{number}")
        assert journal is not None
        posted = {each["source"]: each for each in journal.reason["debts"]}
        for share in shown.imputation.shares:
            if not share.paid:
                assert share.debt.source not in posted
                continue
            found = posted[share.debt.source]
            parts = {concept.value: amount for concept, amount in share.parts.items()}
            assert {name: found[name] for name in parts} == parts
            assert (found["rest"], found["norm"] != "") == (share.rest, True)
        assert in_favour(res) - before == shown.imputation.in_favour
        # A filing made of rows alone has no declaration: all else must agree.
        assert differences(res.database) == []


@pytest.mark.parametrize("order", list(permutations((3_000_000, 9_000_000, 11_019_000))))
def test_parts_paid_in_any_order_settle_the_same(
    res: Resources, company: Company, order: tuple[int, ...]
) -> None:
    number = filed(res, company)
    for amount in order:
        assert declaration_of(res, number).paid_on is None
        pay(res, issue(res, company, [number], amount))
    declaration = declaration_of(res, number)
    assert (declaration.paid_on, declaration.paid_amount) == (TODAY, 23_019_000)
    assert differences(res.database) == []


def test_parts_paid_on_several_days_settle_it_on_the_last(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, issue(res, company, [number], 13_019_000))
    clock.moved_to = date(2013, 6, 30)
    rest = issue_debts_fur(res, company.preparer, [source_of(res, number)], clock.today(), None)
    pay(res, rest)
    declaration = declaration_of(res, number)
    # 10 000 000 of capital were left, with 85 000 of interest of ten days
    assert (declaration.paid_on, declaration.paid_amount) == (clock.today(), 23_104_000)
    assert differences(res.database) == []


def test_two_who_issue_at_once_get_one_way_to_pay(res: Resources, company: Company) -> None:
    numbers = [filed(res, company, "2012-Q4"), filed(res, company)]
    sources = [source_of(res, number) for number in numbers]

    def try_it(amount: int | None) -> str:
        return issue_debts_fur(res, company.preparer, sources, TODAY, amount)

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(try_it, [None, None, 5_000_000, 5_000_000]))
    states = [fur(res, number).state for number in sorted(set(made))]
    assert states.count(FurState.FILED) == 1
    assert set(states) <= {FurState.FILED, FurState.REPLACED}


def test_two_forms_paid_for_the_same_debt_lose_no_peso(res: Resources, company: Company) -> None:
    number = filed(res, company)
    old = issue(res, company, [number], 20_000_000)
    new = issue(res, company, [number], 22_000_000)
    pay(res, old)
    assert fur(res, new).state == FurState.ANNULLED
    assert "declaración" not in fur(res, new).annulled_because
    assert "se pagó con" in fur(res, new).annulled_because
    pay(res, new)
    assert declaration_of(res, number).paid_amount == 23_019_000
    assert in_favour(res) == 20_000_000 + 22_000_000 - 23_019_000
    assert differences(res.database) == []


async def test_pse_pays_debts_as_it_pays_a_declaration(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to, clock.instant = None, NOW
    numbers = [filed(res, company, "2012-Q4"), filed(res, company)]
    issued = fur(res, issue(res, company, numbers))
    gateway = ScriptedGateway()
    payer = company.preparer
    started = await start(
        res, gateway, payer, issued.number, address="190.0.0.1", user_agent="Firefox"
    )
    order = gateway.orders[session_of(res)]
    assert (order.reference, order.amount) == (issued.reference, issued.total)
    gateway.decide(session_of(res), SessionState.APPROVED, at=NOW, cus="999900")
    for _ in range(2):
        result = await refresh(res, gateway, payer, started.attempt_public_id)
    assert result.state_word == "Aprobada"
    assert all(declaration_of(res, number).paid_on == TODAY for number in numbers)
    assert differences(res.database) == []


def test_a_filing_that_was_paid_in_part_is_not_corrected_before_the_rest(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    draft = corrected_draft(res, company, number, 960_000_000)
    correction = service.issue(res, company.preparer, draft)
    pay(res, issue(res, company, [number], 5_000_000))
    with pytest.raises(Refused) as late:
        file(res, company, correction)
    assert late.value.code == "corrected_partly_paid"
    assert declaration_of(res, number).state == "filed"
    second = filed(res, company, "2012-Q4")
    pay(res, issue(res, company, [second], 5_000_000))
    with pytest.raises(Refused) as early:
        start_correction(res, company.preparer, declaration_of(res, second).public_id)
    assert early.value.code == "partly_paid"
    pay(res, issue(res, company, [number]))
    assert file(res, company, correction).filed
    assert differences(res.database) == []


def test_what_was_paid_on_several_days_is_corrected_upwards_only(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, issue(res, company, [number], 13_019_000))
    clock.moved_to = date(2013, 6, 30)
    source = source_of(res, number)
    pay(res, issue_debts_fur(res, company.preparer, [source], clock.today()))
    lower = corrected_draft(res, company, number, 900_000_000)
    with pytest.raises(Refused) as refusal:
        service.issue(res, company.preparer, lower)
    assert refusal.value.code == "paid_in_parts"
    change_income(res, company, lower, 960_000_000)
    assert file(res, company, service.issue(res, company.preparer, lower)).filed
    assert differences(res.database) == []


def test_a_correction_takes_the_form_of_several_debts_away(
    res: Resources, company: Company
) -> None:
    first, second = filed(res, company, "2012-Q4"), filed(res, company)
    whole = issue(res, company, [first, second])
    draft = corrected_draft(res, company, second, 960_000_000)
    file(res, company, service.issue(res, company.preparer, draft))
    assert fur(res, whole).state == FurState.ANNULLED
    pay(res, whole)
    # The older debt is paid; the newer one was taken back, and its money stays in favour
    assert declaration_of(res, first).paid_on == TODAY
    assert in_favour(res) == fur(res, whole).total - fur(res, first).total
    assert differences(res.database) == []


def test_home_offers_to_pay_the_rest(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, issue(res, company, [number], 5_000_000))
    found = home.home(res, company.preparer)
    (task,) = found.with_step(home.Step.PAY)
    assert (task.reduced, task.amount, task.fur) == (True, 18_019_000, "")
    rest = issue(res, company, [number])
    (task,) = home.home(res, company.preparer).with_step(home.Step.PAY)
    assert (task.fur, task.payable) == (rest, True)
