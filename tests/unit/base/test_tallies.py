"""Sums kept by triggers follow every write, and places of a list are found by them."""

from ser_app.base.resources import Resources
from ser_app.base.tallies import compact, differing
from tests.factories import make_company
from tests.unit.furs.corrections import correct, filed, pay
from tests.unit.payments.builders import make_payable


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
            "SELECT operator_id = 0, span, SUM(furs), SUM(amount) FROM fur_sum "
            "GROUP BY operator_id, span, begins HAVING SUM(furs) <> 0 ORDER BY 1, 2"
        )
        found = [tuple(row) for row in kept]
    one = 23_019_001
    own = [(False, "month", 1, one)] * 2
    assert found == [*own, (True, "day", 2, 2 * one), (True, "month", 2, 2 * one)]
