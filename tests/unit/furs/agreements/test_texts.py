"""What people are told of an agreement is what was done."""

from dataclasses import replace
from datetime import date

import pytest

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.furs.agreements.consulting import open_agreement
from ser_app.furs.agreements.covered import debt_lines
from ser_app.furs.agreements.texts import approved_words
from ser_app.ledger.agreements.proposing import incomplete, propose, withdraw
from ser_app.ledger.agreements.simulating import simulate
from ser_app.ledger.agreements.terms import Terms
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.furs.agreements.support import agreed, proposal, proposed
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


def test_cartera_sees_the_amount_of_each_debt_and_their_sum(res: Resources) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    filed(res, company)
    key = proposed(res, company, Terms(5_019_000, 6, 1))
    cartera = ministry_actor(res, Role.COLLECTIONS)
    one, whole = (plain(each) for each in debt_lines(open_agreement(res, cartera, key)))
    assert one.endswith(": $ 23.019.000")
    assert whole == "Suma de 1 deuda a hoy: $ 23.019.000"
    withdraw(res, company.representative, key)
    begun = agreed(
        res, company, Terms(5_019_000, 6, 1), cartera, ministry_actor(res, Role.COLLECTIONS)
    )
    lines = debt_lines(open_agreement(res, cartera, begun))
    assert plain(lines[-1]) == "Suma de 1 deuda al empezar: $ 23.019.000"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_all_that_a_proposal_lacks_is_told_at_once(res: Resources) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    filed(res, company)
    whole = proposal(res, company, Terms(5_019_000, 6, 1))
    assert incomplete(whole) == {}
    empty = replace(whole, guarantee="", note="", accepted=False)
    assert list(incomplete(empty)) == ["guarantee", "note", "accepted"]
    with pytest.raises(Refused) as refused:
        propose(res, company.representative, empty)
    assert refused.value.field == "guarantee"
