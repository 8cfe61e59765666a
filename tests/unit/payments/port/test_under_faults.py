"""Gateways that lose, cut, refuse and repeat: every approved peso is credited once all the same."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.gateways.port import NotificationRefused
from ser_app.payments.gateways.sandbox.faults import Faults
from ser_app.payments.polling import poll_due
from ser_app.payments.service import receive_notification, start
from ser_app.payments.transitions import AttemptState
from tests.unit.payments.builders import attempts, fur_now, make_payable
from tests.unit.payments.port.rigs import NOW, PERSON_DECIDES, RIGS

FURS = 12
OUTCOMES = ("approve", "approve", "reject", "approve_later")


@pytest.mark.parametrize("name", list(RIGS))
@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_the_wire_does_the_books_are_right(
    res: Resources, clock: MovableClock, name: str, seed: int
) -> None:
    clock.instant, clock.moved_to = NOW, None
    faults = Faults(
        seed=seed, refused=0.1, unanswered=0.15, cut=0.1, silent=0.05, slow=0.1,
        lost=0.3, twice=0.3, shuffled=0.2, silence_seconds=0, delay_seconds=0,
    )  # fmt: skip
    rig, chance = RIGS[name](res, faults), Random(seed)  # noqa: S311  repeatable
    dues = [make_payable(res, period=f"20{number:02d}-Q1") for number in range(FURS)]
    approved = set()
    for due in dues:
        for _ in range(6):  # a person who insists
            with suppress(SerError):
                started = await start(
                    res, rig.gateway, due.company.preparer, due.number,
                    address="190.0.0.1", user_agent="Firefox",
                    bank=PERSON_DECIDES if rig.gateway.asks_for_bank else "",
                )  # fmt: skip
                outcome = chance.choice(OUTCOMES)
                form = {"bank": "Banco de pruebas Andino", "outcome": outcome, "notices": "once"}
                await rig.browser.post(started.process_url, data=form)
                if outcome.startswith("approve"):
                    approved.add(due.number)
                    break
    await rig.notifier.idle()
    notices = rig.merchant.received
    chance.shuffle(notices)
    for body in notices:
        with suppress(NotificationRefused):
            await receive_notification(res, rig.gateway, body)
    faults.active = False
    for hours in range(1, 5):
        clock.instant = NOW + timedelta(hours=hours)
        await poll_due(res, rig.gateway)
    await rig.close()

    assert faults.drawn.keys() >= {"refused", "unanswered", "cut"}, "nothing went wrong"
    assert approved
    paid = {due.number for due in dues if fur_now(res, due.fur).state == "paid"}
    assert paid == approved
    states = [each.state for each in attempts(res)]
    assert states.count(AttemptState.APPROVED) == len(approved)
    enter_missing(res)
    assert differences(res.database) == []
