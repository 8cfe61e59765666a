"""Icons are in the sprite, and a missing one is noticed when the page is built."""

import pytest

from ser_app.web.icons import icon, icon_names
from ser_app.web.kinds import KINDS


def test_each_kind_of_state_has_its_icon() -> None:
    assert set(KINDS) <= icon_names()


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        icon("unicorn")


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert '"aria-hidden":"true"' in str(icon("paid"))
