"""The part of the form about balance in favour."""

from dataclasses import replace
from typing import Any, cast

import reflex as rx

from ser_app.declarations import inputs
from ser_app.declarations.corrections.views import DifferenceView
from ser_app.people.guard import requires
from ser_app.people.permissions import Permission

_FIELD = "balance_applied"


class CorrectionFields(rx.State, mixin=True):
    """What the form shows about a correction and the balance; mixed into the form's state.

    Texts are empty for what does not apply: an initial declaration has no `correction_note`, an
    operator without balance no `balance_offer`.
    """

    correction_note: str = ""
    corrected_href: str = ""
    correction_error: str = ""
    differences: list[DifferenceView] = []
    levy_settled: str = ""
    balance_left: str = ""
    balance_used: str = ""
    balance_offer: str = ""
    balance_most: str = ""
    balance_digits: str = ""
    balance_error: str = ""

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def set_balance(self, declaration_id: Any = "", digits: Any = "") -> Any:
        """Take the digits of the balance to apply."""
        return await cast("Any", self)._edit(  # noqa: SLF001  of the state it is mixed into
            declaration_id,
            lambda draft: replace(draft, balance_applied=inputs.read_amount(digits)),
            _FIELD,
            typed=digits,
        )
