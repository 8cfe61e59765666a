"""The part of the form that only some regimes have: the title's rate and the yearly adjustment."""

from dataclasses import replace
from typing import Any, cast

import reflex as rx

from ser_app.declarations import inputs
from ser_app.people.guard import requires
from ser_app.people.permissions import Permission

_FIELD = "yearly_adjustment"


class TitleFields(rx.State, mixin=True):
    """What the form shows of the regime; mixed into the form's state.

    `given_amount` is true when the lines are amounts of acts and formulas (RADIO); `title_rate` is
    empty outside D1972.
    """

    given_amount: bool = False
    title_rate: str = ""
    takes_adjustment: bool = False
    adjustment_digits: str = ""
    adjustment_error: str = ""

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def set_adjustment(self, declaration_id: Any = "", digits: Any = "") -> Any:
        """Take the digits of the yearly adjustment."""
        return await cast("Any", self)._edit(  # noqa: SLF001  of the state it is mixed into
            declaration_id,
            lambda draft: replace(draft, yearly_adjustment=inputs.read_amount(digits)),
            _FIELD,
            typed=digits,
        )
