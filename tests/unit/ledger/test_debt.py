"""What is left of a debt after its movements, and the interest that runs on it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ser_app.law.fine_figures import fine_interest_figure
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime
from ser_app.ledger.debt import Movement, Remaining, remaining, running_interest
from ser_app.ledger.journal import Concept, Kind

DUE = date(2013, 4, 15)
RULES = packaged_rules()


def filing(levy: int, penalty: int = 0) -> list[Movement]:
    day = date(2013, 6, 20)
    return [
        Movement(Concept.LEVY, levy, Kind.FILING, day),
        Movement(Concept.PENALTY, penalty, Kind.FILING, day),
    ]


def test_a_debt_runs_from_its_due_day_whenever_it_was_filed() -> None:
    left = remaining(DUE, filing(20_900_000, 941_000))
    assert (left.since, left.total) == (DUE, 21_841_000)
    # 20 900 000 × 31.25 % × 66 ÷ 366 = 1 177 766.39
    assert running_interest(left, Regime.PRST, date(2013, 6, 20), RULES)[0] == 1_178_000


def test_interest_that_was_charged_is_not_charged_again() -> None:
    charged = Movement(Concept.INTEREST, 1_178_000, Kind.INTEREST, date(2013, 6, 20))
    left = remaining(DUE, [*filing(20_900_000), charged])
    assert left.interest == 1_178_000
    assert running_interest(left, Regime.PRST, date(2013, 6, 20), RULES)[0] == 0
    # 2 244 757.08 in all on 20 August
    assert running_interest(left, Regime.PRST, date(2013, 8, 20), RULES)[0] == 2_245_000 - 1_178_000


def test_what_a_payment_leaves_of_the_capital_runs_from_that_day() -> None:
    day = date(2013, 6, 20)
    left = remaining(
        DUE,
        [
            *filing(20_900_000),
            Movement(Concept.INTEREST, 1_178_000, Kind.INTEREST, day),
            Movement(Concept.INTEREST, -1_178_000, Kind.PAYMENT, day),
            Movement(Concept.LEVY, -10_900_000, Kind.PAYMENT, day),
        ],
    )
    assert left == Remaining(since=day, levy=10_000_000)
    # 10 000 000 × 31.25 % × 10 ÷ 366 = 85 382.51
    assert running_interest(left, Regime.PRST, date(2013, 6, 30), RULES)[0] == 85_000


def relieved(*others: Movement) -> Remaining:
    """A levy of which 7 881 000 were paid, and 643 000 more when their interest fell away."""
    paid = date(2013, 6, 20)
    return remaining(
        date(2013, 5, 21),
        [
            *filing(20_900_000, 941_000),
            Movement(Concept.INTEREST, 1_178_000, Kind.INTEREST, paid),
            Movement(Concept.PENALTY, -941_000, Kind.PAYMENT, paid),
            Movement(Concept.INTEREST, -1_178_000, Kind.PAYMENT, paid),
            Movement(Concept.LEVY, -7_881_000, Kind.PAYMENT, paid),
            Movement(Concept.INTEREST, -643_000, Kind.RELIQUIDATION, paid),
            Movement(Concept.INTEREST, 643_000, Kind.EXCESS, paid),
            Movement(Concept.LEVY, -643_000, Kind.EXCESS, paid),
            *others,
        ],
    )


def test_what_a_later_due_day_takes_away_is_not_charged_again() -> None:
    left = relieved()
    assert left == Remaining(since=date(2013, 6, 20), levy=12_376_000)
    # 12 376 000 × 31.25 % × 10 ÷ 366 + 12 376 000 × 30.51 % × 32 ÷ 366 = 435 802: since the payment
    assert running_interest(left, Regime.PRST, date(2013, 8, 1), RULES)[0] == 436_000


def test_what_was_charged_after_the_payment_stays_charged() -> None:
    charged = Movement(Concept.INTEREST, 300_000, Kind.INTEREST, date(2013, 7, 20))
    assert relieved(charged).charged == 300_000


def test_what_falls_of_a_charge_after_the_payment_is_not_charged_any_more() -> None:
    charged = Movement(Concept.INTEREST, 300_000, Kind.INTEREST, date(2013, 7, 20))
    fallen = Movement(Concept.INTEREST, -165_000, Kind.RELIQUIDATION, date(2013, 7, 20))
    assert relieved(charged, fallen).charged == 135_000


def test_a_day_whose_money_left_the_capital_again_starts_nothing() -> None:
    first, second = date(2013, 6, 20), date(2013, 7, 20)
    left = remaining(
        DUE,
        [
            *filing(20_900_000),
            Movement(Concept.LEVY, -9_000_000, Kind.PAYMENT, first),
            Movement(Concept.LEVY, 9_000_000, Kind.MOVED, first),
            Movement(Concept.LEVY, -2_000_000, Kind.PAYMENT, second),
            Movement(Concept.LEVY, 2_000_000, Kind.REIMPUTED, second),
        ],
    )
    assert (left.since, left.levy) == (DUE, 20_900_000)


def test_what_was_charged_before_the_moved_due_day_is_not_of_what_runs_after_it() -> None:
    paid = date(2013, 6, 1)
    left = remaining(
        date(2013, 6, 3),
        [
            *filing(20_900_000),
            Movement(Concept.INTEREST, 839_000, Kind.INTEREST, paid),
            Movement(Concept.INTEREST, -839_000, Kind.RELIQUIDATION, paid),
        ],
    )
    assert (left.charged, left.interest) == (0, 0)


def test_months_are_counted_once_from_the_due_day_after_a_partial_payment() -> None:
    due, paid = date(2013, 4, 30), date(2013, 6, 20)
    left = remaining(
        due,
        [
            Movement(Concept.LEVY, 15_000_000, Kind.FILING, paid),
            Movement(Concept.INTEREST, 781_000, Kind.INTEREST, paid),
            Movement(Concept.INTEREST, -781_000, Kind.PAYMENT, paid),
            Movement(Concept.LEVY, -4_769_000, Kind.PAYMENT, paid),
        ],
    )

    def interest(day: date) -> int:
        return running_interest(left, Regime.D1972, day, RULES)[0]

    # Two months or fraction were paid on 20 June, until the 30th; then 10 231 000 × 30.51 % ÷ 12
    assert interest(date(2013, 6, 30)) == 0
    assert interest(date(2013, 7, 1)) == interest(date(2013, 7, 30)) == 260_000
    assert interest(date(2013, 8, 1)) == 520_000


def test_a_fine_bears_twelve_percent_a_year_whatever_the_regime() -> None:
    fine = [Movement(Concept.FINE, 5_000_000, Kind.ENTRY, date(2013, 4, 1))]
    left = remaining(DUE, fine)
    # 5 000 000 × 12 % × 66 ÷ 365 = 108 493.15
    for regime in (None, Regime.RADIO, Regime.D1972):
        assert running_interest(left, regime, date(2013, 6, 20), RULES)[0] == 108_000
    paid = Movement(Concept.FINE, -2_000_000, Kind.PAYMENT, date(2013, 6, 20))
    left = remaining(DUE, [*fine, paid])
    assert left == Remaining(since=date(2013, 6, 20), fine=3_000_000)


def test_the_interest_of_a_fine_is_explained_with_its_norm() -> None:
    figure = fine_interest_figure(5_000_000, DUE, date(2013, 6, 20), RULES)
    assert figure.amount == 108_000
    assert figure.substitution == "$ 5.000.000 × 12 % × 66 ÷ 365 = $ 108.493,15"
    assert {each.norm for each in figure.citations} == {"Ley 68 de 1923"}
    assert "el plazo vence" in fine_interest_figure(5_000_000, DUE, DUE, RULES).sentence


@given(st.lists(st.integers(-(10**9), 10**9).filter(bool), max_size=8))
def test_the_total_is_the_sum_of_the_movements(amounts: list[int]) -> None:
    concepts = list(Concept)
    movements = [
        Movement(concepts[place % len(concepts)], amount, Kind.FILING, DUE)
        for place, amount in enumerate(amounts)
    ]
    assert remaining(DUE, movements).total == sum(amounts)
