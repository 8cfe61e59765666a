"""`/usuarios/permisos` shows the table as it is."""

import pytest

from ser_app.base.resources import Resources
from ser_app.people.permissions import MATRIX, PERMISSIONS_OF, Permission, Role
from ser_app.people.permissions.page import PAGE
from ser_app.people.permissions.views import room_tables
from tests.support.events import own_handlers, tab_on
from tests.support.matrix import cookie_of


def test_every_permission_stands_in_its_room_with_yes_or_no_for_each_role() -> None:
    shown = {row.words: row.granted for table in room_tables(MATRIX) for row in table.rows}
    assert len(shown) == len(Permission)
    for permission in Permission:
        expected = [permission in PERMISSIONS_OF[role] for role in Role]
        assert shown[MATRIX.words_of(permission)] == expected


@pytest.mark.parametrize("role", list(Role))
def test_one_role_shows_what_it_may_alone(role: Role) -> None:
    rows = [row for table in room_tables(MATRIX, role) for row in table.rows]
    assert len(rows) == len(PERMISSIONS_OF[role])


def test_the_page_is_drawn() -> None:
    assert PAGE.build().render()


async def test_a_person_chooses_a_role_and_nonsense_shows_everything(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = next(name for name in own_handlers() if name.endswith("permissions_state.choose"))
    async with tab_on(res, monkeypatch) as nobody:
        tab = nobody.of(cookie_of(res, Role.PREPARER))
        _, told = await tab.send(name, {"role": "preparer"})
        assert "Preparar borradores" in str(told)
        assert "Administrar usuarios" not in str(told)
        _, told = await tab.send(name, {"role": ["preparer"]})
        assert "Administrar usuarios" in str(told)
