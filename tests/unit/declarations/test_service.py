"""Use cases of drafts and lists: who may, what is kept, what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.declarations import service
from ser_app.declarations.repository import DeclarationFilter
from ser_app.declarations.states import Channel, DeclarationState, LineKind, Use
from ser_app.people.permissions import Role
from tests.factories import make_company, make_expediente, ministry_actor
from tests.unit.declarations.support import begun, opened, saved, with_income


def test_quarters_are_offered_once_they_have_ended(res: Resources) -> None:
    company = make_company(res)
    choices = service.period_choices(res, company.preparer, company.expediente.public_id)
    offered = [choice.period.text for choice in choices]
    assert offered == ["2013-Q1", "2012-Q4", "2012-Q3", "2012-Q2", "2012-Q1"]
    assert choices[0].due_on == date(2013, 4, 15)


def test_a_quarter_is_not_offered_on_its_last_day(res: Resources, clock: MovableClock) -> None:
    company = make_company(res)
    clock.moved_to = date(2013, 6, 30)
    last_day = service.period_choices(res, company.preparer, company.expediente.public_id)
    clock.moved_to = date(2013, 7, 1)
    day_after = service.period_choices(res, company.preparer, company.expediente.public_id)
    assert (last_day[0].period.text, day_after[0].period.text) == ("2013-Q1", "2013-Q2")


def test_nothing_after_the_expediente_ended(res: Resources) -> None:
    company = make_company(res)
    ended = make_expediente(res, company.operator, valid_to=date(2012, 5, 1))
    choices = service.period_choices(res, company.preparer, ended.public_id)
    assert choices[0].period.text == "2012-Q2"


def test_a_title_without_its_rate_says_so(res: Resources) -> None:
    company = make_company(res)
    title = make_expediente(res, company.operator, regime="D1972")
    with pytest.raises(Refused, match="no tiene registrada la tarifa"):
        service.period_choices(res, company.preparer, title.public_id)


def test_radio_is_offered_by_years_in_advance(res: Resources) -> None:
    company = make_company(res, regime="RADIO", valid_from=date(2011, 5, 2))
    choices = service.period_choices(res, company.preparer, company.expediente.public_id)
    assert [choice.period.text for choice in choices] == ["2013", "2012"]
    assert choices[0].due_on == date(2013, 4, 1)  # 31 March 2013 is a Sunday


def test_a_new_draft_has_one_line_of_each_kind_and_today_as_payment_day(res: Resources) -> None:
    draft = begun(res, make_company(res))
    assert [line.kind for line in draft.lines] == [LineKind.INCOME, LineKind.RETURN]
    assert draft.payment_day == date(2013, 6, 20)
    assert (draft.use, draft.channel) == (Use.FILING_AND_PAYMENT, Channel.ELECTRONIC)


def test_beginning_twice_goes_on_with_the_same_draft(res: Resources) -> None:
    company = make_company(res)
    assert begun(res, company).public_id == begun(res, company).public_id


@pytest.mark.parametrize("period", ["2013-Q2", "2011-Q4", "2013", "nonsense", ""])
def test_other_periods_are_refused(res: Resources, period: str) -> None:
    company = make_company(res)
    with pytest.raises(Refused):
        service.start_draft(res, company.preparer, company.expediente.public_id, period)


def test_a_save_is_found_again(res: Resources) -> None:
    company = make_company(res)
    draft = replace(
        with_income(begun(res, company), 950_000_000).with_new_line(LineKind.RETURN, "r2"),
        channel=Channel.PAPER,
        use=Use.FILING,
        payment_day=date(2013, 8, 20),
        nil_confirmed=True,
    )
    draft = draft.with_amount("r2", 5).with_description("r2", "Factura anulada")
    after = saved(res, company, draft)
    assert opened(res, company.preparer, draft.public_id) == after


def test_removed_lines_are_gone(res: Resources) -> None:
    company = make_company(res)
    two = saved(res, company, begun(res, company).with_new_line(LineKind.INCOME, "i2"))
    one = saved(res, company, two.without_line("i2"))
    assert opened(res, company.preparer, one.public_id).lines == one.lines


def test_the_figures_are_kept_with_the_draft(res: Resources) -> None:
    company = make_company(res)
    draft = saved(res, company, with_income(begun(res, company), 950_000_000))
    kept = service.summary(res, company.preparer, draft.public_id).declaration
    assert (kept.gross_income, kept.total) == (950_000_000, 23_019_000)
    assert kept.liquidated_on == date(2013, 6, 20)


def test_the_second_window_is_told_and_overwrites_nothing(res: Resources) -> None:
    company = make_company(res)
    first = begun(res, company)
    second = opened(res, company.accountant, first.public_id)
    kept = saved(res, company, with_income(first, 1))
    with pytest.raises(Conflict, match="Otra ventana") as refusal:
        service.save_draft(res, company.accountant, with_income(second, 2))
    assert refusal.value.code == "stale_version"
    assert opened(res, company.preparer, first.public_id) == kept


def test_a_payment_day_beyond_the_rules_does_not_cost_the_text(res: Resources) -> None:
    company = make_company(res)
    far = replace(with_income(begun(res, company), 7), payment_day=date(2150, 1, 1))
    saved(res, company, far)
    assert opened(res, company.preparer, far.public_id).gross_income == 7


def test_a_payment_day_that_passed_becomes_today_when_opened(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res)
    draft = begun(res, company)
    clock.moved_to = date(2013, 7, 3)
    found = service.open_draft(res, company.preparer, draft.public_id)
    assert found is not None
    assert found.draft.payment_day == date(2013, 7, 3)
    assert found.moved_from == date(2013, 6, 20)


def test_a_discarded_draft_makes_room_for_another(res: Resources) -> None:
    company = make_company(res)
    first = begun(res, company)
    service.discard_draft(res, company.preparer, first.public_id)
    with pytest.raises(Conflict, match="descartado"):
        service.save_draft(res, company.preparer, first)
    assert begun(res, company).public_id != first.public_id


@pytest.mark.parametrize("role", ["admin", "representative"])
def test_only_preparers_edit(res: Resources, role: str) -> None:
    company = make_company(res)
    draft = begun(res, company)
    actor = getattr(company, role)
    with pytest.raises(NotAllowed):
        service.open_draft(res, actor, draft.public_id)
    with pytest.raises(NotAllowed):
        service.save_draft(res, actor, draft)
    with pytest.raises(NotAllowed):
        service.discard_draft(res, actor, draft.public_id)
    with pytest.raises(NotAllowed):
        service.start_draft(res, actor, company.expediente.public_id, "2012-Q4")
    assert service.summary(res, actor, draft.public_id).declaration.public_id == draft.public_id


def test_the_administrator_of_users_sees_no_declarations(res: Resources) -> None:
    actor = ministry_actor(res, Role.SER_ADMIN)
    with pytest.raises(NotAllowed):
        service.declarations_page(res, actor, DeclarationFilter(), 1)


def test_another_operator_finds_nothing(res: Resources) -> None:
    company, other = make_company(res), make_company(res, name="Otra S.A.S.")
    draft = begun(res, company)
    with pytest.raises(NotFound):
        service.open_draft(res, other.preparer, draft.public_id)
    with pytest.raises(NotFound):
        service.save_draft(res, other.preparer, draft)
    with pytest.raises(NotFound):
        service.discard_draft(res, other.preparer, draft.public_id)
    with pytest.raises(NotFound):
        service.summary(res, other.preparer, draft.public_id)
    with pytest.raises(NotFound):
        service.start_draft(res, other.preparer, company.expediente.public_id, "2012-Q4")
    assert service.declarations_page(res, other.preparer, DeclarationFilter(), 1).count == 0
    assert opened(res, company.preparer, draft.public_id) == draft


def test_a_foreign_line_id_takes_nothing_from_its_owner(res: Resources) -> None:
    company, other = make_company(res), make_company(res, name="Otra S.A.S.")
    mine = saved(res, company, with_income(begun(res, company), 9))
    theirs = begun(res, other)
    stolen = replace(theirs, lines=(*theirs.lines, mine.lines[0]))
    with pytest.raises(Refused):
        service.save_draft(res, other.preparer, stolen)
    assert opened(res, company.preparer, mine.public_id) == mine


def test_the_list_is_filtered_and_paged(res: Resources) -> None:
    company = make_company(res)
    postal = make_expediente(res, company.operator, regime="POSTAL")
    for period in ("2012-Q3", "2012-Q4", "2013-Q1"):
        begun(res, company, period)
    service.start_draft(res, company.preparer, postal.public_id, "2013-Q1")

    def found(**wanted: object) -> list[str]:
        wish = DeclarationFilter(**wanted)  # type: ignore[arg-type]  # values of the parameters above
        page = service.declarations_page(res, company.representative, wish, 1)
        return [listed.row.declaration.period for listed in page.rows]

    assert found() == ["2013-Q1", "2013-Q1", "2012-Q4", "2012-Q3"]
    assert found(year=2012) == ["2012-Q4", "2012-Q3"]
    assert found(expediente=postal.public_id) == ["2013-Q1"]
    assert found(state=DeclarationState.FILED.value) == []
    assert found(expediente="nobody's") == []


def test_a_page_beyond_the_last_gives_the_last(res: Resources) -> None:
    company = make_company(res)
    begun(res, company)
    page = service.declarations_page(res, company.preparer, DeclarationFilter(), 99)
    assert (page.number, page.count, len(page.rows)) == (1, 1, 1)


def test_a_draft_in_the_list_shows_what_it_owes_today(res: Resources, clock: MovableClock) -> None:
    company = make_company(res)
    saved(res, company, with_income(begun(res, company), 950_000_000))
    clock.moved_to = date(2013, 8, 20)
    page = service.declarations_page(res, company.preparer, DeclarationFilter(), 1)
    assert page.rows[0].total == 20_900_000 + 1_568_000 + 2_245_000


def test_the_ministry_sees_the_declarations_of_all(res: Resources) -> None:
    begun(res, make_company(res))
    begun(res, make_company(res, name="Otra S.A.S."))
    supervisor = ministry_actor(res, Role.SUPERVISOR)
    assert service.declarations_page(res, supervisor, DeclarationFilter(), 1).count == 2
