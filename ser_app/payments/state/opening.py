"""What two pages share: opening a payment and leaving for the gateway."""

from dataclasses import dataclass
from typing import Final

from reflex.istate.data import RouterData

from ser_app.base.errors import SerError, Unavailable
from ser_app.base.resources import resources
from ser_app.payments import service
from ser_app.payments.gateways import gateway_of
from ser_app.payments.gateways.port import GatewayError
from ser_app.payments.texts import NO_BANKS
from ser_app.people.actor import Actor
from ser_app.web.fields import Option

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


async def open_payment(
    actor: Actor, number: str, router: RouterData, bank: str | None = None
) -> Opening:
    """Open the payment of a FUR, or go on in the unfinished one; never raises a `SerError`.

    Args:
        actor: Who pays.
        number: The FUR's number.
        router: The person's address and browser.
        bank: Code of the bank that the person chose; None from a page that does not ask, from
            which the way leads to the one that does, where the gateway wants a bank.
    """
    res = resources()
    try:
        started = await service.start(
            res,
            gateway_of(res.settings, res.clock),
            actor,
            number,
            address=router.session.client_ip,
            user_agent=router.headers.user_agent,
            bank=bank or "",
        )
    except SerError as error:
        if error.code == "bank_missing" and bank is None:
            return Opening(process_url=f"/pagar/{number}")
        return Opening(problem=error.message, needs_new_fur=error.code in NEW_FUR_CODES)
    return Opening(process_url=started.process_url)


async def bank_options() -> list[Option]:
    """The banks to choose from before leaving; none where the gateway's own page asks.

    Raises:
        Unavailable: The gateway does not tell them now.
    """
    res = resources()
    try:
        found = await gateway_of(res.settings, res.clock).banks()
    except GatewayError as error:
        raise Unavailable("banks_silent", NO_BANKS) from error
    return [Option(bank.code, bank.name) for bank in found]


def last_part(router: RouterData) -> str:
    """The last part of the page's address: a FUR number or a payment's public id."""
    return router.url.path.strip("/").split("/")[-1]
