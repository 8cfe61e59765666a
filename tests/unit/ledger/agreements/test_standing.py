"""How an agreement is being met, by hand."""

from datetime import date

from ser_app.ledger.agreements.standing import Meeting, patience_from, progress

ROWS = [
    (0, date(2026, 1, 12), 0),
    (1, date(2026, 2, 2), 0),
    (2, date(2026, 3, 2), 300_000),
    (2, date(2026, 3, 2), 50_000),  # of another expediente
    (3, date(2026, 4, 1), 200_000),
]


def test_it_is_met_until_a_due_day_has_passed_with_something_owed() -> None:
    found = progress(ROWS, date(2026, 3, 2))
    assert (found.count, found.paid, found.left) == (4, 2, 550_000)
    assert (found.meeting, found.following) == (Meeting.MET, date(2026, 3, 2))


def test_it_is_behind_from_the_next_day_on() -> None:
    found = progress(ROWS, date(2026, 3, 12))
    assert found.meeting is Meeting.BEHIND
    assert (found.oldest, found.days_missed(date(2026, 3, 12))) == (date(2026, 3, 2), 10)
    assert found.following == date(2026, 4, 1)


def test_it_is_paid_when_nothing_is_left() -> None:
    paid = [(number, due_on, 0) for number, due_on, _ in ROWS]
    found = progress(paid, date(2027, 1, 1))
    assert (found.meeting, found.oldest, found.following) == (Meeting.PAID, None, None)


def test_the_days_to_pay_a_missed_instalment_count_from_its_due_day() -> None:
    rows = [(date(2026, 2, 2), 0, None), (date(2026, 3, 2), 300_000, None)]
    assert patience_from(rows, date(2026, 3, 2)) is None
    assert patience_from(rows, date(2026, 3, 3)) == date(2026, 3, 2)


def test_or_from_the_day_on_which_the_bank_gave_its_payment_back() -> None:
    back = date(2026, 3, 20)
    rows = [(date(2026, 3, 2), 300_000, back), (date(2026, 4, 1), 200_000, None)]
    assert patience_from(rows, date(2026, 3, 21)) == back
    # A payment that went back before the due day moves nothing, nor one of a paid instalment.
    assert patience_from([(date(2026, 3, 2), 1, date(2026, 2, 1))], back) == date(2026, 3, 2)
    assert patience_from([(date(2026, 3, 2), 0, back)], date(2026, 3, 21)) is None
    # Another one that was missed waits for nobody.
    rows += [(date(2026, 3, 10), 1, None)]
    assert patience_from(rows, date(2026, 3, 21)) == date(2026, 3, 10)
