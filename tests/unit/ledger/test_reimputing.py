"""Money that comes to be known late counts on its day, and later payments are shared out again.

The figures are by hand: 20 900 000 of a quarter due on 15 April 2013, at 31.25 % ÷ 366 a day until
30 June and 30.51 % ÷ 366 from July on; the penalty of 941 000 is paid first.
"""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime
from ser_app.ledger.debt import Movement, remaining, running_interest
from ser_app.ledger.imputing import Collected, journals_of, share_out
from ser_app.ledger.journal import Account, Concept, Journal, Kind
from ser_app.ledger.relief.computing import relieve
from ser_app.ledger.shares import OpenDebt

RULES = packaged_rules()
DUE = date(2013, 4, 15)
FILED = date(2013, 6, 20)


def debt(*movements: Movement, regime: Regime = Regime.PRST) -> OpenDebt:
    known = [
        Movement(Concept.LEVY, 20_900_000, Kind.FILING, FILED),
        Movement(Concept.PENALTY, 941_000, Kind.FILING, FILED),
        *movements,
    ]
    return OpenDebt(
        id=1,
        source="filing:1",
        regime=regime,
        due_on=DUE,
        name="T1 2013",
        left=remaining(DUE, known),
        movements=known,
    )


def pay(owing: OpenDebt, amount: int, day: date) -> tuple[OpenDebt, list[Journal]]:
    """The debt after a payment, and what was entered of it."""
    found = share_out(amount, [owing], {}, day, RULES)
    paid = Collected(fur=f"F{day}", operator_id=1, amount=amount, value_day=day, debts=[])
    journals = journals_of(paid, found, max(day, FILED), RULES.version)
    entered = [
        Movement(line.concept, line.amount, journal.kind, journal.value_day)
        for journal in journals
        for line in journal.lines
        if line.account is Account.DEBTOR
    ]
    whole = sorted([*owing.movements[2:], *entered], key=lambda each: each.value_day)
    return debt(*whole, regime=owing.regime or Regime.PRST), journals


def in_favour(journals: list[Journal]) -> int:
    return -sum(
        line.amount
        for journal in journals
        for line in journal.lines
        if line.account is Account.IN_FAVOUR
    )


def as_of(owing: OpenDebt, day: date) -> int:
    """What settles the debt on a day."""
    left = remaining(DUE, [each for each in owing.movements if each.value_day <= day])
    return left.total + running_interest(left, owing.regime, day, RULES)[0]


def test_money_of_an_earlier_day_changes_what_a_later_payment_was_charged() -> None:
    after, _ = pay(debt(), 13_019_000, date(2013, 6, 30))
    # 20 900 000 × 31.25 % × 76 ÷ 366 = 1 356 215.85, so that 10 722 000 reached the levy
    assert after.left.levy == 20_900_000 - 10_722_000
    both, journals = pay(after, 5_000_000, date(2013, 6, 25))
    # 25 June: 71 days cost 1 266 991.12, of 5 000 000 the levy gets 2 792 000: 18 108 000 are left.
    # 30 June: 5 days of that cost 77 305.33, and the levy gets 12 942 000.
    assert both.left.levy == 5_166_000
    assert both.left.since == date(2013, 6, 30)
    assert as_of(both, date(2013, 6, 27)) == 18_139_000
    assert in_favour(journals) == 0
    assert [each.kind for each in journals[2:]] == [Kind.RECHARGED, Kind.REIMPUTED]
    assert {each.value_day for each in journals[2:]} == {date(2013, 6, 30)}


def test_what_the_later_payment_finds_paid_already_is_in_favour_on_its_day() -> None:
    after, _ = pay(debt(), 22_000_000, date(2013, 6, 30))
    both, journals = pay(after, 5_000_000, date(2013, 6, 25))
    # In all 941 000 + 1 267 000 + 77 000 + 20 900 000 = 23 185 000 were owed
    assert (both.left.total, in_favour(journals)) == (0, 27_000_000 - 23_185_000)
    assert journals[-1].value_day == date(2013, 6, 30)


def test_in_the_order_of_their_days_nothing_is_shared_out_again() -> None:
    after, first = pay(debt(), 5_000_000, date(2013, 6, 25))
    both, second = pay(after, 13_019_000, date(2013, 6, 30))
    assert both.left.levy == 5_166_000
    assert {each.kind for each in [*first, *second]} == {Kind.INTEREST, Kind.PAYMENT}


def test_a_later_due_day_lets_each_payment_reach_the_levy_on_its_own_day() -> None:
    after, _ = pay(debt(), 10_000_000, FILED)
    after, _ = pay(after, 5_000_000, date(2013, 7, 20))
    assert after.left.levy == 8_347_000
    relieved = relieve(after, date(2013, 5, 21), 941_000 - 314_000, RULES)
    # 20 June: 30 days cost 535 348.36, and 9 151 000 reach the levy: 11 749 000 are left.
    # 20 July: 30 days of that, at two rates, cost 296 196.78: 7 045 000 are left.
    assert (relieved.left, relieved.in_favour) == (7_045_000, 0)
    assert relieved.interest == (1_178_000 - 535_000) + (328_000 - 296_000)
    assert [each.day for each in relieved.changed] == [FILED, date(2013, 7, 20)]


def test_a_payment_that_reached_no_levy_reaches_it_with_a_later_due_day() -> None:
    after, _ = pay(debt(), 1_500_000, FILED)
    assert after.left.levy == 20_900_000
    relieved = relieve(after, date(2013, 5, 21), 941_000 - 314_000, RULES)
    # 314 000 of penalty and 535 000 of interest leave 651 000 for the levy on 20 June
    assert relieved.left == 20_249_000
    assert relieved.changed[0].parts[Concept.LEVY] == 651_000


def test_what_was_settled_and_falls_is_in_favour_on_the_day_of_the_payment() -> None:
    after, _ = pay(debt(), 23_019_000, FILED)
    relieved = relieve(after, date(2013, 6, 20), 941_000, RULES)
    assert (relieved.left, relieved.in_favour) == (0, 941_000 + 1_178_000)
    assert [(each.day, each.in_favour) for each in relieved.changed] == [(FILED, 2_119_000)]


def test_money_for_a_debt_that_later_payments_settled_is_in_favour() -> None:
    after, _ = pay(debt(), 24_000_000, date(2013, 6, 30))
    both, journals = pay(after, 5_000_000, date(2013, 6, 25))
    assert (both.left.total, in_favour(journals)) == (0, 5_000_000)


days = st.dates(date(2013, 4, 16), date(2013, 12, 31))
payments = st.lists(
    st.tuples(days, st.integers(1, 9_000_000)),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each[0],
)


@given(payments, st.randoms(use_true_random=False))
def test_in_whatever_order_payments_of_an_open_debt_are_known_the_books_say_the_same(
    made: list[tuple[date, int]], chance: Random
) -> None:
    def books(order: list[tuple[date, int]]) -> tuple[OpenDebt, int]:
        owing, over = debt(), 0
        for day, amount in order:
            owing, journals = pay(owing, amount, day)
            over += in_favour(journals)
        return owing, over

    mixed = list(made)
    chance.shuffle(mixed)
    straight, favour = books(sorted(made))
    other, other_favour = books(mixed)
    assert (straight.left, favour) == (other.left, other_favour)
    for day, _ in made:
        assert as_of(straight, day) == as_of(other, day)
