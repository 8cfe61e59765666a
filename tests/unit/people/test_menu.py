"""The menu of each role: at most seven jobs, among them what its person follows."""

import pytest

from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.menu import MOST, menu_of
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor


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


def test_cartera_has_its_home_and_supervisors_the_agreements(res: Resources) -> None:
    cartera = labels(ministry_actor(res, Role.COLLECTIONS))
    assert cartera[0] == "Inicio"
    assert "Acuerdos de pago" in cartera
    assert "Acuerdos de pago" in labels(ministry_actor(res, Role.SUPERVISOR))
    # Tesorería's seven places are taken: its home page leads to them
    assert "Acuerdos de pago" not in labels(ministry_actor(res, Role.TREASURY))
