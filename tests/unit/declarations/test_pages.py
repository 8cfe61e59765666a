"""Every page of the room can be drawn, and what it leads to is named."""

import pytest

from ser_app.declarations.page import PAGES
from ser_app.people.permissions import Permission
from ser_app.web.page import Page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.route)
def test_the_page_is_drawn(page: Page) -> None:
    assert page.build().render()
    assert page.permission in set(Permission)
    assert page.on_load


def test_the_form_sends_to_the_handlers_of_its_state() -> None:
    drawn = str(PAGES[-1].build().render())
    for handler in ("set_amount", "set_description", "set_payment_day", "review", "explain"):
        assert f"draft_state.{handler}" in drawn
