"""Asking who is there, in place: the page stays as it is, and the act is repeated afterwards."""

import asyncio
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.service import prove_identity

_LONGEST = 200


class ProofState(rx.State):
    """Whether the page asks for a proof of identity, and how it went."""

    asked: bool = False
    error: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    def forget(self) -> None:
        """Close the question."""
        self.asked, self.error, self.done = False, "", ""

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def prove(self, form: dict[str, Any]) -> None:
        """Check the password or the code of the form."""
        self.error = self.done = ""
        secret = str(form.get("proof", ""))[:_LONGEST]
        try:
            await asyncio.to_thread(prove_identity, resources(), current_actor(), secret)
        except SerError as error:
            self.error = error.message
            return
        self.asked = False
        self.done = "Identidad confirmada por cinco minutos: repita la operación."


async def ask_for_proof(state: rx.State, error: SerError) -> None:
    """Open the question where an act was refused for want of a proof."""
    if isinstance(error, ProofNeeded):
        question = await state.get_state(ProofState)
        question.asked, question.error, question.done = True, "", ""
