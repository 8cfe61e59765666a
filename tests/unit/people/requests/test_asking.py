"""A request counts only once somebody who reads its mail sends it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.people.requests import annexes, asking, form, repository, tracking
from ser_app.people.requests.asking import RequestLinkExpired
from ser_app.people.requests.form import Asked
from ser_app.people.requests.models import AccessRequest, AccessRequestStep
from ser_app.people.requests.states import RequestState
from ser_app.people.sweeping import sweep
from tests.factories import make_operator
from tests.unit.people.requests.steps import CONTACT, begun, form_for, mails_to, paper, ready, sent


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "otra"}, "kind"),
        ({"operator_name": ""}, "operator_name"),
        ({"nit": "899999053"}, "nit"),
        ({"nit": "899.999.053-2"}, "nit"),
        ({"phone": "no tengo"}, "phone"),
        ({"representative_document": "51.000.111"}, "representative_document"),
        ({"admin_document": "0123"}, "admin_document"),
        ({"admin_email": "sin arroba"}, "admin_email"),
        ({"contact_email": "a@b.co, c@d.co"}, "contact_email"),
        ({"kind": "removal"}, "remarks"),
    ],
)
def test_each_wrong_datum_is_named(res: Resources, change: dict[str, str], field: str) -> None:
    asked = replace(form_for(make_operator(res)), **change)
    assert list(form.problems(asked)) == [field]
    with pytest.raises(Refused) as refused:
        asking.begin(res, asked, "192.0.2.9")
    assert refused.value.field == field
    assert mails_to(res, CONTACT) == []


def test_whatever_is_sent_becomes_a_form_of_short_printable_lines() -> None:
    asked = form.read(
        {"operator_name": "Uno\r\nBcc: x@y.co", "nit": 7, "remarks": "a\nb\x00c", "x": 1}
    )
    assert asked.operator_name == "Uno Bcc: x@y.co"
    assert (asked.nit, asked.remarks) == ("", "a\nbc")
    assert form.from_text(form.as_text(asked)) == asked


def test_before_the_mail_is_read_nobody_sees_it(res: Resources) -> None:
    asked = form_for(make_operator(res))
    begun(res, asked)
    with res.database.reading() as unit:
        request = unit.session.exec(select(AccessRequest)).one()
        assert request.state == RequestState.UNCONFIRMED
        assert repository.waiting(unit, [RequestState.SENT]) == (0, None)
    assert tracking.track(res, request.number, "") is None


def test_sending_gives_number_and_code_and_uses_the_link_up(res: Resources) -> None:
    asked = form_for(make_operator(res))
    token = ready(res, asked)
    with pytest.raises(Refused) as undeclared:
        asking.send(res, token, asked, declared=False)
    assert undeclared.value.field == "declared"
    number = asking.send(res, token, asked, declared=True)
    mail = mails_to(res, CONTACT)[0]
    code = mail.split("Código secreto: ")[1].split("\n")[0]
    found = tracking.track(res, number.lower(), code.lower())
    assert found is not None
    assert found.state is RequestState.SENT
    assert tracking.track(res, number, code[:-1] + "*") is None
    assert tracking.track(res, "SU-0000-0000", code) is None
    with pytest.raises(RequestLinkExpired):
        asking.send(res, token, asked, declared=True)
    with pytest.raises(RequestLinkExpired):
        asking.open_link(res, token)


def test_without_an_annex_it_is_not_sent_and_the_link_still_works(res: Resources) -> None:
    asked = form_for(make_operator(res))
    token = begun(res, asked)
    with pytest.raises(Refused) as refused:
        asking.send(res, token, asked, declared=True)
    assert refused.value.code == "no_annex"
    key = annexes.attach(res, token, "a.pdf", paper())
    annexes.detach(res, token, key)
    with pytest.raises(Refused):
        asking.send(res, token, asked, declared=True)
    annexes.attach(res, token, "a.pdf", paper())
    assert asking.send(res, token, asked, declared=True).startswith("SU-")


def test_the_mails_end_a_sentence_with_one_stop(res: Resources) -> None:
    sent(res, form_for(make_operator(res, name="Sierra Clara S.A.S.")))
    number, link = mails_to(res, CONTACT)
    assert "la solicitud para Sierra Clara S.A.S.\n" in number
    assert "Sierra Clara S.A.S. Ábrala" in link


def test_the_confirmed_address_stays(res: Resources) -> None:
    asked = form_for(make_operator(res))
    token = ready(res, asked)
    asking.send(res, token, replace(asked, contact_email="otro@prueba.example"), declared=True)
    assert mails_to(res, "otro@prueba.example") == []


def test_a_link_ends_after_a_day_and_the_request_is_forgotten(
    res: Resources, clock: MovableClock
) -> None:
    token = begun(res, form_for(make_operator(res)))
    clock.instant = res.clock.now() + timedelta(hours=24)
    with pytest.raises(RequestLinkExpired):
        asking.open_link(res, token)
    clock.instant += timedelta(seconds=1)
    sweep(res)
    with res.database.reading() as unit:
        assert unit.session.exec(select(AccessRequest)).all() == []


def test_a_sent_request_is_not_forgotten(res: Resources, clock: MovableClock) -> None:
    request = sent(res, form_for(make_operator(res)))
    clock.instant = res.clock.now() + timedelta(days=400)
    sweep(res)
    with res.database.reading() as unit:
        assert repository.by_public_id(unit, request.public_id).state == RequestState.SENT


def test_mails_to_an_address_are_limited(res: Resources) -> None:
    asked: Asked = form_for(make_operator(res))
    for _ in range(4):
        asking.begin(res, asked, "192.0.2.9")
    with pytest.raises(Refused) as refused:
        asking.begin(res, asked, "192.0.2.77")
    assert refused.value.code == "too_many"
    assert len(mails_to(res, CONTACT)) == 4


@pytest.mark.parametrize(
    "change",
    ["UPDATE access_request_step SET note = 'x'", "DELETE FROM access_request_step"],
)
def test_history_stays_as_it_was_written(res: Resources, change: str) -> None:
    sent(res, form_for(make_operator(res)))
    with res.database.reading() as unit:
        assert '"form"' in unit.session.exec(select(AccessRequestStep)).one().content
    with pytest.raises(DBAPIError), res.database.unit() as unit:
        unit.session.connection().exec_driver_sql(change)
