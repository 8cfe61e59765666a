"""Comparing, asking for more, rejecting, and two different persons who approve."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.people import administration
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.errors import BadCredentials, InvitationExpired
from ser_app.people.invitations.service import accept
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.requests import asking, deciding, repository
from ser_app.people.requests.comparing import Outcome
from ser_app.people.requests.deciding import finish_accepted
from ser_app.people.requests.models import AccessRequest, AccessRequestFile
from ser_app.people.requests.states import RequestKind, RequestState
from ser_app.people.requests.views import case_view, compared_rows
from ser_app.people.sessions import actor_of_token
from tests.factories import actor_of, enter, make_company, make_operator, make_user, ministry_actor
from tests.unit.people.requests.steps import CONTACT, as_it_is, form_for, link_in, mails_to, sent

_PASSWORD = "una frase larga y muy propia"
_WHY = "El certificado dice lo mismo que la solicitud"


def _account(res: Resources, email: str) -> User:
    with res.database.reading() as unit:
        user = people.user_by_email(unit, email)
    assert user is not None
    return user


def test_the_title_of_a_case_names_the_operator(res: Resources) -> None:
    request = sent(res, form_for(make_company(res).operator, operator_name="OPERADOR S.A.S"))
    case = deciding.case_of(res, ministry_actor(res, Role.SER_ADMIN), request.public_id)
    title = case_view(case, differs=False).title
    assert "OPERADOR S.A.S" in title
    assert request.number in title


def test_each_datum_is_put_beside_the_registry(res: Resources) -> None:
    company = make_company(res)
    asked = form_for(company.operator, address="Carrera 1 # 2-3", operator_name="OPERADOR S.A.S")
    case = deciding.case_of(res, ministry_actor(res, Role.SER_ADMIN), sent(res, asked).public_id)
    outcomes = {row.label: row.outcome for row in case.compared}
    assert outcomes["NIT"] is Outcome.EQUAL
    assert outcomes["Nombre o razón social"] is Outcome.EQUAL
    assert outcomes["Dirección"] is Outcome.DIFFERENT
    assert outcomes["Representante legal"] is Outcome.DIFFERENT
    assert outcomes["Teléfono"] is Outcome.UNKNOWN
    assert outcomes["Correo del administrador"] is Outcome.FREE


def _mail_of_administrator(res: Resources, actor: Actor, request: AccessRequest) -> tuple[str, str]:
    rows = compared_rows(deciding.case_of(res, actor, request.public_id).compared)
    [row] = [each for each in rows if each.label == "Correo del administrador"]
    return row.registered, row.word


def test_the_account_that_an_approval_made_is_no_difference(res: Resources) -> None:
    operator = make_operator(res)
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    request, late = sent(res, form_for(operator)), sent(res, form_for(operator))
    assert _mail_of_administrator(res, first, request) == ("Sin otra cuenta", "Disponible")
    deciding.review(res, first, request.public_id)
    deciding.approve(res, second, request.public_id)
    assert _mail_of_administrator(res, first, request) == ("Sin otra cuenta", "Disponible")
    assert _mail_of_administrator(res, first, late) == ("Ya tiene una cuenta", "Distinto")


def test_the_whole_way_to_a_new_administrator(res: Resources) -> None:
    operator = make_operator(res)
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    request = sent(res, form_for(operator))
    deciding.review(res, first, request.public_id)
    deciding.approve(res, second, request.public_id)
    assert as_it_is(res, request).state == RequestState.APPROVED
    with pytest.raises(BadCredentials):
        enter(res, "ivan@prueba.example", _PASSWORD)
    token = link_in(mails_to(res, "ivan@prueba.example")[0])
    accept(res, token, _PASSWORD, finish_accepted)
    actor = actor_of_token(res, enter(res, "ivan@prueba.example", _PASSWORD))
    assert actor is not None
    assert (actor.role, actor.operator_id) == (Role.OPERATOR_ADMIN, operator.id)
    assert actor.first_thing == ""
    assert as_it_is(res, request).state == RequestState.DONE
    with pytest.raises(InvitationExpired):
        accept(res, token, "otra frase larga y propia", finish_accepted)
    with res.database.reading() as unit:
        actions = [event.action for event in unit.session.exec(select(AuditEvent))]
    for action in ("sent", "reviewed", "approved", "done"):
        assert f"access_request.{action}" in actions
    assert len(mails_to(res, CONTACT)) == 5  # link, number, reviewed, approved, done


def test_two_persons_not_two_accounts(res: Resources) -> None:
    first = ministry_actor(res, Role.SER_ADMIN)
    request = sent(res, form_for(make_operator(res)))
    deciding.review(res, first, request.public_id)
    with pytest.raises(Refused) as same:
        deciding.approve(res, first, request.public_id)
    assert same.value.code == "own_review"
    twin = make_user(res, Role.SER_ADMIN)
    with res.database.unit() as unit:
        stored = people.user_by_id(unit, twin.id or 0)
        reviewer = people.user_by_id(unit, first.user_id)
        assert stored is not None
        assert reviewer is not None
        stored.document_number = reviewer.document_number
    with pytest.raises(Refused):
        deciding.approve(res, actor_of(twin), request.public_id)
    assert as_it_is(res, request).state == RequestState.REVIEWED


def test_who_approves_proves_identity_again(res: Resources) -> None:
    stale = replace(ministry_actor(res, Role.SER_ADMIN), proved_at=None)
    request = sent(res, form_for(make_operator(res)))
    with pytest.raises(ProofNeeded):
        deciding.review(res, stale, request.public_id)
    deciding.review(res, ministry_actor(res, Role.SER_ADMIN), request.public_id)
    with pytest.raises(ProofNeeded):
        deciding.approve(res, stale, request.public_id)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SER_ADMIN])
def test_nobody_else_decides(res: Resources, role: Role) -> None:
    request = sent(res, form_for(make_operator(res)))
    company = make_company(res)
    actor = actor_of(make_user(res, role, company.operator if role.of_operator else None))
    for act in (
        lambda: deciding.queue(res, actor),
        lambda: deciding.case_of(res, actor, request.public_id),
        lambda: deciding.ask_for_more(res, actor, request.public_id, _WHY),
        lambda: deciding.reject(res, actor, request.public_id, _WHY),
        lambda: deciding.review(res, actor, request.public_id),
        lambda: deciding.approve(res, actor, request.public_id),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_differs_needs_a_reason(res: Resources) -> None:
    admin = ministry_actor(res, Role.SER_ADMIN)
    request = sent(res, form_for(make_operator(res), address="Otra parte 1"))
    with pytest.raises(Refused) as refused:
        deciding.review(res, admin, request.public_id)
    assert refused.value.field == "note"
    deciding.review(res, admin, request.public_id, _WHY)


def test_what_came_without_annexes_is_not_approved(res: Resources) -> None:
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    request = sent(res, form_for(make_operator(res)))
    with res.database.unit() as unit:
        [file] = repository.files_of(unit, request.id or 0)
        kept = file.model_dump(exclude={"id"})
        repository.remove_file(unit, file)
    with pytest.raises(Refused) as reviewed:
        deciding.review(res, first, request.public_id)
    with res.database.unit() as unit:
        repository.add(unit, AccessRequestFile(**kept))
    deciding.review(res, first, request.public_id)
    with res.database.unit() as unit:
        [file] = repository.files_of(unit, request.id or 0)
        repository.remove_file(unit, file)
    with pytest.raises(Refused) as approved:
        deciding.approve(res, second, request.public_id)
    assert (reviewed.value.code, approved.value.code) == ("no_annex", "no_annex")
    assert as_it_is(res, request).state == RequestState.REVIEWED


def test_more_is_asked_for_and_the_review_begins_anew(res: Resources) -> None:
    operator = make_operator(res)
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    request = sent(res, form_for(operator))
    deciding.review(res, first, request.public_id)
    deciding.ask_for_more(res, second, request.public_id, "Falta el certificado de existencia")
    with pytest.raises(Conflict):
        deciding.approve(res, second, request.public_id)
    token = link_in(mails_to(res, CONTACT)[0])
    asking.send(res, token, form_for(operator, admin_name="Iván Peña Soto"), declared=True)
    assert as_it_is(res, request).state == RequestState.SENT
    with pytest.raises(Conflict):
        deciding.approve(res, second, request.public_id)
    deciding.review(res, second, request.public_id)
    deciding.approve(res, first, request.public_id)
    assert _account(res, "ivan@prueba.example").full_name == "Iván Peña Soto"


def test_a_rejection_tells_why_and_ends_it(res: Resources) -> None:
    admin = ministry_actor(res, Role.SER_ADMIN)
    request = sent(res, form_for(make_operator(res)))
    with pytest.raises(Refused):
        deciding.reject(res, admin, request.public_id, "no")
    deciding.reject(res, admin, request.public_id, "El NIT no es de un operador")
    assert "El NIT no es de un operador" in mails_to(res, CONTACT)[0]
    with pytest.raises(Conflict):
        deciding.review(res, admin, request.public_id)


def test_an_unknown_operator_and_a_taken_mail_get_no_account(res: Resources) -> None:
    admin = ministry_actor(res, Role.SER_ADMIN)
    operator = make_operator(res)
    unknown = sent(res, form_for(operator, nit="899.999.053-1"))
    with pytest.raises(Refused) as refused:
        deciding.review(res, admin, unknown.public_id, _WHY)
    assert refused.value.code == "unknown_operator"
    taken = make_company(res).preparer
    with res.database.reading() as unit:
        email = people.user_by_id(unit, taken.user_id)
    assert email is not None
    second = sent(res, form_for(operator, admin_email=email.email))
    with pytest.raises(Conflict):
        deciding.review(res, admin, second.public_id, _WHY)


def test_a_modification_of_the_mail_ends_the_old_way_in(res: Resources) -> None:
    company = make_company(res)
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    with res.database.reading() as unit:
        admin = people.user_by_id(unit, company.admin.user_id)
    assert admin is not None
    token = enter(res, admin.email)
    asked = form_for(
        company.operator,
        kind=RequestKind.MODIFICATION,
        admin_document=admin.document_number,
        admin_email="nuevo@prueba.example",
        remarks="Cambió el correo de la empresa",
    )
    request = sent(res, asked)
    deciding.review(res, first, request.public_id, _WHY)
    deciding.approve(res, second, request.public_id)
    assert actor_of_token(res, token, fresh=True) is None
    with pytest.raises(BadCredentials):
        enter(res, "nuevo@prueba.example")
    assert "tiene otro correo" in mails_to(res, admin.email)[0]
    accept(res, link_in(mails_to(res, "nuevo@prueba.example")[0]), _PASSWORD, finish_accepted)
    assert actor_of_token(res, enter(res, "nuevo@prueba.example", _PASSWORD)) is not None


def test_a_removal_is_done_at_once_but_never_of_the_last_one(res: Resources) -> None:
    company = make_company(res)
    admin = ministry_actor(res, Role.SER_ADMIN)
    other = make_user(res, Role.OPERATOR_ADMIN, company.operator)
    asked = form_for(
        company.operator,
        kind=RequestKind.REMOVAL,
        admin_document=other.document_number,
        remarks="Dejó la empresa",
    )
    request = sent(res, asked)
    deciding.review(res, admin, request.public_id, _WHY)
    assert as_it_is(res, request).state == RequestState.DONE
    assert _account(res, other.email).suspended_at is not None
    with res.database.reading() as unit:
        last = people.user_by_id(unit, company.admin.user_id)
    assert last is not None
    again = sent(res, replace(asked, admin_document=last.document_number))
    with pytest.raises(Refused) as refused:
        deciding.review(res, admin, again.public_id, _WHY)
    assert refused.value.code == "last_administrator"


def test_an_invitation_ends_after_a_week_and_can_be_sent_again(
    res: Resources, clock: MovableClock
) -> None:
    company = make_company(res)
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    request = sent(res, form_for(company.operator))
    deciding.review(res, first, request.public_id, _WHY)
    deciding.approve(res, second, request.public_id)
    old = link_in(mails_to(res, "ivan@prueba.example")[0])
    clock.instant = res.clock.now() + timedelta(days=7)
    with pytest.raises(InvitationExpired):
        accept(res, old, _PASSWORD)
    invited = _account(res, "ivan@prueba.example")
    with pytest.raises(Refused) as refused:
        administration.reactivate(res, company.admin, invited.public_id)
    assert refused.value.code == "invited"
    administration.invite_again(res, company.admin, invited.public_id)
    accept(res, link_in(mails_to(res, "ivan@prueba.example")[0]), _PASSWORD, finish_accepted)
    assert as_it_is(res, request).state == RequestState.DONE
