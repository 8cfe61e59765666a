"""What several do to a request at the same instant counts as if one had waited for the other."""

from functools import partial

from sqlmodel import select

from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.people.invitations.service import accept
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.requests import annexes, asking, deciding
from ser_app.people.requests.deciding import finish_accepted
from ser_app.people.requests.states import RequestState
from tests.factories import make_operator, ministry_actor
from tests.support.crowd import at_once
from tests.unit.people.requests.steps import (
    as_it_is,
    begun,
    form_for,
    link_in,
    mails_to,
    paper,
    ready,
    sent,
)


def test_a_request_is_sent_once(res: Resources) -> None:
    asked = form_for(make_operator(res))
    send = partial(asking.send, res, ready(res, asked), asked, declared=True)
    outcomes = at_once(send, send, send)
    assert [isinstance(each, Refused) for each in outcomes].count(False) == 1


def test_two_who_approve_make_one_account(res: Resources) -> None:
    first, second, third = (ministry_actor(res, Role.SER_ADMIN) for _ in range(3))
    request = sent(res, form_for(make_operator(res)))
    deciding.review(res, first, request.public_id)
    outcomes = at_once(
        partial(deciding.approve, res, second, request.public_id),
        partial(deciding.approve, res, third, request.public_id),
        partial(deciding.reject, res, first, request.public_id, "El certificado no es de hoy"),
    )
    assert [isinstance(each, Conflict) for each in outcomes].count(False) == 1
    with res.database.reading() as unit:
        made = unit.session.exec(select(User).where(User.email == "ivan@prueba.example")).all()
    approved = as_it_is(res, request).state == RequestState.APPROVED
    assert len(made) == (1 if approved else 0)


def test_annexes_that_come_together_stay_within_the_limit(res: Resources) -> None:
    token = begun(res, form_for(make_operator(res)))
    outcomes = at_once(
        *(partial(annexes.attach, res, token, "a.pdf", paper(str(number))) for number in range(9))
    )
    kept = [each for each in outcomes if not isinstance(each, Refused | Conflict)]
    names = [each.name for each in asking.open_link(res, token).files]
    assert len(names) == len(set(names)) == len(kept) <= annexes.MOST_FILES


def test_an_invitation_is_accepted_once(res: Resources) -> None:
    first, second = (ministry_actor(res, Role.SER_ADMIN) for _ in range(2))
    request = sent(res, form_for(make_operator(res)))
    deciding.review(res, first, request.public_id)
    deciding.approve(res, second, request.public_id)
    token = link_in(mails_to(res, "ivan@prueba.example")[0])
    open_it = [
        partial(accept, res, token, f"una frase larga y propia {number}", finish_accepted)
        for number in range(3)
    ]
    outcomes = at_once(*open_it)
    assert [isinstance(each, Refused | Conflict) for each in outcomes].count(False) == 1
    assert as_it_is(res, request).state == RequestState.DONE
