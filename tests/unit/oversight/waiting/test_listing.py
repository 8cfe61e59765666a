"""Each role's home page tells what waits for it, and nothing that it can do nothing about."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.demo import demo_rules
from ser_app.base.mail.models import MailState
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources
from ser_app.law.parameters import packaged_rules
from ser_app.ledger.agreements.models import Agreement
from ser_app.oversight.waiting import repository
from ser_app.oversight.waiting.listing import Waiting, waiting_for, waiting_reminders
from ser_app.people.actor import Actor
from ser_app.people.administration import suspend
from ser_app.people.errors import BadCredentials
from ser_app.people.models import User
from ser_app.people.permissions import LANDING_PAGE, Role
from ser_app.people.requests import deciding
from tests.factories import (
    actor_of,
    enter,
    make_company,
    make_operator,
    make_user,
    ministry_actor,
)
from tests.unit.oversight.conftest import Demo
from tests.unit.people.requests.steps import form_for, sent


def _words(res: Resources, actor: Actor) -> str:
    return " | ".join(each.words for each in waiting_for(res, actor))


def _about(res: Resources, actor: Actor, part: str) -> Waiting:
    [found] = [each for each in waiting_for(res, actor) if part in each.words]
    return found


def test_requests_wait_by_age_and_for_the_second_person(
    res: Resources, clock: MovableClock
) -> None:
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    assert "solicitud" not in _words(res, first)
    begun = res.clock.now()
    clock.instant = begun
    request = sent(res, form_for(make_operator(res)))
    clock.instant = begun + timedelta(days=3)
    sent(res, form_for(make_operator(res), contact_email="otra@prueba.example"))
    found = _about(res, first, "por revisar")
    assert found.words.startswith("2 solicitudes")
    assert found.since == begun
    deciding.review(res, first, request.public_id)
    assert "segunda aprobación" not in _words(res, first)
    assert "segunda aprobación" in _words(res, second)


def test_locked_people_and_lost_mail_wait_for_the_administrator(res: Resources) -> None:
    admin = ministry_actor(res, Role.SER_ADMIN)
    locked = make_user(res, Role.TREASURY)
    for _ in range(8):
        with pytest.raises(BadCredentials):
            enter(res, locked.email, "otra cosa larga")
    with res.database.unit() as unit:
        mail = queue(unit, at=res.clock.now(), to="a@b.co", subject="Uno", text="Dos")
        mail.state = MailState.GIVEN_UP
    told = _words(res, admin)
    assert "bloqueado por intentos" in told
    assert "no pudo enviarse" in told
    assert waiting_for(res, admin)[0].urgent


def test_jobs_that_stand_still_are_told(res: Resources, clock: MovableClock) -> None:
    admin = ministry_actor(res, Role.SER_ADMIN)
    clock.instant = res.clock.now()
    sent(res, form_for(make_operator(res)))
    assert "atascado" not in _words(res, admin)
    clock.instant += timedelta(hours=1)
    told = _words(res, admin)
    assert "correos atascados" in told
    assert "sin sellar" in told


def test_a_missing_rate_waits_for_who_may_load_it(res: Resources, clock: MovableClock) -> None:
    clock.moved_to = date(2026, 12, 3)
    for role, expected in ((Role.TREASURY, True), (Role.SER_ADMIN, True), (Role.SUPERVISOR, False)):
        assert ("Falta cargar la tasa" in _words(res, ministry_actor(res, role))) is expected


def test_an_operator_without_a_signer_is_told(res: Resources) -> None:
    company = make_company(res)
    assert "Nadie firma" not in _words(res, company.admin)
    with res.database.reading() as unit:
        accountant = unit.session.get(User, company.accountant.user_id)
    assert accountant is not None
    suspend(res, company.admin, accountant.public_id)
    assert "Nadie firma como contador" in _words(res, company.admin)
    assert "Nadie firma" not in _words(res, company.preparer)


def test_an_auditor_is_told_of_the_last_day(res: Resources) -> None:
    auditor = make_user(res, Role.AUDITOR)
    assert waiting_for(res, actor_of(auditor)) == []
    with res.database.unit() as unit:
        stored = unit.session.get(User, auditor.id)
        assert stored is not None
        stored.access_to = res.clock.now().date() + timedelta(days=9)
    assert "Su acceso va hasta" in _words(res, actor_of(auditor))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_home_that_answers(res: Resources, role: Role) -> None:
    operator = make_operator(res) if role.of_operator else None
    actor = actor_of(make_user(res, role, operator))
    found = waiting_for(res, actor)
    told = waiting_reminders(res, actor)
    assert bool(told) is (bool(found) and LANDING_PAGE[role] != "/inicio")
    urgent = any(each.urgent for each in found)
    assert all(each.kind == ("overdue" if urgent else "pending") for each in told)
    assert waiting_for(res, replace(actor, expedientes=frozenset())) is not None or not operator


def test_a_reminder_is_red_only_for_what_is_urgent(demo: Demo) -> None:
    for email in ("supervisor@demo.ser", "tesoreria@demo.ser"):
        actor = demo.actor(email)
        (told,) = waiting_reminders(demo.res, actor)
        urgent = any(each.urgent for each in waiting_for(demo.res, actor))
        assert urgent is (email == "tesoreria@demo.ser")
        assert told.kind == ("overdue" if urgent else "pending")


def test_agreements_and_old_debts_wait_for_cartera(demo: Demo) -> None:
    first = _words(demo.res, demo.actor("cartera@demo.ser"))
    assert "1 acuerdo de pago por revisar" in first
    assert re.search(r"deudas? por remitir a cobro coactivo", first)
    assert "acuerdo" not in _words(demo.res, demo.actor("tesoreria@demo.ser"))


def test_a_reviewed_agreement_waits_for_the_other_person(demo: Demo) -> None:
    """The demonstration is only read: its reviewer is put in in a transaction that is undone."""
    first, second = demo.actor("cartera@demo.ser"), demo.actor("jefe.cartera@demo.ser")
    with demo.res.database.unit() as unit:
        agreement = unit.session.exec(select(Agreement).where(Agreement.state == "proposed")).one()
        agreement.state, agreement.reviewed_by_id = "reviewed", first.user_id
        unit.session.flush()
        mine = repository.agreements(unit, "reviewed", besides=first.user_id)
        others = repository.agreements(unit, "reviewed", besides=second.user_id)
        unit.session.rollback()
    assert (mine[0], others[0]) == (0, 1)


def test_lately_filed_alerts_wait_for_the_supervisor(demo: Demo) -> None:
    words = _words(demo.res, demo.actor("supervisor@demo.ser"))
    assert re.search(r"declaraci(ón|ones) con alertas", words)
    assert "alertas" not in _words(demo.res, demo.actor("tesoreria@demo.ser"))


def test_where_made_up_rates_stand_in_the_missing_one_is_told_truly_and_is_not_urgent(
    res: Resources,
) -> None:
    treasury = ministry_actor(res, Role.TREASURY)
    autumn = replace(res, clock=MovableClock(moved_to=date(2026, 11, 20)))
    made_up = replace(autumn, rules=demo_rules(packaged_rules()))
    found = _about(made_up, treasury, "tasas inventadas")
    assert not found.urgent
    assert "Falta cargar la tasa" not in _words(made_up, treasury)
    assert _about(autumn, treasury, "Falta cargar la tasa").urgent
