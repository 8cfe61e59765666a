"""Proposing a value and approving it as a second person."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.base.rules.stored import current_rules
from ser_app.law.liquidation import liquidate
from ser_app.law.wire import case_from_json
from ser_app.oversight.parameters import deciding, proposing, repository
from ser_app.oversight.parameters.proposing import Source, missing_month
from ser_app.oversight.parameters.views import certainty_views, parameter_views, proposal_views
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor

NORM = Source(norm="Resolución 1 de 2027", article="art. 1")


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def admin(res: Resources) -> Actor:
    return ministry_actor(res, Role.SER_ADMIN)


def propose(res: Resources, actor: Actor, **changes: Any) -> str:
    usual = {"name": "month_counting", "value": "calendar", "valid_from": "2004-01-01"}
    return proposing.propose_value(res, actor, **{**usual, "source": NORM, **changes})


def in_force(res: Resources) -> object:
    rules = current_rules(res.database, res.rules)
    return rules.choice("month_counting", date(2013, 4, 15)).value


def test_a_value_is_in_force_once_a_second_person_approved_it(
    res: Resources, treasury: Actor, admin: Actor
) -> None:
    proposal = propose(res, treasury)
    assert in_force(res) == "anniversary"
    deciding.approve(res, admin, proposal)
    assert in_force(res) == "calendar"


def test_nobody_approves_the_own_proposal(res: Resources, admin: Actor) -> None:
    proposal = propose(res, admin)
    with pytest.raises(Refused, match="otra persona"):
        deciding.approve(res, admin, proposal)
    assert in_force(res) == "anniversary"


def test_a_second_account_of_one_person_is_not_a_second_person(
    res: Resources, admin: Actor
) -> None:
    proposal = propose(res, admin)
    second = ministry_actor(res, Role.SER_ADMIN)
    with res.database.unit() as unit:
        first_user, second_user = (
            people.user_by_id(unit, each.user_id) for each in (admin, second)
        )
        assert first_user is not None
        assert second_user is not None
        second_user.document_number = first_user.document_number
        unit.session.add(second_user)
    with pytest.raises(Refused, match="otra persona"):
        deciding.approve(res, second, proposal)
    assert in_force(res) == "anniversary"


def test_a_rejection_has_its_reason_and_a_decision_is_the_last_word(
    res: Resources, treasury: Actor, admin: Actor
) -> None:
    proposal = propose(res, treasury)
    with pytest.raises(Refused, match="por qué"):
        deciding.reject(res, admin, proposal, " ")
    deciding.reject(res, admin, proposal, "El artículo es otro.")
    for act in (deciding.approve, deciding.withdraw):
        with pytest.raises((Conflict, NotAllowed)):
            act(res, admin if act is deciding.approve else treasury, proposal)
    with res.database.reading() as unit:
        (view,) = proposal_views(repository.all_proposals(unit), admin)
    assert (view.state, view.reason, view.may_decide) == (
        "Rechazada", "El artículo es otro.", False,
    )  # fmt: skip


def test_only_the_proposer_takes_a_proposal_back(
    res: Resources, treasury: Actor, admin: Actor
) -> None:
    proposal = propose(res, treasury)
    with pytest.raises(Refused, match="Solo quien propuso"):
        deciding.withdraw(res, admin, proposal)
    deciding.withdraw(res, treasury, proposal)
    with pytest.raises(Conflict):
        deciding.approve(res, admin, proposal)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "inventado"}, "name"),
        ({"value": "a ojo"}, "value"),
        ({"name": "levy_rate.PRST", "value": "2,2"}, "value"),
        ({"name": "levy_rate.PRST", "value": "1e-999999999"}, "value"),
        ({"name": "late_filing_minimum_wages.PRST", "value": "1E+999999999"}, "value"),
        ({"name": "late_filing_minimum_wages.PRST", "value": "9" * 500}, "value"),
        ({"name": "due_days_after_period_end.PRST", "value": "9999999"}, "value"),
        ({"name": "firmness_years.PRST", "value": "9000"}, "value"),
        ({"valid_from": "9999-12-31"}, "valid_from"),
        ({"valid_from": "ayer"}, "valid_from"),
        ({"source": replace(NORM, norm=" ")}, "norm"),
        ({"source": replace(NORM, url="javascript:alert(1)")}, "url"),
        ({"source": replace(NORM, provenance="demo")}, "provenance"),
        ({"source": replace(NORM, note="x" * 501)}, "note"),
    ],
)
def test_what_cannot_be_read_names_its_field(
    res: Resources, treasury: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        propose(res, treasury, **changes)
    assert refused.value.field == field


def test_the_rate_of_a_month_needs_two_fields(
    res: Resources, treasury: Actor, admin: Actor
) -> None:
    proposal = proposing.propose_rate(res, treasury, month="2026-10", usury="25,50", source=NORM)
    deciding.approve(res, admin, proposal)
    row = current_rules(res.database, res.rules).rates[-1]
    assert (row.valid_from, row.valid_to) == (date(2026, 10, 1), date(2026, 10, 31))
    assert row.arrears_rate_percent == Decimal("23.50")  # two points less since 2017


@pytest.mark.parametrize(("month", "usury", "field"), [
    ("octubre", "25", "month"), ("2026-10", "-1", "usury"), ("2026-10", "100", "usury"),
    ("2026-10", "2", "usury"), ("2026-10", "2.5e1", "usury"),
])  # fmt: skip
def test_a_rate_that_cannot_be_read_names_its_field(
    res: Resources, treasury: Actor, month: str, usury: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        proposing.propose_rate(res, treasury, month=month, usury=usury, source=NORM)
    assert refused.value.field == field


def test_a_month_that_would_leave_a_gap_is_refused_when_it_is_proposed(
    res: Resources, treasury: Actor
) -> None:
    with pytest.raises(Refused, match="incompletas"):
        proposing.propose_rate(res, treasury, month="2026-12", usury="25", source=NORM)


def test_who_may_not_is_refused(res: Resources, treasury: Actor, admin: Actor) -> None:
    proposal = propose(res, treasury)
    with pytest.raises(NotAllowed):
        deciding.approve(res, treasury, proposal)
    with pytest.raises(NotAllowed):
        propose(res, make_company(res).admin)
    with pytest.raises(NotFound):
        deciding.approve(res, admin, "no-such")


def test_each_step_is_in_the_trail(res: Resources, treasury: Actor, admin: Actor) -> None:
    deciding.approve(res, admin, propose(res, treasury))
    with res.database.reading() as unit:
        actions = [event.action for event in unit.session.exec(select(AuditEvent))]
    assert actions == ["parameter.proposed", "parameter.approved"]


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 9, 24), ""),
        (date(2026, 9, 25), "2026-10"),
        (date(2026, 10, 1), "2026-10"),
        (date(2026, 11, 24), "2026-10"),
    ],
)
def test_a_missing_rate_is_reminded_of(res: Resources, day: date, month: str) -> None:
    assert missing_month(replace(res, clock=MovableClock(moved_to=day))) == month


def test_the_share_of_what_rests_on_uncertain_rules() -> None:
    def figures(provenance: str) -> list[dict[str, Any]]:
        return [{"code": "levy", "provenance": "confirmed"},
                {"code": "total", "provenance": provenance}]  # fmt: skip

    paid = [
        ("PRST", 300, figures("assumed")),
        ("PRST", 700, figures("confirmed")),
        ("POSTAL", 50, figures("single")),
    ]
    prst, postal = certainty_views(paid)
    assert (prst.paid, prst.unsure, prst.share) == ("$ 1.000", "$ 300", "30,0 %")
    assert postal.share == "0,0 %"


def test_parameters_are_found_by_words_and_certainty(res: Resources) -> None:
    found = parameter_views(res.rules, "tarifa prst", "")
    assert "levy_rate.PRST" in [each.name for each in found]
    assert {each.provenance for each in parameter_views(res.rules, "", "assumed")} == {"Supuesto"}
    assert parameter_views(res.rules, "no hay tal", "") == []


CONTINGENCY: dict[str, Any] = {
    "regimes": ["PRST"],
    "first": "2013-04-15",
    "last": "2013-04-15",
    "new": "2013-04-18",
    "kind": "contingency",
    "reason": "el sistema no estuvo disponible",
}


def test_a_contingency_moves_the_due_day_and_the_penalty_with_it(
    res: Resources, treasury: Actor, admin: Actor
) -> None:
    proposal = proposing.propose_due_day(res, treasury, **CONTINGENCY, source=NORM)
    deciding.approve(res, admin, proposal)
    rules = current_rules(res.database, res.rules)
    facts = {"period": "2013-Q1", "gross_income": 950_000_000, "filed_on": "2013-04-18"}
    prst = liquidate(case_from_json({**facts, "regime": "PRST"}), rules)
    assert (prst.due_on, prst.total) == (date(2013, 4, 18), 20_900_000)
    assert "trasladado del 15 de abril de 2013" in prst.figures[1].sentence
    postal = liquidate(case_from_json({**facts, "regime": "POSTAL"}), rules)
    assert postal.due_on == date(2013, 4, 15)


def test_the_title_of_moved_due_days_names_one_day_once(
    res: Resources, treasury: Actor, admin: Actor
) -> None:
    for change in ({}, {"first": "2013-04-14"}):
        proposing.propose_due_day(res, treasury, **{**CONTINGENCY, **change}, source=NORM)
    with res.database.reading() as unit:
        views = proposal_views(repository.all_proposals(unit), admin)
    assert {view.title for view in views} == {
        "Vencimientos del 15 abr 2013 (PRST)",
        "Vencimientos del 14 abr 2013 al 15 abr 2013 (PRST)",
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"regimes": ["OTRO"]}, "regimes"),
        ({"kind": "capricho"}, "kind"),
        ({"new": "2013-04-01"}, "new"),
        ({"first": "abril"}, "first"),
        ({"reason": " "}, "due_reason"),
    ],
)
def test_a_due_day_that_cannot_be_moved_names_its_field(
    res: Resources, treasury: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        proposing.propose_due_day(res, treasury, **{**CONTINGENCY, **changes}, source=NORM)
    assert refused.value.field == field
