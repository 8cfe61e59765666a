"""A correction replaces a filing: the difference, the FURs, the balance in favour."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.replay import replay
from ser_app.declarations.service import open_draft, save_draft, start_correction, summary
from ser_app.declarations.states import DeclarationState, Use
from ser_app.furs import service, settlement
from ser_app.furs.finding.repository import FurFilter
from ser_app.furs.states import FurState
from ser_app.people.models import Expediente
from tests.factories import PASSWORD, Company, make_company
from tests.unit.furs.corrections import (
    balance,
    correct,
    corrected_draft,
    filed,
    movements,
    pay,
)
from tests.unit.furs.desk import EVERYBODY, declaration_of, file, fur, prepare, sign
from tests.unit.furs.reading import text_of

LATER = date(2013, 8, 20)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def declaration(res: Resources, public_id: str) -> Declaration:
    with res.database.reading() as unit:
        return unit.session.exec(
            select(Declaration).where(Declaration.public_id == public_id)
        ).one()


def test_a_correction_carries_all_that_was_declared(res: Resources, company: Company) -> None:
    number = filed(res, company)
    first = declaration_of(res, number)
    key = start_correction(res, company.preparer, first.public_id)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    assert opened.draft.gross_income == 950_000_000
    assert opened.draft.corrected is not None
    assert opened.draft.corrected.receipt == first.receipt_number
    assert declaration(res, key).corrects_id == first.id
    assert start_correction(res, company.preparer, first.public_id) == key


def test_until_it_is_filed_the_earlier_filing_stands(res: Resources, company: Company) -> None:
    number = filed(res, company)
    key = corrected_draft(res, company, number, 1_000_000_000)
    waiting = service.issue(res, company.preparer, key)
    sign(res, company.representative, waiting)
    assert declaration_of(res, number).state == DeclarationState.FILED
    assert fur(res, number).state == FurState.FILED


def test_unpaid_everything_goes_into_the_correction_and_the_old_fur_is_annulled(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    clock.moved_to = LATER
    new = fur(res, correct(res, company, number, 1_000_000_000))
    assert (new.levy, new.late_filing_penalty, new.arrears_interest, new.total) == (
        22_000_000,
        941_000,
        2_363_000,
        25_304_000,
    )
    old = fur(res, number)
    assert old.state == FurState.ANNULLED
    assert old.annulled_because == f"La declaración fue corregida: la reemplaza {new.number}."
    assert declaration_of(res, number).state == DeclarationState.REPLACED
    assert declaration_of(res, new.number).state == DeclarationState.FILED
    with pytest.raises(Refused):
        pay(res, number)


def test_paid_upwards_owes_the_difference_with_interest(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, number)
    new = fur(res, correct(res, company, number, 1_000_000_000))
    assert (new.levy, new.late_filing_penalty, new.arrears_interest, new.total) == (
        22_000_000,
        0,
        62_000,
        1_162_000,
    )
    assert fur(res, number).state == FurState.PAID
    assert movements(res) == []


def test_paid_downwards_leaves_a_balance(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, number)
    new = fur(res, correct(res, company, number, 900_000_000))
    assert new.total == 0
    assert new.reference is None
    assert new.use == Use.FILING
    assert declaration_of(res, new.number).balance_in_favour == 1_212_000
    assert movements(res) == [("credit", 1_212_000)]
    figures = {
        figure.code: figure.amount
        for figure in summary(
            res, company.preparer, declaration_of(res, new.number).public_id
        ).figures
    }
    assert figures["balance_in_favour"] == 1_212_000


def test_interest_paid_with_a_later_fur_counts_as_paid(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    clock.moved_to = LATER
    later = service.issue_payment_fur(
        res, company.preparer, declaration_of(res, number).public_id, LATER
    )
    pay(res, later)
    correct(res, company, number, 900_000_000)
    opened = summary(
        res, company.preparer, declaration_of(res, _newest(res, company)).public_id
    ).standing.differences
    before = {each.field: each.before for each in opened}
    assert (before["arrears_interest"], before["total"]) == (2_245_000, 24_086_000)
    # Paid 24 086 000. With 19 800 000: 891 000 and, for 127 days, 2 126 611.97 → 2 127 000.
    assert balance(res, company) == 24_086_000 - 19_800_000 - 891_000 - 2_127_000


def _newest(res: Resources, company: Company) -> str:
    rows = service.furs_page(res, company.preparer, FurFilter(), 1).rows
    return rows[0][0].fur.number


def test_money_for_an_old_fur_of_a_replaced_filing_is_for_a_person_to_look_at(
    res: Resources, company: Company
) -> None:
    old = filed(res, company)
    newer = service.reliquidate(res, company.preparer, old, date(2013, 6, 25))
    assert fur(res, old).state == FurState.REPLACED
    with res.database.reading() as unit:
        assert settlement.takes_payment(unit, settlement.fur_by_number(unit, EVERYBODY, old))
    correct(res, company, newer, 1_000_000_000)
    with res.database.reading() as unit:
        found = settlement.fur_by_number(unit, EVERYBODY, old)
        assert not settlement.takes_payment(unit, found)


def test_the_fur_names_what_it_corrects(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, number)
    new = correct(res, company, number, 1_000_000_000)
    text = " ".join(text_of(service.pdf(res, company.preparer, new).content).split())
    assert f"Corrección de {number}" in text
    assert f"Contraprestación declarada con {number}" in text
    assert "1.162.000" in text
    lower = correct(res, company, new, 900_000_000)
    text = " ".join(text_of(service.pdf(res, company.preparer, lower).content).split())
    assert "Saldo a favor que deja" in text


def test_verification_tells_what_became_of_the_annulled_fur(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    code = _code(res, company, number)
    new = correct(res, company, number, 1_000_000_000)
    found = service.verify(res, number, code)
    assert found is not None
    assert found.annulled_because.endswith(f"la reemplaza {new}.")
    assert found.corrected_by == new
    found = service.verify(res, new, _code(res, company, new))
    assert found is not None
    assert found.corrects == number


def _code(res: Resources, company: Company, number: str) -> str:
    text = " ".join(text_of(service.pdf(res, company.preparer, number).content).split())
    import re

    groups = re.search(r"Código ((?:[0-9A-HJKMNP-TV-Z]{2,4} ?)+)", text)
    assert groups, text
    return groups[1]


def test_the_same_values_are_refused_kindly(res: Resources, company: Company) -> None:
    number = filed(res, company)
    key = corrected_draft(res, company, number, 950_000_000)
    with pytest.raises(Refused, match="no hay nada que corregir"):
        service.issue(res, company.preparer, key)
    assert declaration_of(res, number).state == DeclarationState.FILED


def test_what_is_final_is_not_corrected(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    key = declaration_of(res, number).public_id
    clock.moved_to = date(2016, 6, 21)
    with pytest.raises(Refused, match=r"hasta el 20 de junio de 2016 \(supuesto, Decreto 1739"):
        start_correction(res, company.preparer, key)
    clock.moved_to = date(2016, 6, 20)
    assert start_correction(res, company.preparer, key)


def test_firmness_is_looked_at_when_signing_too(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    clock.moved_to = date(2016, 6, 20)
    key = corrected_draft(res, company, number, 1_000_000_000)
    waiting = service.issue(res, company.preparer, key)
    clock.moved_to = date(2016, 6, 21)
    with pytest.raises(Refused) as refused:
        sign(res, company.representative, waiting)
    assert refused.value.code == "final"


def test_a_correction_starts_the_term_again(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    clock.moved_to = date(2016, 6, 20)
    new = correct(res, company, number, 1_000_000_000)
    clock.moved_to = date(2016, 6, 21)
    assert start_correction(res, company.preparer, declaration_of(res, new).public_id)


def test_what_was_corrected_is_not_corrected_again(res: Resources, company: Company) -> None:
    number = filed(res, company)
    correct(res, company, number, 1_000_000_000)
    with pytest.raises(Conflict, match="ya fue corregida"):
        start_correction(res, company.preparer, declaration_of(res, number).public_id)


def test_only_what_is_filed_by_the_own_operator_is_corrected(
    res: Resources, company: Company
) -> None:
    key = prepare(res, company)
    with pytest.raises(Refused, match="Solo se corrige"):
        start_correction(res, company.preparer, key)
    number = filed(res, company)
    public_id = declaration_of(res, number).public_id
    with pytest.raises(NotAllowed):
        start_correction(res, company.admin, public_id)
    with pytest.raises(NotFound):
        start_correction(res, make_company(res).preparer, public_id)


def test_a_payment_that_arrives_meanwhile_turns_it_into_a_difference(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    key = corrected_draft(res, company, number, 1_000_000_000)
    waiting = service.issue(res, company.preparer, key)
    first = sign(res, company.representative, waiting)
    pay(res, number)
    with pytest.raises(Conflict) as changed:
        service.sign(
            res,
            company.accountant,
            first.number,
            password=PASSWORD,
            accepted=True,
            address="192.0.2.7",
            shown_total=fur(res, first.number).total,
        )
    assert changed.value.code == "figures_changed"
    outcome = sign(res, company.accountant, first.number)
    assert outcome.filed
    assert fur(res, outcome.number).total == 1_162_000


def test_two_corrections_in_a_row_owe_each_difference(res: Resources, company: Company) -> None:
    first = filed(res, company)
    pay(res, first)
    second = correct(res, company, first, 1_000_000_000)
    pay(res, second)
    third = fur(res, correct(res, company, second, 1_100_000_000))
    # 2 200 000 × 31.25 % × 66 ÷ 366 = 123 975.41.
    assert (third.total, third.arrears_interest) == (2_324_000, 124_000)
    lower = correct(res, company, third.number, 950_000_000)
    # Nothing of the third was paid: 23 019 000 + 1 162 000 − 23 019 000.
    assert declaration_of(res, lower).balance_in_favour == 1_162_000
    assert fur(res, third.number).state == FurState.ANNULLED


def test_postal_has_only_interest(res: Resources) -> None:
    company = make_company(res, "POSTAL")
    number = filed(res, company, income=40_000_000)
    pay(res, number)
    new = fur(res, correct(res, company, number, 80_000_000))
    assert (new.late_filing_penalty, new.arrears_interest, new.total) == (0, 61_000, 1_141_000)


# Balance in favour


def test_the_trail_tells_the_whole_story(res: Resources, company: Company) -> None:
    number = filed(res, company)
    correct(res, company, number, 1_000_000_000)
    with res.database.reading() as unit:
        actions = {event.action for event in unit.session.exec(select(AuditEvent))}
    assert {
        "declaration.correction_started",
        "declaration.replaced",
        "declaration.filed",
        "fur.annulled",
    } <= actions


def test_radio_upwards_bears_its_own_penalty_and_shows_no_income(
    res: Resources, clock: MovableClock
) -> None:
    # Due 1 April 2013: 10 % of 10 000 000, and 80 days at 31.25 % ÷ 366.
    company = make_company(res, "RADIO")
    clock.moved_to = date(2013, 3, 20)
    number = filed(res, company, "2013", income=50_000_000)
    pay(res, number)
    clock.moved_to = date(2013, 6, 20)
    new = fur(res, correct(res, company, number, 60_000_000))
    assert (new.late_filing_penalty, new.arrears_interest, new.total) == (
        1_000_000,
        683_000,
        11_683_000,
    )
    key = declaration_of(res, new.number).public_id
    differences = summary(res, company.preparer, key).standing.differences
    assert {each.field for each in differences if each.difference} == {
        "levy",
        "late_filing_penalty",
        "arrears_interest",
        "total",
    }
    clock.moved_to = date(2015, 6, 23)  # two years, moved from a Saturday to Monday the 22nd
    with pytest.raises(Refused, match=r"Decreto 4350 de 2009, art\. 18"):
        start_correction(res, company.preparer, key)


def test_d1972_upwards_bears_thirty_per_cent_and_owes_the_adjustment_once(
    res: Resources, clock: MovableClock
) -> None:
    # Due 30 April 2013, two months: 10 000 000 × 31.25 % ÷ 12 × 2, and 30 % of 10 000 000.
    company = make_company(res, "D1972")
    with res.database.unit() as unit:
        expediente = unit.session.get(Expediente, company.expediente.id)
        assert expediente is not None
        expediente.levy_rate = "0.05"
        unit.session.add(expediente)
    clock.moved_to = date(2013, 4, 20)
    key = prepare(res, company, income=400_000_000)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    save_draft(res, company.preparer, replace(opened.draft, yearly_adjustment=700_000))
    number = file(res, company, service.issue(res, company.preparer, key)).number
    assert fur(res, number).total == 20_700_000
    pay(res, number)
    clock.moved_to = date(2013, 6, 20)
    new = fur(res, correct(res, company, number, 600_000_000))
    assert (new.late_filing_penalty, new.arrears_interest, new.total) == (
        3_000_000,
        521_000,
        13_521_000,
    )
    assert all(replayed.equal for replayed in replay(res.database, res.rules, scope=EVERYBODY))
