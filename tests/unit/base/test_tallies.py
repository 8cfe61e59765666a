"""Sums kept by triggers follow every write, and places of a list are found by them."""

from datetime import date

from ser_app.base.resources import Resources
from ser_app.base.tallies import compact, differing, seek
from tests.factories import make_company
from tests.unit.furs.corrections import correct, filed, pay
from tests.unit.payments.builders import make_payable

DAYS = [(date(2013, 6, 20), 3), (date(2013, 6, 18), 1), (date(2013, 6, 1), 2)]


def test_a_place_of_a_list_is_found_by_its_day() -> None:
    assert seek(DAYS, 0) == (date(2013, 6, 20), 0)
    assert seek(DAYS, 3) == (date(2013, 6, 18), 0)
    assert seek(DAYS, 5) == (date(2013, 6, 1), 1)
    assert seek(DAYS, 6) == (None, 0)


def test_the_sums_follow_filings_corrections_and_payments(res: Resources) -> None:
    company = make_company(res)
    number = filed(res, company)
    pay(res, filed(res, company, "2012-Q4"))
    correct(res, company, number, 1_000_000_000)
    assert differing(res.database) == []
    compact(res.database)
    assert differing(res.database) == []


def test_a_change_and_a_deletion_by_hand_are_followed_too(res: Resources) -> None:
    for _ in range(3):
        make_payable(res)
    with res.database.unit() as unit:
        connection = unit.session.connection()
        connection.exec_driver_sql("UPDATE fur SET issued_on = '2013-06-01', total = total + 1")
        connection.exec_driver_sql("DELETE FROM fur WHERE id = 1")
    assert differing(res.database) == []
    with res.database.reading() as unit:
        kept = unit.session.connection().exec_driver_sql(
            "SELECT issued_on, SUM(furs), SUM(amount) FROM fur_tally GROUP BY issued_on "
            "HAVING SUM(furs) <> 0"
        )
        assert [tuple(row)[1:] for row in kept] == [(2, 2 * 23_019_001)]
