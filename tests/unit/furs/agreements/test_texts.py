"""What people are told of an agreement is what was done."""

from datetime import date

from ser_app.base.resources import Resources
from ser_app.furs.agreements.consulting import open_agreement
from ser_app.furs.agreements.texts import approved_words
from ser_app.ledger.agreements.simulating import simulate
from ser_app.ledger.agreements.terms import Terms
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.furs.agreements.support import agreed
from tests.unit.furs.corrections import filed


def test_the_approval_tells_how_many_payments_have_their_fur() -> None:
    assert approved_words(4, 4).endswith("cada una tiene su FUR.")
    said = approved_words(11, 25)
    assert "11 de 25 pagos tienen ya su FUR" in said
    assert "cuando se certifique la tasa" in said


def test_later_instalments_have_no_fur_before_their_rate_is_certified(res: Resources) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    filed(res, company)
    key = agreed(
        res, company, Terms(5_019_000, 60, 1),
        ministry_actor(res, Role.COLLECTIONS), ministry_actor(res, Role.COLLECTIONS),
    )  # fmt: skip
    found = open_agreement(res, company.preparer, key).instalments
    assert all(each.fur is not None for each in found if each.certified)


def test_a_plan_goes_debt_by_debt_and_not_penalties_first(res: Resources) -> None:
    company = make_company(res)
    filed(res, company, "2012-Q4")
    filed(res, company, "2013-Q1")
    found = simulate(res, company.preparer, (), Terms(26_000_000, 6, 1))
    older, newer = (each.debt.id for each in found.debts)
    first = [(part.debt_id, part.concept.value) for part in found.rows[0].parts]
    assert (older, "levy") in first, "capital of the older debt"
    later = {(part.debt_id, part.concept.value) for row in found.rows[1:] for part in row.parts}
    assert (newer, "penalty") in later, "while the penalty of the newer one is owed"
