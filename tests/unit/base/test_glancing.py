"""Short reads beside the units of work: what they see, and what they give back."""

from sqlalchemy import bindparam, text

from ser_app.base.resources import Resources

QUERY = text("SELECT full_name FROM app_user WHERE email = :email").bindparams(bindparam("email"))


def test_it_sees_what_was_committed_and_nothing_before(res: Resources) -> None:
    from ser_app.people.permissions import Role
    from tests.factories import make_user

    person = make_user(res, Role.SUPERVISOR)
    assert res.database.glance(QUERY, {"email": person.email}) == (person.full_name,)
    with res.database.unit() as unit:
        person.full_name = "Otro Nombre"
        unit.session.add(person)
        unit.flush()
        seen = res.database.glance(QUERY, {"email": person.email})
        assert seen != ("Otro Nombre",)
    assert res.database.glance(QUERY, {"email": person.email}) == ("Otro Nombre",)
    assert res.database.glance(QUERY, {"email": "nadie"}) is None


def test_it_reads_again_after_the_connections_were_closed(res: Resources) -> None:
    res.database.glance(QUERY, {"email": "nadie"})
    res.database.dispose()
    assert res.database.glance(QUERY, {"email": "nadie"}) is None
