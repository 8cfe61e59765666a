"""Files, notifications and polls in any order and number give the same books."""

from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.bank_files import posting
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.gateways.port import SessionState
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.payments.polling import poll_due
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.service import receive_notification, refresh, start
from tests.support.collections import make_agreement
from tests.support.databases import resources_on
from tests.unit.payments.bank_files.files import loaded, posted, written
from tests.unit.payments.builders import Payable, attempts, fur_now, make_payable

NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)
EVENTS = st.sampled_from(["start", "notice", "poll", "look", "approve", "file", "part"])
_serial = count(1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    events=st.lists(
        st.sampled_from(["start", "notice", "poll", "look", "approve", "file", "part"]), max_size=10
    )
)
async def test_every_peso_that_arrives_is_in_the_books_once(
    tmp_path: Path, events: list[str]
) -> None:
    url = f"sqlite:///{tmp_path / f'{next(_serial)}.db'}"
    with resources_on(url, MovableClock(date(2013, 6, 20), NOW)) as res:
        make_agreement(res)
        due, paper = make_payable(res), make_payable(res, channel="paper", state="issued")
        enter_missing(res)
        gateway = ScriptedGateway()
        path = _file(tmp_path, due, paper)
        for event in [*events, "notice", "poll", "file", "file"]:
            await _do(res, gateway, due, path, event)
            assert differences(res.database) == []
        _check(res, paper)


def _file(tmp_path: Path, due: Payable, paper: Payable) -> Path:
    payments = [Collected(each.fur.reference or "", each.fur.total) for each in (due, paper, due)]
    return written(tmp_path / f"{next(_serial)}.txt", [*payments, Collected("55", 1_000)])


async def _do(
    res: Resources, gateway: ScriptedGateway, due: Payable, path: Path, event: str
) -> None:
    mine = [each for each in attempts(res) if each.channel == "pse"]
    last = mine[-1].request_id if mine else None
    match event:
        case "start":
            with suppress(SerError):
                actor = due.company.preparer
                await start(res, gateway, actor, due.number, address="", user_agent="")
        case "approve" if last and gateway.reports[last].state is SessionState.OPEN:
            gateway.decide(last, SessionState.APPROVED, at=NOW, cus="999900")
        case "notice" if last:
            await receive_notification(res, gateway, last.encode())
        case "poll":
            await poll_due(res, gateway)
        case "look" if mine:
            await refresh(res, gateway, due.company.preparer, mine[-1].public_id)
        case "file":
            with suppress(SerError):
                loaded(res, path)
            posting.post_unfinished(res)
        case "part":  # loaded, and nobody posts it yet
            with suppress(SerError):
                loaded(res, path)


def _check(res: Resources, paper: Payable) -> None:
    credited = [each for each in attempts(res) if each.state == "approved"]
    assert len({each.fur_id for each in credited}) == len(credited)
    assert fur_now(res, paper.fur).state == "paid"
    by_file = [each for each in credited if each.channel == "bank"]
    with res.database.reading() as unit:
        [file] = unit.session.exec(select(BankFile))
        odd = list(unit.session.exec(select(BankException)))
        assert file.state == "posted"
        assert len(by_file) + len(odd) == file.payments == 4
        pse = sum(each.amount for each in credited if each.channel == "pse")
        assert books.balance(unit, Account.COLLECTED) == file.cents // 100 + pse


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    order=st.permutations(range(3)), again=st.lists(st.integers(0, 2), max_size=4),
    at_once=st.integers(1, 5),
)  # fmt: skip
def test_the_same_files_in_any_order_give_the_same_books(
    tmp_path: Path, order: list[int], again: list[int], at_once: int
) -> None:
    url = f"sqlite:///{tmp_path / f'{next(_serial)}.db'}"
    with resources_on(url, MovableClock(date(2013, 6, 20), NOW)) as res:
        make_agreement(res)
        furs = [make_payable(res) for _ in range(4)]
        enter_missing(res)
        lines = [Collected(each.fur.reference or "", each.fur.total) for each in furs]
        contents = [lines[:2], [*lines[1:3], Collected("9", 7_000)], lines[3:]]
        paths = [
            written(tmp_path / f"{next(_serial)}.txt", each, modifier="ABC"[number])
            for number, each in enumerate(contents)
        ]
        for number in [*order, *again]:
            with suppress(SerError):
                posted(res, paths[number], lines_at_once=at_once)
        # The second FUR is in two files: whichever comes first pays it, the other is set aside
        with res.database.reading() as unit:
            assert books.balance(unit, Account.COLLECTED) == 5 * furs[0].fur.total + 7_000
            assert books.balance(unit, Account.UNIDENTIFIED) == -(furs[0].fur.total + 7_000)
            assert books.balance(unit, Account.IN_FAVOUR) == 0
            assert set(books.left_by_source(unit).values()) == {0}
        assert {fur_now(res, each.fur).state for each in furs} == {"paid"}
        assert differences(res.database) == []
