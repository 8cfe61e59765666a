"""What keeps the application from starting."""

import socket

import pytest

from ser_app.base.resources import Resources
from ser_app.oversight.demo.repository import has_made_up_people
from ser_app.people.permissions import Role
from ser_app.serving import CannotServe, refuse_demonstration, require_free_port
from tests.factories import make_user
from tests.support.events import hold


@pytest.mark.parametrize("email", ["admin@demo.ser", "contador@postal.demo.ser"])
def test_production_refuses_the_database_of_a_demonstration(
    res: Resources, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    hold(res, monkeypatch)
    person = make_user(res, Role.SER_ADMIN)
    refuse_demonstration()
    person.email = email
    with res.database.unit() as unit:
        unit.session.add(person)
    with pytest.raises(CannotServe, match="contraseña publicada"):
        refuse_demonstration()


def test_a_mail_that_only_looks_alike_is_nobody_of_the_demonstration(res: Resources) -> None:
    person = make_user(res, Role.SER_ADMIN)
    person.email = "ana@midemo.ser"
    with res.database.unit() as unit:
        unit.session.add(person)
    with res.database.reading() as unit:
        assert not has_made_up_people(unit)


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotServe, match=str(port)):
            require_free_port(port)
