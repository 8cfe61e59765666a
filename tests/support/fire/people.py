"""People who pay while everything fails: each pays one FUR, in one of many ways."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from random import Random
from typing import TypeVar

import httpx

from ser_app.payments.gateways.sandbox.scenarios import BANKS, Notices, Outcome
from tests.support.fire.world import WOMPI_PATH, World

_OUTCOMES = {
    Outcome.APPROVE: 46,
    Outcome.APPROVE_LATER: 14,
    Outcome.REJECT: 8,
    Outcome.REJECT_LATER: 4,
    Outcome.APPROVE_TOO_LATE: 8,
    Outcome.APPROVE_AND_GIVE_BACK: 4,
    Outcome.OTHER_AMOUNT: 3,
    Outcome.TOO_MUCH: 3,
    Outcome.OTHER_CURRENCY: 2,
    Outcome.APPROVE_TWICE: 3,
    Outcome.ABANDON: 3,
    Outcome.CANCEL: 2,
}
_AT_WOMPI = {
    Outcome.APPROVE: 55,
    Outcome.APPROVE_LATER: 15,
    Outcome.REJECT: 9,
    Outcome.REJECT_LATER: 4,
    Outcome.APPROVE_AND_GIVE_BACK: 6,
    Outcome.OTHER_AMOUNT: 6,
    Outcome.ABANDON: 3,
    Outcome.CANCEL: 2,
}
"""What its wire can tell: one try in a transaction, an expiration that is an end."""
_GATEWAYS = {"placetopay": 2, "wompi": 1}
_NOTICES = {Notices.ONCE: 60, Notices.LOST: 15, Notices.TWICE: 15, Notices.LATE: 10}
_TRIES = 60
Thing = TypeVar("Thing")
_AGAIN = frozenset({Outcome.REJECT, Outcome.APPROVE_TOO_LATE, Outcome.CANCEL, Outcome.REJECT_LATER})


class Crowd:
    """So many people at once, each with a FUR of their own.

    Args:
        world: The run.
        numbers: The FURs to pay.
        at_once: How many people pay at the same moment.
    """

    def __init__(self, world: World, numbers: list[str], at_once: int) -> None:
        self._world = world
        self._numbers = list(numbers)
        self._at_once = at_once
        self._random = Random(world.seed)  # noqa: S311  a repeatable draw, no secret
        self.done: Counter[str] = Counter()

    async def pay_everything(self) -> None:
        """Let everybody pay."""
        waiting = iter(self._numbers)
        async with httpx.AsyncClient(timeout=30, trust_env=False) as browser:

            async def person() -> None:
                for number in waiting:
                    await self._pay(browser, number)

            await asyncio.gather(*(person() for _ in range(self._at_once)))

    async def _pay(self, browser: httpx.AsyncClient, number: str) -> None:
        started = await self._start(browser, number, doubly=self._random.random() < 0.15)
        if started is None:
            return
        outcome = self._choose(_AT_WOMPI if WOMPI_PATH in started["page"] else _OUTCOMES)
        await self._visit(browser, started["page"], outcome)
        await self._come_back(browser, started["payment"])
        if outcome in _AGAIN and self._random.random() < 0.6:
            again = await self._start(browser, number)
            if again is not None:
                await self._visit(browser, again["page"], Outcome.APPROVE)
                await self._come_back(browser, again["payment"])

    async def _start(
        self, browser: httpx.AsyncClient, number: str, *, doubly: bool = False
    ) -> dict[str, str] | None:
        """Click «Pagar» until the bank's page comes, as people do; None when told not to pay."""
        for _ in range(_TRIES):
            address = f"{self._world.url}/pay/{self._choose(_GATEWAYS)}/{number}"
            clicks: list[Awaitable[httpx.Response]] = [
                browser.post(address) for _ in range(1 + doubly)
            ]
            answers = await asyncio.gather(*clicks, return_exceptions=True)
            for answer in answers:
                if isinstance(answer, httpx.Response) and answer.status_code == httpx.codes.OK:
                    self.done["started"] += 1
                    found: dict[str, str] = answer.json()
                    return found
            code = _refusal(answers)
            self.done[f"told {code}"] += 1
            if code in {"payment_approved", "already_paid", "payment_in_review", "annulled"}:
                return None
            await asyncio.sleep(self._random.uniform(0.1, 0.8))
        self.done["gave up"] += 1
        return None

    async def _visit(self, browser: httpx.AsyncClient, page: str, outcome: Outcome) -> None:
        """Choose at the bank, whose pages work: only its wire does not."""
        self.done["at wompi" if WOMPI_PATH in page else "at placetopay"] += 1
        self.done[f"chose {outcome}"] += 1
        form = {
            "bank": self._random.choice(BANKS),
            "outcome": outcome.value,
            "notices": self._choose(_NOTICES).value,
        }
        if outcome is Outcome.CANCEL:
            form["cancel"] = "1"
        await self._insist(lambda: browser.post(page, data=form))

    async def _come_back(self, browser: httpx.AsyncClient, payment: str) -> None:
        """Come back from the bank, or never."""
        if self._random.random() < 0.3:
            return
        await asyncio.sleep(self._random.uniform(0, 0.4))
        await self._insist(lambda: browser.post(f"{self._world.url}/look/{payment}"))

    async def _insist(self, act: Callable[[], Awaitable[httpx.Response]]) -> None:
        for _ in range(_TRIES):
            try:
                answer = await act()
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                return
            await asyncio.sleep(0.2)

    def _choose(self, weights: dict[Thing, int]) -> Thing:
        return self._random.choices(list(weights), list(weights.values()))[0]


def _refusal(answers: list[httpx.Response | BaseException]) -> str:
    for answer in answers:
        if isinstance(answer, httpx.Response) and answer.status_code == httpx.codes.CONFLICT:
            return str(answer.json()["code"])
    return "no answer"
