"""The menu of each role: at most seven jobs, among them what its person follows."""

import pytest

from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.menu import HOME, MOST, landing_of, left_out, menu_of
from ser_app.people.permissions import Permission, Role
from ser_app.ser_app import PAGES
from tests.factories import make_company, ministry_actor

OF_NO_JOB = {"/sin-permiso", "/mi-cuenta/seguridad"}


def labels(actor: Actor) -> list[str]:
    return [each.label for each in menu_of(actor)]


@pytest.mark.parametrize("role", [each for each in Role if not each.of_operator])
def test_a_menu_of_the_ministry_has_at_most_seven_jobs(res: Resources, role: Role) -> None:
    assert 0 < len(labels(ministry_actor(res, role))) <= MOST


def test_a_menu_of_an_operator_has_them_and_its_home(res: Resources) -> None:
    company = make_company(res)
    for actor in (company.admin, company.preparer, company.representative, company.accountant):
        found = labels(actor)
        assert found[0] == "Inicio"
        assert "Acuerdos de pago" in found
        assert len(found) <= MOST


@pytest.mark.parametrize("role", [each for each in Role if not each.of_operator])
def test_each_menu_has_the_home_page_and_where_its_person_lands(res: Resources, role: Role) -> None:
    actor = ministry_actor(res, role)
    shown = [each.href for each in menu_of(actor)]
    assert shown[0] == HOME
    assert landing_of(role) in shown


@pytest.mark.parametrize("role", [each for each in Role if not each.of_operator])
def test_every_page_of_a_person_is_marked_at_one_job(res: Resources, role: Role) -> None:
    actor = ministry_actor(res, role)
    menu = menu_of(actor)
    assert left_out(actor) is (role in {Role.SUPERVISOR, Role.TREASURY, Role.AUDITOR})
    for page in PAGES:
        if (
            page.permission
            and actor.may(Permission(page.permission))
            and page.route not in OF_NO_JOB
        ):
            current = page.current or page.route
            marked = [each.label for each in menu if current in (each.href, *each.others)]
            assert len(marked) == 1, page.route


def test_cartera_and_supervisors_have_the_agreements(res: Resources) -> None:
    assert "Acuerdos de pago" in labels(ministry_actor(res, Role.COLLECTIONS))
    assert "Acuerdos de pago" in labels(ministry_actor(res, Role.SUPERVISOR))
    # Tesorería's seven places are taken: its home page leads to them
    assert "Acuerdos de pago" not in labels(ministry_actor(res, Role.TREASURY))
