"""What two pages share: opening a payment and leaving for the gateway."""

from dataclasses import dataclass
from typing import Final

from reflex.istate.data import RouterData

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments import service
from ser_app.payments.gateways import gateway_of
from ser_app.people.actor import Actor

NEW_FUR_CODES: Final = frozenset({"too_late_today", "expired", "replaced"})
"""Refusals after which a FUR for another day is the way on."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How opening a payment went.

    Attributes:
        process_url: The gateway's page; empty when it did not work.
        problem: What to tell the person then.
        needs_new_fur: Whether another FUR is the way on.
    """

    process_url: str = ""
    problem: str = ""
    needs_new_fur: bool = False


async def open_payment(actor: Actor, number: str, router: RouterData) -> Opening:
    """Open the payment of a FUR, or go on in the unfinished one; never raises a `SerError`."""
    res = resources()
    try:
        started = await service.start(
            res,
            gateway_of(res.settings, res.clock),
            actor,
            number,
            address=router.session.client_ip,
            user_agent=router.headers.user_agent,
        )
    except SerError as error:
        return Opening(problem=error.message, needs_new_fur=error.code in NEW_FUR_CODES)
    return Opening(process_url=started.process_url)


def last_part(router: RouterData) -> str:
    """The last part of the page's address: a FUR number or a payment's public id."""
    return router.url.path.strip("/").split("/")[-1]
